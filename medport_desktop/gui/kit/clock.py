"""Time as the site sees it: one zone, one clock, one ticker of a second."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _utc_now() -> datetime:
    return datetime.now(UTC)


HALF_A_DAY = timedelta(hours=12)


class SiteClock:
    """The site's zone and its idea of now. Every datetime given to it must be aware."""

    def __init__(self, zone: ZoneInfo, now: Callable[[], datetime] = _utc_now) -> None:
        self.zone = zone
        self._now = now

    def now(self) -> datetime:
        """This moment, in the site's zone."""
        return self.local(self._now())

    def after(self, span: timedelta) -> datetime:
        """The moment that long from now, as time passes, whatever the clocks do in between: `now() + span` does not."""
        return self.local(self._now().astimezone(UTC) + span)

    def local(self, moment: datetime) -> datetime:
        """The moment in the site's zone. Raises ValueError for a datetime without a zone."""
        if moment.tzinfo is None:
            raise ValueError("A datetime without a zone cannot be shown.")
        return moment.astimezone(self.zone)

    def hm(self, moment: datetime) -> str:
        """ "14:32" """
        return self.local(moment).strftime("%H:%M")

    def hms(self, moment: datetime) -> str:
        """ "14:32:07" """
        return self.local(moment).strftime("%H:%M:%S")

    def abbreviation(self, moment: datetime) -> str:
        """The zone's name at that moment: "EST" or "EDT"."""
        return self.local(moment).strftime("%Z")

    def short(self, moment: datetime) -> str:
        """ "14:32" today and within half a day, "Mon 06:30" within six days, else "3 Dec 06:30", with another year's.

        On a night shift, half past midnight is not "Mon": the time alone cannot be mistaken so near.
        """
        local, today = self.local(moment), self.now().date()
        days = (local.date() - today).days
        if days == 0 or abs(moment - self.now()) < HALF_A_DAY:
            return self.hm(moment)
        if abs(days) <= 6:
            return f"{WEEKDAYS[local.weekday()]} {self.hm(moment)}"
        year = "" if local.year == today.year else f" {local.year}"
        return f"{local.day} {MONTHS[local.month - 1]}{year} {self.hm(moment)}"

    def brief(self, moment: datetime) -> str:
        """As `short`, but of another day the day alone: "14:32", "Mon", "3 Dec"."""
        words, time = self.short(moment), self.hm(moment)
        return words if words == time else words.removesuffix(f" {time}")

    def dated(self, moment: datetime) -> str:
        """ "2026-11-23 14:32", for files; a spreadsheet takes it for a time."""
        return f"{self.local(moment):%Y-%m-%d %H:%M}"

    def full(self, moment: datetime) -> str:
        """ "Mon 23 Nov 2026 14:32:07 EST", for tooltips and prints."""
        local = self.local(moment)
        day = f"{WEEKDAYS[local.weekday()]} {local.day} {MONTHS[local.month - 1]} {local.year}"
        return f"{day} {self.hms(moment)} {self.abbreviation(moment)}"


class _Site:
    clock = SiteClock(ZoneInfo("UTC"))


def site_clock() -> SiteClock:
    """The clock that every part shows; UTC until set_site_clock() is called."""
    return _Site.clock


def set_site_clock(clock: SiteClock) -> None:
    """Use this clock everywhere from now on."""
    _Site.clock = clock


def _split(span: timedelta) -> tuple[int, int, int]:
    seconds = max(0, int(span.total_seconds()))
    return seconds // 3600, seconds // 60 % 60, seconds % 60


def elapsed_text(span: timedelta) -> str:
    """ "0:06:12"; a negative span shows as zero."""
    hours, minutes, seconds = _split(span)
    return f"{hours}:{minutes:02}:{seconds:02}"


def countdown_text(span: timedelta) -> str:
    """ "3:48" under an hour, "1:15:50" above; zero when it has run out."""
    hours, minutes, seconds = _split(span)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def overdue_text(span: timedelta) -> str:
    """ "-0:27" (hours and minutes) for 27 minutes past due, "now" in the first."""
    hours, minutes, _ = _split(span)
    return f"-{hours}:{minutes:02}" if hours or minutes else "now"


def later_text(span: timedelta) -> str:
    """ "+0:45" (hours and minutes) for 45 minutes later."""
    hours, minutes, _ = _split(span)
    return f"+{hours}:{minutes:02}"


def span_words(span: timedelta) -> str:
    """ "27 min" or "3 h 05 min"."""
    hours, minutes, _ = _split(span)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min"


class Ticker(QObject):
    """One timer for the whole program: beats at each full second while an attached widget is visible."""

    beat = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._attached: set[_Attachment] = set()

    @property
    def is_running(self) -> bool:
        """Whether the timer runs: only while something that counts is on the screen."""
        return self._timer.isActive()

    def attach(self, widget: QWidget, slot: Callable[[], object]) -> None:
        """Call `slot` at each full second while the widget is visible, until it is destroyed."""
        self._attached.add(_Attachment(self, widget, slot))
        self.settle()

    def detach(self, attachment: "_Attachment") -> None:
        """Forget an attachment; its widget has gone."""
        self._attached.discard(attachment)
        self.settle()

    def settle(self) -> None:
        """Start or stop the timer after a widget was shown or hidden."""
        if not any(attachment.visible for attachment in self._attached):
            self._timer.stop()
        elif not self._timer.isActive():
            self._arm()

    def _arm(self) -> None:
        self._timer.start(1000 - site_clock().now().microsecond // 1000)

    def _tick(self) -> None:
        for attachment in list(self._attached):
            if attachment.visible:
                attachment.slot()
        self.beat.emit()
        self.settle()


class _Attachment(QObject):
    """Watches one widget for the ticker."""

    def __init__(self, owner: Ticker, widget: QWidget, slot: Callable[[], object]) -> None:
        super().__init__(owner)
        self.slot = slot
        self.visible = widget.isVisible()
        self._owner = owner
        widget.installEventFilter(self)
        widget.destroyed.connect(self._gone)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.Show, QEvent.Type.Hide):
            self.visible = kind == QEvent.Type.Show
            if self.visible:
                self.slot()
            self._owner.settle()
        return super().eventFilter(watched, event)

    def _gone(self) -> None:
        self.visible = False
        self._owner.detach(self)
        self.deleteLater()


class _Holder:
    ticker: Ticker | None = None


def ticker() -> Ticker:
    """The program's one ticker."""
    if _Holder.ticker is None:
        _Holder.ticker = Ticker(QCoreApplication.instance())
    return _Holder.ticker

"""Which trips analytics are about: the period, a hospital, an agency, a level."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from PySide6.QtCore import QDate, QSignalBlocker, QTimer, Signal, Slot
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QWidget

from medport_desktop.domain.agencies import Agency
from medport_desktop.domain.center.analytics import AnalyticsFilter, Period, days_between
from medport_desktop.domain.enums import TransportLevel
from medport_desktop.domain.people import Organisation
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.forms.drop_down import DropDown
from medport_desktop.gui.kit.style.theme import theme

_TYPING_MS = 250
"""How long after the last key in a date the figures are read."""
_LETTERS = 16
"""How many letters of a name a list shows at least; the rest where there is room."""


class AnalyticsStrip(QWidget):
    """Emits `changed` after each choice."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self.changed)
        self.period = self._choices("analytics_period", "Period", [(p.label, p) for p in Period])
        self.first, self.last = self._day("analytics_from", "From"), self._day("analytics_to", "To")
        self.hospital = self._choices("analytics_hospital", "Hospital", [("Every hospital", None)])
        self.agency = self._choices("analytics_agency", "Agency", [("Every agency", None)])
        levels = [(level.label, level) for level in TransportLevel]
        self.level = self._choices("analytics_level", "Level", [("Every level", None), *levels])
        today = site_clock().now().date()
        self.last.setDate(QDate(today.year, today.month, today.day))
        self.first.setDate(self.last.date().addDays(-6))
        self.period.setCurrentIndex(list(Period).index(Period.DAYS_30))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        for part in (self.period, self.first, self.last, self.hospital, self.agency, self.level):
            row.addWidget(part)
        for day in (self.first, self.last):
            day.hide()
            day.dateChanged.connect(lambda _day: self._typing.start())
        for choice in (self.period, self.hospital, self.agency, self.level):
            choice.currentIndexChanged.connect(self._chosen)
        self.setFocusProxy(self.period)

    def _choices(self, name: str, spoken: str, options: Sequence[tuple[str, object]]) -> DropDown:
        box = DropDown(self)
        box.setObjectName(name)
        box.setAccessibleName(spoken)
        box.setMaximumWidth(theme().px(230))
        for words, value in options:
            box.addItem(words, value)
        return box

    def _day(self, name: str, spoken: str) -> QDateEdit:
        edit = QDateEdit(self)
        edit.setObjectName(name)
        edit.setAccessibleName(spoken)
        edit.setDisplayFormat("d MMM yyyy")
        edit.setCalendarPopup(True)
        return edit

    def set_organisations(self, hospitals: Sequence[Organisation], agencies: Sequence[Agency]) -> None:
        """Whom one may choose; what is chosen stays."""
        for box, found in ((self.hospital, hospitals), (self.agency, agencies)):
            chosen = box.currentData()
            with QSignalBlocker(box):
                while box.count() > 1:
                    box.removeItem(1)
                for organisation in found:
                    box.addItem(organisation.name, organisation.id)
                box.setCurrentIndex(max(0, box.findData(chosen)) if chosen is not None else 0)
            box.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(_LETTERS)

    @Slot()
    def _chosen(self) -> None:
        between = self.period.currentData() == Period.BETWEEN
        self.first.setVisible(between)
        self.last.setVisible(between)
        self._typing.stop()
        self.changed.emit()

    def wanted(self) -> AnalyticsFilter:
        """What is chosen, in the site's zone."""
        period = Period(self.period.currentData())
        last = site_clock().now().date()
        first = last - timedelta(days=period.days - 1)
        if period is Period.BETWEEN:
            first, last = _date(self.first), _date(self.last)
        since, until = days_between(first, last, site_clock().zone)
        level, hospital, agency = self.level.currentData(), self.hospital.currentData(), self.agency.currentData()
        return AnalyticsFilter(
            since,
            until,
            hospital if isinstance(hospital, UUID) else None,
            agency if isinstance(agency, UUID) else None,
            TransportLevel(level) if level is not None else None,
        )


def _date(edit: QDateEdit) -> date:
    day = edit.date()
    return date(day.year(), day.month(), day.day())

"""The board for the big screen: read from four metres, turned by itself, left with Esc. It takes no other input."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QFont, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from medport_desktop.domain.enums import Silo
from medport_desktop.domain.session import Freshness, SiloState
from medport_desktop.gui.center.feed import Feed
from medport_desktop.gui.center.wallboard.wall_facts import Tile, WallRow, pages, tiles, wall_rows
from medport_desktop.gui.kit.clock import site_clock, ticker
from medport_desktop.gui.kit.facts.vocabulary import PriorityLook, priority_look
from medport_desktop.gui.kit.style.painting import LEFT, RIGHT, draw_shape, draw_text, painter_for, surface, width_of
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.themed import PaintedWidget
from medport_desktop.gui.kit.style.tokens import Tone, Type
from medport_desktop.runtime.changes import ChangeHub

PAGE_MS = 12_000
"""How long a page stays: long enough to read every line of it."""
IN_USE_MS = 60_000
"""How often the session is marked as in use while the board is up."""

# Lengths of a screen of 1920 x 1080, where 4 m ask for letters of about 32 pixels; others are in proportion.
MARGIN, HEADER, TILES, TITLES, ROW, FOOTER = 40, 104, 176, 44, 68, 52
BODY, SMALL, HUGE, CLOCK = 31, 24, 84, 58
_LIGHTS = {
    Freshness.LIVE: Tone.GREEN,
    Freshness.STALE: Tone.AMBER,
    Freshness.AWAY: Tone.RED,
    Freshness.REFUSED: Tone.RED,
}
# Where the columns begin, and how wide they are, in shares of the row.
_COLUMNS = {
    "priority": (0.012, 0.110),
    "trip": (0.123, 0.075),
    "status": (0.200, 0.138),
    "route": (0.340, 0.365),
    "holder": (0.712, 0.203),
    "due": (0.918, 0.074),
}
_TITLES = {
    "priority": "Priority",
    "trip": "Trip",
    "status": "Status",
    "route": "From → To",
    "holder": "Unit · agency",
    "due": "Due",
}


class Wallboard(PaintedWidget):
    """Open trips of every hospital in large type. `in_use` comes once a minute while it is on the screen."""

    in_use = Signal()

    def __init__(self, feed: Feed, changes: ChangeHub, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("wallboard")
        self.setWindowFlag(Qt.WindowType.Window)
        self.setProperty("shown_when_locked", True)  # nothing on it could identify a patient
        self.setWindowTitle("MedPort wallboard")
        self.setAccessibleName("Wallboard")
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._feed = feed
        self._changes = changes
        self._page = 0
        self._turn = QTimer(self)
        self._turn.setInterval(PAGE_MS)
        self._turn.timeout.connect(self.next_page)
        self._in_use = QTimer(self)
        self._in_use.setInterval(IN_USE_MS)
        self._in_use.timeout.connect(self.in_use)
        for signal in (feed.rows_changed, feed.units_changed, feed.settings_changed, changes.state_changed):
            signal.connect(self._changed)
        ticker().attach(self, self._changed)

    # -- what is shown ----------------------------------------------------------------------------------
    def rows(self) -> list[WallRow]:
        """Every line, on whichever page."""
        return wall_rows(self._feed.rows(), site_clock().now(), self._feed.settings)

    def pages(self) -> list[list[WallRow]]:
        """The lines in pages, as many to a page as this screen has room for."""
        return pages(self.rows(), self._room())

    def page(self) -> int:
        """The number of the page in view, from 0."""
        return min(self._page, len(self.pages()) - 1)

    def tiles(self) -> list[Tile]:
        """The numbers at the top."""
        return tiles(self._feed.trips(), self._feed.units(), site_clock().now(), self._feed.settings)

    @Slot()
    def next_page(self) -> None:
        """Turn to the next page; from the last to the first."""
        self._page = (self.page() + 1) % len(self.pages())
        self.update()

    @Slot()
    def _changed(self) -> None:
        if self.isVisible():
            spoken = ", ".join(f"{tile.number} {tile.words}" for tile in self.tiles())
            self.setAccessibleDescription(spoken)
            self.update()

    # -- in and out -------------------------------------------------------------------------------------
    def toggle(self) -> None:
        """Show it, or take it away from the other screen."""
        if self.isVisible():
            self.close()
        else:
            self.open()

    def open(self) -> None:
        """Fill the screen: the other one, where the workstation has two."""
        window = self.parentWidget()
        here = window.screen() if window is not None else self.screen()
        other = next((screen for screen in here.virtualSiblings() if screen is not here), here)
        self.setGeometry(other.geometry())
        self.showFullScreen()
        self.activateWindow()
        self.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._page = 0
        self._turn.start()
        self._in_use.start()
        self.in_use.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._turn.stop()
        self._in_use.stop()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F11):
            self.close()
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_PageDown, Qt.Key.Key_Right):
            self.next_page()
            self._turn.start()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(1920, 1080)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.update()

    # -- painting ---------------------------------------------------------------------------------------
    def _u(self, length: float) -> float:
        """A length of the 1080-line screen on this one."""
        return length * min(self.width() / 1920, self.height() / 1080)

    def _room(self) -> int:
        space = self.height() - self._u(HEADER + TILES + TITLES + FOOTER + MARGIN / 2)
        return max(1, int(space // max(self._u(ROW), 1)))

    def _font(self, size: float, *, strong: bool = False) -> QFont:
        font = QFont(theme().font(Type.STRONG if strong else Type.BODY))
        font.setPixelSize(max(8, round(self._u(size))))
        return font

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        painter.fillRect(self.rect(), theme().color(Tone.CANVAS))
        self._paint_header(painter)
        self._paint_tiles(painter)
        shown = self.pages()
        number = min(self._page, len(shown) - 1)
        self._paint_rows(painter, shown[number])
        self._paint_footer(painter, number, len(shown))
        painter.end()

    def _paint_header(self, painter: QPainter) -> None:
        u, clock = self._u, site_clock()
        now, width = clock.now(), self.width()
        line = QRectF(u(MARGIN), 0, width - 2 * u(MARGIN), u(HEADER))
        name = self._feed.settings.site_name or "MedPort"
        draw_text(painter, line, name, self._font(38, strong=True), theme().color(Tone.TEXT), LEFT)
        font = self._font(CLOCK, strong=True)
        time, zone = clock.hms(now), clock.abbreviation(now)
        draw_text(painter, line, zone, self._font(SMALL), theme().color(Tone.MUTED), RIGHT)
        line.setRight(line.right() - width_of(zone, self._font(SMALL)) - u(14))
        draw_text(painter, line, time, font, theme().color(Tone.TEXT), RIGHT)
        right = line.right() - width_of("00:00:00", font) - u(48)
        for silo in reversed(list(Silo)):
            right = self._paint_light(painter, right, self._changes.state(silo), silo)

    def _paint_light(self, painter: QPainter, right: float, state: SiloState | None, silo: Silo) -> float:
        u = self._u
        tone, words = Tone.GREY, f"{silo.label} connecting"
        if state is not None:
            tone = _LIGHTS[state.freshness]
            since = f" since {site_clock().short(state.since)}"
            words = f"{silo.label} {state.freshness.value.lower()}{'' if tone is Tone.GREEN else since}"
        font = self._font(SMALL, strong=tone is Tone.RED)
        width = width_of(words, font) + 2
        rect = QRectF(right - width, 0, width, u(HEADER))
        draw_text(painter, rect, words, font, theme().color(Tone.MUTED if tone is Tone.GREEN else tone), LEFT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().mark(tone))
        painter.drawEllipse(QPointF(rect.left() - u(16), u(HEADER / 2)), u(7), u(7))
        return rect.left() - u(52)

    def _paint_tiles(self, painter: QPainter) -> None:
        u, shown = self._u, self.tiles()
        gap = u(16)
        width = (self.width() - 2 * u(MARGIN) - gap * (len(shown) - 1)) / len(shown)
        for i, tile in enumerate(shown):
            rect = QRectF(u(MARGIN) + i * (width + gap), u(HEADER), width, u(TILES - 24))
            alarm = tile.tone is Tone.RED
            fill = theme().color(Tone.REDBG if alarm else Tone.SURFACE)
            border = theme().mark(Tone.RED if alarm else Tone.BORDER)
            surface(painter, rect, fill=fill, border=border, radius=u(10), width=max(1.0, u(2)))
            inner = rect.adjusted(u(24), u(12), -u(16), -u(12))
            number = QRectF(inner.left(), inner.top(), inner.width(), inner.height() * 0.68)
            words = QRectF(inner.left(), number.bottom(), inner.width(), inner.height() * 0.32)
            draw_text(painter, number, tile.number, self._font(HUGE, strong=True), theme().color(tile.tone), LEFT)
            draw_text(painter, words, tile.words, self._font(SMALL), theme().color(Tone.MUTED), LEFT)

    def _cell(self, name: str, top: float, height: float) -> QRectF:
        whole = self.width() - 2 * self._u(MARGIN)
        left, width = _COLUMNS[name]
        return QRectF(self._u(MARGIN) + left * whole, top, width * whole - self._u(10), height)

    def _paint_rows(self, painter: QPainter, rows: list[WallRow]) -> None:
        u = self._u
        top = u(HEADER + TILES)
        for name, title in _TITLES.items():
            align = RIGHT if name == "due" else LEFT
            cell = self._cell(name, top, u(TITLES))
            draw_text(painter, cell, title, self._font(SMALL), theme().color(Tone.MUTED), align)
        top += u(TITLES)
        state = self._changes.state(Silo.HOSPITAL)
        painter.setOpacity(0.55 if state is not None and state.gives_nothing else 1.0)
        if not rows:
            rect = QRectF(0, top, self.width(), self.height() - top - u(FOOTER))
            centre = Qt.AlignmentFlag.AlignCenter
            draw_text(painter, rect, "No trip is under way.", self._font(BODY), theme().color(Tone.MUTED), centre)
        for line, row in enumerate(rows):
            self._paint_row(painter, row, top + line * u(ROW))
        painter.setOpacity(1.0)

    def _paint_row(self, painter: QPainter, row: WallRow, top: float) -> None:
        u, color = self._u, theme().color
        rect = QRectF(u(MARGIN), top + u(2), self.width() - 2 * u(MARGIN), u(ROW - 4))
        surface(painter, rect, fill=color(Tone.REDBG if row.late else Tone.SURFACE), radius=u(6))
        if row.late:
            painter.fillRect(QRectF(rect.left(), rect.top(), u(6), rect.height()), theme().mark(Tone.RED))
        body, strong, height = self._font(BODY), self._font(BODY, strong=True), u(ROW)
        look = priority_look(row.priority)
        cell = self._cell("priority", top, height)
        self._paint_mark(painter, cell, look)
        words = cell.adjusted(u(66), 0, 0, 0)
        draw_text(painter, words, look.word, strong if look.strong else body, color(look.tone), LEFT)
        draw_text(painter, self._cell("trip", top, height), row.number, strong, color(Tone.TEXT), LEFT)
        cell = self._cell("status", top, height)
        mark = QRectF(cell.left(), cell.center().y() - u(10), u(20), u(20))
        tone = row.status.tone
        hue = theme().mark(tone)
        surface(painter, mark, fill=None if row.status.hollow else hue, border=hue, radius=u(4), width=u(3))
        draw_text(painter, cell.adjusted(u(32), 0, 0, 0), row.status.word, body, color(tone), LEFT)
        self._paint_route(painter, self._cell("route", top, height), row)
        cell = self._cell("holder", top, height)
        if row.unit:
            draw_text(painter, cell, row.unit, strong, color(row.holder_tone), LEFT)
            cell.setLeft(cell.left() + width_of(row.unit, strong) + u(14))
        draw_text(painter, cell, row.holder, body, color(Tone.MUTED if row.unit else row.holder_tone), LEFT)
        now = site_clock().now()
        due = color(row.due.tone(now))
        draw_text(painter, self._cell("due", top, height), row.due.text(now), strong, due, RIGHT)

    def _paint_mark(self, painter: QPainter, cell: QRectF, look: PriorityLook) -> None:
        scale = self._u(24) / theme().px(10)
        painter.save()
        painter.translate(cell.left(), cell.center().y())
        painter.scale(scale, scale)
        draw_shape(painter, 0, 0, look)
        painter.restore()

    def _paint_route(self, painter: QPainter, cell: QRectF, row: WallRow) -> None:
        """From and to get their own halves, so that a long name never hides the other."""
        body, strong = self._font(BODY), self._font(BODY, strong=True)
        arrow = width_of("  →  ", body)
        wanted = width_of(row.origin, strong), width_of(row.destination, body)
        room = cell.width() - arrow
        first = min(wanted[0], max(room / 2, room - wanted[1]))
        start = QRectF(cell.left(), cell.top(), first + 1, cell.height())
        draw_text(painter, start, row.origin, strong, theme().color(Tone.TEXT), LEFT)
        middle = QRectF(start.right(), cell.top(), arrow, cell.height())
        draw_text(painter, middle, "→", body, theme().color(Tone.MUTED), Qt.AlignmentFlag.AlignCenter)
        end = QRectF(middle.right(), cell.top(), cell.right() - middle.right(), cell.height())
        draw_text(painter, end, row.destination, body, theme().color(Tone.TEXT), LEFT)

    def _paint_footer(self, painter: QPainter, number: int, count: int) -> None:
        u = self._u
        line = QRectF(u(MARGIN), self.height() - u(FOOTER), self.width() - 2 * u(MARGIN), u(FOOTER))
        color, font = theme().color(Tone.MUTED), self._font(20)
        if count > 1:
            draw_text(painter, line, f"Page {number + 1} of {count}", font, color, LEFT)
        draw_text(painter, line, "Esc leaves", font, color, RIGHT)

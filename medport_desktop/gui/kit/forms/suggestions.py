"""The list under a type-ahead: painted rows, the match in semi-bold."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from medport_desktop.domain.written import matching
from medport_desktop.gui.kit.style.icons import pixmap
from medport_desktop.gui.kit.style.painting import LEFT, draw_text, painter_for, surface, width_of
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.themed import PaintedWidget
from medport_desktop.gui.kit.style.tokens import Tone

MOST_ROWS = 8
MARGIN, ICON = 11, 15


@dataclass(frozen=True)
class Suggestion:
    """One row on offer: what it stands for, its name, muted words after it, an icon before it.

    One that stands for None only tells something, and is not taken.
    """

    value: object
    title: str
    detail: str = ""
    icon: str = ""
    is_final: bool = False
    """What it does cannot be taken back: where the row is cut, it is asked first."""


@dataclass(frozen=True)
class FreeText:
    """The person means what was typed."""

    text: str

    @property
    def title(self) -> str:
        """What the line shows."""
        return self.text


class SuggestionList(PaintedWidget):
    """Rows under the line that is typed in; takes no focus. `picked` carries the row clicked."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typed = ""
        self._rows: list[Suggestion | FreeText] = []
        self._free_words = ""
        self._marked = 0
        self._first = 0
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("Suggestions")
        self.hide()

    def show_rows(self, typed: str, suggestions: list[Suggestion], free_words: str) -> None:
        """Offer these rows and, with `free_words`, the typed text itself as the last."""
        self._typed, self._free_words = typed, free_words
        self._rows = [*suggestions, *([FreeText(typed.strip())] if free_words else [])]
        self._marked = self._first = 0
        self._describe()
        self.update()

    def count(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def texts(self) -> list[str]:
        """The words of each row."""
        return [
            self._free_words if isinstance(row, FreeText) else f"{row.title}  {row.detail}".strip()
            for row in self._rows
        ]

    def marked(self) -> Suggestion | FreeText | None:
        """The row that Enter takes."""
        return self._rows[self._marked] if self._rows else None

    def step(self, by: int) -> None:
        """Move the mark; it stops at the ends."""
        self._marked = min(max(self._marked + by, 0), len(self._rows) - 1)
        self._first = min(max(self._first, self._marked - MOST_ROWS + 1), self._marked)
        self._describe()
        self.update()

    def wanted_height(self) -> int:
        """The height that shows the rows, at most eight at a time."""
        return min(len(self._rows), MOST_ROWS) * self._row_height() + 2

    def wanted_width(self) -> int:
        """The width that shows each row whole."""
        return max((self._room_of(row) for row in self._rows), default=0)

    def shows_whole(self, row: Suggestion) -> bool:
        """Whether all words of a row can be read at this width."""
        return self._room_of(row) <= self.width()

    def _room_of(self, row: Suggestion | FreeText) -> int:
        strong, plain, px = theme().font(strong=True), theme().font(), theme().px
        room: float = px(2 * MARGIN) + (px(ICON + 6) if isinstance(row, FreeText) or row.icon else 0) + 4
        if isinstance(row, FreeText):
            return round(room + width_of(self._free_words, plain))
        parts = matching.spans(row.title, self._typed)
        room += sum(width_of(text, strong if matched else plain) for text, matched in parts)
        return round(room + (px(5) + width_of(row.detail, plain) if row.detail else 0))

    def _row_height(self) -> int:
        return theme().px(30)

    def _describe(self) -> None:
        texts = self.texts()
        self.setAccessibleDescription(texts[self._marked] if texts else "")

    # -- mouse ------------------------------------------------------------------------------------------
    def _row_at(self, y: float) -> int:
        row = self._first + int((y - 1) // self._row_height())
        return row if 0 <= row < len(self._rows) else -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position().y())
        if row >= 0:
            self._marked = row
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position().y())
        if row >= 0:
            self.picked.emit(self._rows[row])

    # -- painting ---------------------------------------------------------------------------------------
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        frame = QRectF(self.rect())
        surface(painter, frame, fill=theme().color(Tone.RAISED))
        height = self._row_height()
        for line, row in enumerate(self._rows[self._first : self._first + MOST_ROWS]):
            rect = QRectF(1, 1 + line * height, self.width() - 2, height)
            if self._first + line == self._marked:
                surface(painter, rect, fill=theme().color(Tone.SELECT), radius=5)
            self._draw_row(painter, rect.adjusted(theme().px(MARGIN), 0, -theme().px(MARGIN), 0), row)
        surface(painter, frame, border=theme().color(Tone.BORDER))
        painter.end()

    def _draw_row(self, painter: QPainter, rect: QRectF, row: Suggestion | FreeText) -> None:
        icon = "map-pin-plus" if isinstance(row, FreeText) else row.icon
        left, side = rect.left(), theme().px(ICON)
        if icon:
            image = pixmap(icon, Tone.MUTED, side, self.devicePixelRatioF())
            painter.drawPixmap(round(left), round(rect.center().y() - side / 2), image)
            left += side + theme().px(6)
        if isinstance(row, FreeText):
            parts = [(self._free_words, False)]
            detail = ""
        else:
            parts, detail = matching.spans(row.title, self._typed), row.detail
        for text, strong in parts:
            left = _run(painter, rect, left, text, strong, theme().color(Tone.TEXT))
        if detail:
            _run(painter, rect, left + theme().px(5), detail, False, theme().color(Tone.MUTED))


def _run(painter: QPainter, rect: QRectF, left: float, text: str, strong: bool, colour: QColor) -> float:
    """Draw a run of text from `left`, cut at the row's end; returns where it ends."""
    font = theme().font(strong=strong)
    width = width_of(text, font)
    room = min(width + 1, rect.right() - left)
    if room > 0:
        draw_text(painter, QRectF(left, rect.top(), room, rect.height()), text, font, colour, LEFT)
    return left + width

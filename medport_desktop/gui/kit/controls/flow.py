"""Parts side by side that go on to a next line where there is no room for them."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from medport_desktop.gui.kit.style.theme import theme


class FlowLayout(QLayout):
    """As many lines as it takes. A part that expands gets what is left of its line.

    `spacing` is between two parts of a line and between two lines, in pixels at a scale of 1.
    """

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = spacing
        self.setContentsMargins(0, 0, 0, 0)

    # -- what Qt asks of a layout -----------------------------------------------------------------------
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        margins = self.contentsMargins()
        lines = self._lines(width - margins.left() - margins.right())
        heights = [max(item.sizeHint().height() for item in line) for line in lines]
        return sum(heights) + theme().px(self._gap) * max(len(lines) - 1, 0) + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        shown = self._shown()
        width = sum(_least(item) for item in shown) + theme().px(self._gap) * max(len(shown) - 1, 0)
        height = max((item.sizeHint().height() for item in shown), default=0)
        return QSize(width, height).grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:
        shown = self._shown()
        width = max((_least(item) for item in shown), default=0)
        height = max((item.sizeHint().height() for item in shown), default=0)
        return QSize(width, height).grownBy(self.contentsMargins())

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        room, gap = rect.marginsRemoved(self.contentsMargins()), theme().px(self._gap)
        top = room.top()
        for line in self._lines(room.width()):
            height = max(item.sizeHint().height() for item in line)
            spare = room.width() - sum(_least(item) for item in line) - gap * (len(line) - 1)
            eager = [item for item in line if _expands(item)]
            left = room.left()
            for item in line:
                width = _least(item) + (spare // len(eager) if item in eager else 0)
                high = min(item.sizeHint().height(), height)
                item.setGeometry(QRect(left, top + (height - high) // 2, width, high))
                left += width + gap
            top += height + gap

    # -- inside -----------------------------------------------------------------------------------------
    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._shown():
            needed = _least(item) + theme().px(self._gap)
            if not lines or used + needed > width + theme().px(self._gap):
                lines.append([])
                used = 0
            lines[-1].append(item)
            used += needed
        return lines


def _expands(item: QLayoutItem) -> bool:
    return bool(item.expandingDirections() & Qt.Orientation.Horizontal)


def _least(item: QLayoutItem) -> int:
    """The width that a part asks for; one that expands is content with its least."""
    return item.minimumSize().width() if _expands(item) else item.sizeHint().width()

"""What is higher than its room and scrolls there; it is never wider."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Scrolled(QScrollArea):
    """Holds one widget, as wide as the area. The tab key brings what it reaches into view."""

    def __init__(self, parent: QWidget | None, inner: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inner = inner
        inner.setMinimumWidth(1)  # else Qt would let it stick out at the right, where it asks for more
        self.setWidget(inner)
        self._keep_width()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest and watched is self._inner:
            self._keep_width()
        return super().eventFilter(watched, event)

    def _keep_width(self) -> None:
        self.setMinimumWidth(self._inner.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width())

"""The base of parts that paint themselves: they redraw and resize when the theme changes."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from medport_desktop.gui.kit.style.theme import theme


class PaintedWidget(QWidget):
    """A widget drawn wholly by its paintEvent from the current theme."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme().changed.connect(self._follow_theme)

    @Slot()
    def _follow_theme(self) -> None:
        # Not overridden: PySide does not drop the connection of an overridden slot when the C++ object goes.
        self._theme_changed()

    def _theme_changed(self) -> None:
        """Take over new measures and colours; extended by parts that hold pixmaps or sizes."""
        self.updateGeometry()
        self.update()


def set_look(widget: QWidget, name: str, value: object) -> None:
    """Set a dynamic property that the style sheet selects by, and apply it at once."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)

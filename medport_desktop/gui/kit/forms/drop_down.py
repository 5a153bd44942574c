"""A drop-down whose words end in an ellipsis where they have no room, and which the wheel never changes."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QToolTip


class DropDown(QComboBox):
    """A combo box for forms and strips; its tooltip has the whole words where they are cut."""

    def words(self) -> str:
        """What its line says while it is closed."""
        return self.currentText()

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        if self.currentIndex() >= 0:
            option.currentText = self._elided(self.words(), option)

    def _elided(self, words: str, option: QStyleOptionComboBox) -> str:
        parts = QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        room = self.style().subControlRect(*parts).width() - 2  # the style draws a pixel inside on either side
        return self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)

    def tip(self) -> str:
        """What the pointer is told: the tooltip that was set, or else the words where they are cut."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        return self.toolTip() or (self.words() if option.currentText != self.words() else "")

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tip(), self)
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # it scrolls the form: a hospital must not change on the way past it

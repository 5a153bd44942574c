"""A password's field with an eye that shows what was typed."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from medport_desktop.gui.kit.style.icons import bind_icon
from medport_desktop.gui.kit.style.theme import theme


class PasswordField(QLineEdit):
    """Hides what is typed until the eye is pressed; hides it again when it is emptied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._eye = QToolButton(self)
        self._eye.setCheckable(True)
        self._eye.setCursor(Qt.CursorShape.ArrowCursor)
        self._eye.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._eye.toggled.connect(self.set_revealed)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.textChanged.connect(self._text_changed)
        theme().changed.connect(self._place)
        self.set_revealed(False)

    @Slot(bool)
    def set_revealed(self, revealed: bool) -> None:
        """Show or hide the password."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if revealed else QLineEdit.EchoMode.Password)
        self._eye.setChecked(revealed)
        self._eye.setToolTip("Hide the password" if revealed else "Show the password")
        self._eye.setAccessibleName(self._eye.toolTip())
        bind_icon(self._eye, "eye-off" if revealed else "eye")
        self._place()

    @Slot(str)
    def _text_changed(self, text: str) -> None:
        if not text and self._eye.isChecked():
            self.set_revealed(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    @Slot()
    def _place(self) -> None:
        side = theme().px(24)
        self.setTextMargins(0, 0, side, 0)
        self._eye.setGeometry(self.width() - side - theme().px(6), (self.height() - side) // 2, side, side)

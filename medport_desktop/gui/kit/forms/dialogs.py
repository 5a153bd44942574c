"""Dialogs that are opened, never executed: no nested event loop, an answer by signal."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from medport_desktop.gui.kit.controls.buttons import DangerButton, KeyButton, PrimaryButton, SecondaryButton
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.tokens import Tone, Type


class KitDialog(QDialog):
    """The base: a title, a sentence, a body and a row of buttons. Use open(), which blocks its window alone."""

    def __init__(self, parent: QWidget | None = None, *, title: str = "", sentence: str = "", width: int = 420) -> None:
        super().__init__(parent)
        self.setProperty("kit", "dialog")
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(theme().px(width))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(Text(self, text=title, type=Type.TITLE, wrap=True))
        if sentence:
            column.addWidget(Text(self, text=sentence, tone=Tone.MUTED, wrap=True))
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        column.addLayout(self.body)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        column.addSpacing(4)
        column.addLayout(self._buttons)

    def add_buttons(self, *buttons: KeyButton) -> None:
        """Append buttons from left to right; the last one is the default."""
        for button in buttons:
            button.setAutoDefault(False)
            self._buttons.addWidget(button)
        buttons[-1].setDefault(True)

    def ask_to_discard(self, title: str, sentence: str = "") -> None:
        """Close it only after a question: something was typed in it."""
        ask = AskDialog(self, title=title, sentence=sentence, yes="Discard", no="Keep editing", danger=True)
        ask.setObjectName("discard_dialog")
        ask.answered.connect(lambda yes: QDialog.reject(self) if yes else None)
        ask.open()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._make_room()
        return done

    def _make_room(self) -> None:
        """Grow where a sentence was added, as far as the screen goes: Qt counts a wrapped text's least lines only."""
        layout = self.layout()
        if not self.isVisible() or layout is None or not layout.hasHeightForWidth():
            return
        needed = min(layout.totalHeightForWidth(self.width()), self.screen().availableGeometry().height())
        if needed > self.height():
            self.resize(self.width(), needed)


class AskDialog(KitDialog):
    """A question with two answers. `answered` carries True for yes; closing or Esc is no."""

    answered = Signal(bool)

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        title: str,
        sentence: str = "",
        yes: str,
        no: str,
        danger: bool = False,
    ) -> None:
        super().__init__(parent, title=title, sentence=sentence)
        decline = SecondaryButton(self, text=no, key="Esc")
        accept = DangerButton(self, text=yes) if danger else PrimaryButton(self, text=yes, key="Return")
        decline.setObjectName("no")
        accept.setObjectName("yes")
        decline.clicked.connect(self.reject)
        accept.clicked.connect(self.accept)
        self.add_buttons(decline, accept)
        if danger:  # Enter must not throw anything away
            decline.setDefault(True)
            decline.setFocus()
        self.finished.connect(self._finished)

    @Slot(int)
    def _finished(self, result: int) -> None:
        self.answered.emit(result == QDialog.DialogCode.Accepted)


class ClosingQuestion(QObject):
    """Asks before a window closes over what was typed in it. Once answered by yes, the window closes."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._may_close = False

    def stops(self, event: QCloseEvent, title: str, sentence: str) -> bool:
        """Ignore the event and ask, unless that was answered already; returns whether the window stays."""
        if self._may_close:
            return False
        event.ignore()
        dialog = AskDialog(self._window, title=title, sentence=sentence, yes="Close", no="Keep editing", danger=True)
        dialog.setObjectName("ask_to_close")
        dialog.answered.connect(self._answered)
        dialog.open()
        return True

    @Slot(bool)
    def _answered(self, yes: bool) -> None:
        if yes:
            self._may_close = True
            self._window.close()

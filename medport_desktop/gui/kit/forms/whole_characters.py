"""An editor shows what is read from it: halves of UTF-16 pairs, which a paste may bring, are no text and leave it."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QTextCursor, QValidator
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit


class _Line(QValidator):
    """Gives the line back its text as Python has read it, which is without them."""

    def validate(self, text: str, position: int) -> object:
        return QValidator.State.Acceptable, text, position


class _Page(QObject):
    """Writes a text again that is shorter as Python reads it."""

    def __init__(self, editor: QPlainTextEdit) -> None:
        super().__init__(editor)
        self._editor = editor
        editor.textChanged.connect(self._look)

    @Slot()
    def _look(self) -> None:
        text, document = self._editor.toPlainText(), self._editor.document()
        if len(text.encode("utf-16-le")) // 2 < document.characterCount() - 1:
            everything = QTextCursor(document)
            everything.select(QTextCursor.SelectionType.Document)
            everything.insertText(text)


def keep_whole(editor: QLineEdit | QPlainTextEdit) -> None:
    """Let no half of a character stay in it."""
    if isinstance(editor, QLineEdit):
        editor.setValidator(_Line(editor))
    else:
        _Page(editor)

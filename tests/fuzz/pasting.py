"""Pasting into what can be typed into, as a person does."""

from time import thread_time

from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QWidget

from medport_desktop.gui.kit.forms.field import Field

Typed = QLineEdit | QPlainTextEdit
LONGEST_WAIT_S = 1.0
"""Of the processor, for a megabyte."""


def fields(of: QWidget) -> list[Typed]:
    """Everything that can be typed into but the parts of a date or a number, which take nothing else."""
    every: list[Typed] = [*of.findChildren(QLineEdit), *of.findChildren(QPlainTextEdit)]
    return [
        field
        for field in every
        if field.isEnabled() and not field.isReadOnly() and not isinstance(field.parent(), QAbstractSpinBox)
    ]


def text_of(field: Typed) -> str:
    """What it holds."""
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def shows_what_is_read(field: Typed) -> bool:
    """Whether nothing is in it that Python leaves out, as half a UTF-16 pair."""
    if isinstance(field, QLineEdit):
        field.end(False)
        shown = field.cursorPosition()
    else:
        shown = field.document().characterCount() - 1
    return shown == len(text_of(field).encode("utf-16-le")) // 2


def said_at(field: Typed) -> str:
    """The sentence at a field."""
    around = field.parent()
    while around is not None and not isinstance(around, Field):
        around = around.parent()
    return around.error() if isinstance(around, Field) else ""


def paste(field: Typed, text: str) -> float:
    """As a person does, over what is there; how long it kept the window busy, in seconds of the processor."""
    QGuiApplication.clipboard().setText(text)
    field.setFocus()
    field.selectAll()
    began = thread_time()
    QTest.keySequence(field, QKeySequence(QKeySequence.StandardKey.Paste))
    QApplication.processEvents()
    return thread_time() - began

"""A dialog has room for what is said in it, also for what is said after it has opened."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from medport_desktop.gui.kit.controls.buttons import PrimaryButton
from medport_desktop.gui.kit.forms.dialogs import AskDialog, KitDialog
from medport_desktop.gui.kit.forms.field import Field
from medport_desktop.gui.kit.forms.reason_dialog import ReasonDialog
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.theme import theme
from tests.support import until

LONG = (
    "This hospital's name belongs to another hospital already. Names must differ by more than capitals, so that nobody "
    "on the phone takes one for the other: add the city, or ask an administrator which of the two is to be renamed."
)


@pytest.fixture(params=[1.0, 1.5])
def dialog(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[KitDialog]:
    theme().install(qapp)
    theme().set_scale(request.param)
    made = KitDialog(title="New hospital", sentence="It is there for all three databases a moment later.", width=300)
    for label in ("Name", "Street", "ZIP code"):
        made.body.addWidget(Field(made, label=label, editor=QLineEdit(made)))
    made.add_buttons(PrimaryButton(made, text="Add"))
    made.open()
    until(made.isVisible)
    yield made
    made.close()
    theme().set_scale(1.0)


def squeezed(dialog: KitDialog) -> list[str]:
    """The sentences that have less room than they need."""
    QApplication.processEvents()
    shown = [label for label in dialog.findChildren(Text) if label.isVisible() and label.wordWrap()]
    return [label.text() for label in shown if label.height() < label.heightForWidth(label.width())]


def test_it_grows_with_an_error_of_several_lines(dialog: KitDialog) -> None:
    before = dialog.size()
    assert squeezed(dialog) == []
    dialog.findChildren(Field)[0].set_error(LONG)
    until(lambda: dialog.height() > before.height())
    assert squeezed(dialog) == []
    assert dialog.width() == before.width()
    buttons = [button for button in dialog.findChildren(PrimaryButton) if dialog.rect().contains(button.geometry())]
    assert len(buttons) == 1


def test_it_stays_as_high_as_the_person_made_it(dialog: KitDialog) -> None:
    dialog.resize(dialog.width(), dialog.height() + 300)
    QApplication.processEvents()
    high = dialog.height()
    dialog.findChildren(Field)[0].set_error("Say a name.")
    QApplication.processEvents()
    assert dialog.height() == high


def test_escape_over_a_written_note_asks(qapp: QApplication, qtbot: QtBot) -> None:
    theme().install(qapp)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    made = ReasonDialog(window, title="Cancel", reasons=[("OTHER", "Other")], action="Cancel the trip")
    made.open()
    made.set_note("The daughter has called")
    QTest.keyClick(made, Qt.Key.Key_Escape)
    ask = made.findChild(AskDialog, "discard_dialog")
    assert ask is not None
    assert made.isVisible()
    yes = ask.findChild(QPushButton, "yes")
    assert yes is not None
    yes.click()
    until(lambda: window.findChild(ReasonDialog) is None)

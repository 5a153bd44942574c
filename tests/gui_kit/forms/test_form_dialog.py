"""What every form in a dialog does: sent as a whole, told at its fields what is wrong, never lost by a slip."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from medport_desktop.domain.enums import Silo
from medport_desktop.domain.errors import InvalidForm, MedPortError, Refused, SiloAway
from medport_desktop.gui.kit.controls.panel import Banner
from medport_desktop.gui.kit.forms.dialogs import AskDialog
from medport_desktop.gui.kit.forms.field import LineField
from medport_desktop.gui.kit.forms.form_dialog import FormDialog, sort_out
from tests.hands import CTRL
from tests.support import until

KEY = Qt.Key
AWAY = SiloAway(Silo.EMS)


class Form(FormDialog):
    """Two lines; the second is known to the database as `column`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title="A form")
        self.sent: list[str] = []
        self.first = self.fields["first"] = LineField(self, label="First")
        self.second = self.fields["second"] = LineField(self, label="Second")
        self.columns = {"column": "second"}
        for field in (self.first, self.second):
            self.body.addWidget(field)
        self.finish(
            "Send", name="send", read=self.read, send=self.sent.append, typed=self.texts, leaving=("Leave?", "")
        )
        self.first.edit.setFocus()

    def texts(self) -> list[str]:
        return [self.first.text(), self.second.text()]

    def read(self) -> str:
        if self.first.text() == "wrong":
            raise InvalidForm({"first": "That is wrong."})
        return " ".join(self.texts())


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def form(window: QWidget) -> Form:
    form = Form(window)
    form.open()
    until(form.first.edit.hasFocus)
    return form


def banner(form: Form) -> str:
    found = form.findChild(Banner, "problem")
    return found.accessibleName() if found.isVisible() else ""


def question(form: Form) -> AskDialog | None:
    return next((ask for ask in form.findChildren(AskDialog, "discard_dialog") if ask.isVisible()), None)


def test_enter_goes_on_and_ctrl_enter_sends(form: Form) -> None:
    QTest.keyClicks(form.first.edit, "one")
    QTest.keyClick(form.first.edit, KEY.Key_Return)
    assert form.second.edit.hasFocus()
    assert form.sent == []
    QTest.keyClick(form.second.edit, KEY.Key_Return, CTRL)
    assert form.sent == ["one "]


def test_what_is_on_its_way_is_neither_sent_again_nor_called_back(form: Form) -> None:
    QTest.keyClicks(form.first.edit, "one")
    for _ in range(2):
        QTest.keyClick(form.first.edit, KEY.Key_Return, CTRL)
    QTest.keyClick(form, KEY.Key_Escape)
    assert form.sent == ["one "]
    assert form.isVisible()
    assert question(form) is None
    form.close_saved()
    assert not form.isVisible()


def test_escape_asks_only_where_something_was_typed(form: Form) -> None:
    QTest.keyClicks(form.first.edit, "x")
    QTest.keyClick(form, KEY.Key_Escape)
    asked = question(form)
    assert asked is not None
    QTest.keyClick(asked, KEY.Key_Escape)
    assert form.isVisible()
    form.first.edit.clear()
    QTest.keyClick(form, KEY.Key_Escape)
    assert not form.isVisible()


def test_what_is_wrong_stands_at_its_field_and_nothing_is_sent(form: Form) -> None:
    QTest.keyClicks(form.first.edit, "wrong")
    form.second.edit.setFocus()
    QTest.keyClick(form.second.edit, KEY.Key_Return, CTRL)
    assert (form.sent, form.first.error(), banner(form)) == ([], "That is wrong.", "")
    assert form.first.edit.hasFocus()


def test_a_refusal_keeps_the_text_and_can_be_sent_again(form: Form) -> None:
    QTest.keyClicks(form.first.edit, "one")
    QTest.keyClick(form.first.edit, KEY.Key_Return, CTRL)
    form.tell(Refused("No.", "Try two.", "column"))
    assert (form.second.error(), form.first.text()) == ("No. Try two.", "one")
    QTest.keyClick(form.first.edit, KEY.Key_Return, CTRL)
    assert form.second.error() == ""
    assert form.sent == ["one ", "one "]


@pytest.mark.parametrize(
    ("error", "placed", "rest"),
    [
        (InvalidForm({"a": "A!", "z": "Z!"}), {"a": "A!"}, ("Z!", "")),
        (InvalidForm({"a": "A!"}), {"a": "A!"}, ("", "")),
        (Refused("No.", "Hint.", "b"), {"b": "No. Hint."}, ("", "")),
        (Refused("No.", "Hint.", "column"), {"b": "No. Hint."}, ("", "")),
        (Refused("No.", "Hint.", "nowhere"), {}, ("No.", "Hint.")),
        (Refused("No."), {}, ("No.", "")),
        (AWAY, {}, (AWAY.sentence, AWAY.hint)),
    ],
)
def test_where_an_error_belongs(error: MedPortError, placed: dict[str, str], rest: tuple[str, str]) -> None:
    assert sort_out(error, ("a", "b"), {"column": "b"}) == (placed, rest)

"""Lights, messages, dialogs and the shell around all pages."""

from enum import Enum

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from medport_desktop.domain.errors import Refused
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.panel import Banner
from medport_desktop.gui.kit.forms.dialogs import AskDialog
from medport_desktop.gui.kit.forms.reason_dialog import ReasonDialog
from medport_desktop.gui.kit.forms.type_ahead import Suggestion
from medport_desktop.gui.kit.shell.lights import Light, SiloLights
from medport_desktop.gui.kit.shell.message_bar import Level, MessageBar
from medport_desktop.gui.kit.shell.shell import ConsoleShell
from tests.gui_kit.samples import NOW
from tests.hands import emitted
from tests.support import until


class Code(Enum):
    WEATHER = 1
    OTHER = 2


# -- lights and messages --------------------------------------------------------------------------------
def test_lights_say_since_when(qtbot: QtBot) -> None:
    lights = SiloLights()
    qtbot.addWidget(lights)
    lights.set_state("Hospital", Light.STALE, NOW)
    lights.set_state("EMS", Light.LIVE, NOW)
    assert lights.light("Hospital").words() == "stale since 14:32"
    assert lights.light("EMS").words() == "live"


@pytest.fixture
def bar(qtbot: QtBot) -> MessageBar:
    window = QWidget()
    window.resize(800, 400)
    bar = MessageBar(window)
    bar.setGeometry(0, 370, 800, 28)
    qtbot.addWidget(window)
    window.show()
    bar.keeps_alive = window  # type: ignore[attr-defined]
    return bar


def test_messages_replace_each_other_and_are_kept(bar: MessageBar) -> None:
    bar.info("T-1047 is new on the board")
    bar.warn("Hospital data is 15 s old")
    assert [message.text for message in bar.history()] == ["T-1047 is new on the board", "Hospital data is 15 s old"]
    shown = bar.shown()
    assert shown is not None
    assert shown.level is Level.WARN
    bar.clear()
    assert bar.shown() is None
    assert len(bar.history()) == 2


def test_an_error_stays_and_an_information_goes(bar: MessageBar) -> None:
    bar.info("Sent")
    assert bar._timer.isActive()
    bar.error("The bid was not sent.", details="ref 7F3A")
    assert not bar._timer.isActive()
    bar.info("Sent")
    bar._timer.timeout.emit()
    assert bar.shown() is None


def test_details_are_copied(bar: MessageBar) -> None:
    bar.error("The bid was not sent.", details="ref 7F3A")
    bar._copy.click()
    assert QGuiApplication.clipboard().text() == "Mon 23 Nov 2026 14:32:07 EST\nThe bid was not sent.\nref 7F3A"
    bar.info("Sent")
    assert bar._copy.isHidden()


def test_an_action_is_offered_with_its_message_alone(bar: MessageBar) -> None:
    done: list[int] = []
    undo = QAction("Undo", bar)
    undo.triggered.connect(lambda: done.append(1))
    bar.info("Award sent", action=undo)
    bar._action_link.click()
    bar.info("Something else")
    assert done == [1]
    assert bar._action_link.isHidden()


def test_messages_take_no_focus(qtbot: QtBot, bar: MessageBar) -> None:
    edit = QLineEdit(bar.window())
    edit.show()
    with qtbot.waitActive(bar.window()):
        bar.window().activateWindow()
    edit.setFocus()
    bar.error("The bid was not sent.", details="x")
    bar.toggle_history()
    assert bar.is_history_open()
    assert edit.hasFocus()
    bar.toggle_history()
    assert not bar.is_history_open()


# -- dialogs --------------------------------------------------------------------------------------------
def reason_dialog(qtbot: QtBot) -> tuple[ReasonDialog, list[tuple[object, str]]]:
    dialog = ReasonDialog(
        title="Cancel T-1044?",
        reasons=[(Code.WEATHER, "Weather"), (Code.OTHER, "Other")],
        action="Cancel trip",
        note_needed={Code.OTHER},
    )
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    decided: list[tuple[object, str]] = []
    dialog.decided.connect(lambda code, note: decided.append((code, note)))
    dialog.open()
    return dialog, decided


def test_a_reason_is_needed_and_a_note_where_the_reason_asks(qtbot: QtBot) -> None:
    dialog, decided = reason_dialog(qtbot)
    assert not dialog._send_button.isEnabled()
    dialog.choose(Code.OTHER)
    dialog._send_button.click()
    assert decided == []
    assert dialog.fields["note"].error()
    dialog.set_note("bed closed ")
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert decided == [(Code.OTHER, "bed closed")]


def test_escape_decides_nothing(qtbot: QtBot) -> None:
    dialog, decided = reason_dialog(qtbot)
    dialog.choose(Code.WEATHER)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert decided == []
    assert not dialog.isVisible()


def test_enter_never_throws_away(qtbot: QtBot) -> None:
    dialog = AskDialog(title="Leave?", yes="Discard", no="Keep editing", danger=True)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    answers: list[bool] = []
    dialog.answered.connect(answers.append)
    dialog.open()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert answers == [False]


# -- shell ----------------------------------------------------------------------------------------------
@pytest.fixture
def shell(qtbot: QtBot) -> ConsoleShell:
    shell = ConsoleShell()
    qtbot.addWidget(shell)
    for title in ("Board", "Bids"):
        page = QWidget()
        page.setObjectName(title)
        page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        shell.add_page(page, title)
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    return shell


def name(page: QWidget | None) -> str:
    assert page is not None
    return page.objectName()


def test_pages_by_key(shell: ConsoleShell) -> None:
    with emitted(shell.page_changed):
        QTest.keyClick(shell, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert name(shell.current_page()) == "Bids"
    assert shell._top.tabs.current() == 1


def test_the_sheet_lists_this_page_and_the_window(shell: ConsoleShell) -> None:
    first = shell.current_page()
    assert first is not None
    make_action(first, "Award", "Return", group="Bids")
    texts = [action.text() for action in shell.keyed_actions()]
    assert texts[0] == "Award"
    assert "Show all keys" in texts
    shell._top.tabs.tab(1).click()
    assert "Award" not in [action.text() for action in shell.keyed_actions()]


def test_a_question_mark_opens_the_sheet_and_escape_closes_it(shell: ConsoleShell) -> None:
    from medport_desktop.gui.kit.shell.shortcuts import ShortcutSheet

    QTest.keyClick(shell, Qt.Key.Key_Question)
    until(lambda: shell.findChild(ShortcutSheet) is not None)
    sheet = shell.findChild(ShortcutSheet)
    assert isinstance(sheet, ShortcutSheet)
    assert sheet.isVisible()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    until(lambda: shell.findChild(ShortcutSheet) is None)


def test_the_command_field_is_hidden_until_it_can_do_something(shell: ConsoleShell) -> None:
    command = shell._top.command
    assert command.isHidden()
    ran: list[Suggestion] = []
    trip = Suggestion("T-1042", "Award T-1042")
    shell.set_command_source(lambda text: [trip] if text == "aw" else [], ran.append)
    QTest.keyClick(shell, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert command.hasFocus()
    QTest.keyClicks(command, "aw")
    QTest.keyClick(command, Qt.Key.Key_Return)
    assert ran == [trip]
    assert command.text() == ""


def test_what_was_written_stays_until_it_is_kept(qtbot: QtBot) -> None:
    dialog, decided = reason_dialog(qtbot)
    dialog.choose(Code.OTHER)
    dialog.set_note("The bed was given away")
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert decided == [(Code.OTHER, "The bed was given away")]
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()  # it is on its way
    dialog.tell(Refused("The trip is completed.", "Nothing is left to cancel."))
    assert dialog.isVisible()
    assert dialog.findChild(Banner, "problem").accessibleName().startswith("The trip is completed.")
    assert dialog._note.toPlainText() == "The bed was given away"
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(decided) == 2
    dialog.close_saved()
    assert not dialog.isVisible()

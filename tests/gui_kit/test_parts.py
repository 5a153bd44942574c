"""Controls by keyboard, fields that say what is wrong, messages, dialogs, the shell."""

from datetime import UTC, datetime, timedelta
from enum import Enum

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from medport_desktop.domain.enums import Need, TransportLevel
from medport_desktop.domain.errors import Refused
from medport_desktop.gui.kit.board import Timer
from medport_desktop.gui.kit.clock import countdown_text, elapsed_text, overdue_text, site_clock
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.chips import Chip, FilterChips, ToggleChips, need_chips
from medport_desktop.gui.kit.controls.panel import Banner
from medport_desktop.gui.kit.controls.segmented import SegmentedControl
from medport_desktop.gui.kit.forms.dialogs import AskDialog
from medport_desktop.gui.kit.forms.field import Field, LineField, SearchField
from medport_desktop.gui.kit.forms.password_field import PasswordField
from medport_desktop.gui.kit.forms.reason_dialog import ReasonDialog
from medport_desktop.gui.kit.forms.type_ahead import Suggestion
from medport_desktop.gui.kit.shell.clock_label import ClockLabel
from medport_desktop.gui.kit.shell.lights import Light, SiloLights
from medport_desktop.gui.kit.shell.message_bar import Level, MessageBar
from medport_desktop.gui.kit.shell.shell import ConsoleShell
from medport_desktop.gui.kit.style.tokens import Tone
from tests.gui_kit.samples import NOW, minutes
from tests.hands import emitted, until


class Code(Enum):
    WEATHER = 1
    OTHER = 2


# -- segmented control ----------------------------------------------------------------------------------
@pytest.fixture
def level(qtbot: QtBot) -> SegmentedControl:
    control = SegmentedControl(options=[(v, v.label) for v in TransportLevel])
    control.resize(300, 32)
    qtbot.addWidget(control)
    return control


def test_segments_by_arrows_home_end_and_letter(level: SegmentedControl) -> None:
    seen: list[object] = []
    level.changed.connect(seen.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_Left):
        QTest.keyClick(level, key)
    QTest.keyClick(level, Qt.Key.Key_C)
    assert seen == [
        *(TransportLevel.BLS, TransportLevel.ALS, TransportLevel.OTHER, TransportLevel.BLS, TransportLevel.CCT),
    ]


def test_segments_by_mouse_and_by_program(level: SegmentedControl) -> None:
    seen: list[object] = []
    level.changed.connect(seen.append)
    level.set_value(TransportLevel.ALS)
    assert not seen
    assert level.value() is TransportLevel.ALS
    QTest.mouseClick(level, Qt.MouseButton.LeftButton, pos=level.rect().center())
    assert seen == [TransportLevel.CCT]
    level.set_value(None)
    assert level.value() is None


def test_segments_keep_their_value_when_offered_anew(level: SegmentedControl) -> None:
    level.set_value(TransportLevel.ALS)
    level.set_options([(TransportLevel.ALS, "ALS")])
    assert level.value() is TransportLevel.ALS
    level.set_options([(TransportLevel.BLS, "BLS")])
    assert level.value() is None


# -- chips ----------------------------------------------------------------------------------------------
def test_chips_by_space_and_arrows(qtbot: QtBot) -> None:
    needs = ToggleChips(options=need_chips())
    qtbot.addWidget(needs)
    with qtbot.waitActive(needs):
        needs.show()
        needs.activateWindow()
    seen: list[object] = []
    needs.changed.connect(seen.append)
    needs._chips[0].setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert seen == [{Need.OXYGEN}, {Need.OXYGEN, Need.ISOLATION}]
    needs.set_values([Need.ESCORT])
    assert needs.values() == {Need.ESCORT}


def test_filter_chips_all_and_exclusive(qtbot: QtBot) -> None:
    chips = [Chip(1, "One"), Chip(2, "Two")]
    levels = FilterChips(options=chips, all_word="All")
    views = FilterChips(options=chips, exclusive=True)
    qtbot.addWidget(levels)
    qtbot.addWidget(views)
    levels._chips[0].click()
    assert levels.values() == {1}
    assert levels._all is not None
    assert not levels._all.isChecked()
    levels._all.click()
    assert levels.values() == frozenset()
    assert views.value() == 1
    views._chips[1].click()
    views._chips[1].click()
    assert views.value() == 2


# -- fields ---------------------------------------------------------------------------------------------
def test_a_field_names_its_editor_and_says_what_is_wrong(qtbot: QtBot) -> None:
    edit = QLineEdit()
    field = Field(label="Weight", editor=edit)
    qtbot.addWidget(field)
    field.set_error("Weight must be between 0.3 and 500 kg.")
    assert edit.accessibleName() == "Weight"
    assert edit.accessibleDescription() == field.error()
    assert edit.property("error") is True
    field.clear_error()
    assert field.error() == ""
    assert edit.property("error") is False


def test_what_is_selected_stays_selected_when_the_same_is_written(qtbot: QtBot) -> None:
    field = LineField(label="Phone")
    qtbot.addWidget(field)
    field.set_text("555-0100")
    field.edit.selectAll()
    field.set_text("555-0100")
    assert field.edit.selectedText() == "555-0100"
    field.set_text("555-0177")
    assert field.text() == "555-0177"


def test_escape_empties_a_search_field_before_it_leaves(qtbot: QtBot) -> None:
    search = SearchField()
    qtbot.addWidget(search)
    QTest.keyClicks(search, "alt")
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""


def test_password_is_hidden_again_when_emptied(qtbot: QtBot) -> None:
    password = PasswordField()
    qtbot.addWidget(password)
    password.setText("secret")
    password.set_revealed(True)
    assert password.echoMode() is QLineEdit.EchoMode.Normal
    password.clear()
    assert password.echoMode() is QLineEdit.EchoMode.Password


# -- time -----------------------------------------------------------------------------------------------
def test_times_read_as_in_the_mock_ups() -> None:
    assert elapsed_text(timedelta(minutes=6, seconds=12)) == "0:06:12"
    assert countdown_text(timedelta(minutes=3, seconds=48)) == "3:48"
    assert countdown_text(timedelta(hours=1, minutes=15, seconds=50)) == "1:15:50"
    assert countdown_text(timedelta(seconds=-5)) == "0:00"
    assert overdue_text(timedelta(minutes=27, seconds=59)) == "-0:27"
    assert site_clock().short(NOW) == "14:32"
    assert site_clock().short(NOW + timedelta(days=7, hours=-8)) == "30 Nov 06:32"
    assert site_clock().short(NOW + timedelta(days=2)) == "Wed 14:32"
    assert site_clock().brief(NOW + timedelta(minutes=3)) == "14:35"
    assert site_clock().brief(NOW + timedelta(days=2)) == "Wed"
    assert site_clock().brief(NOW + timedelta(days=7, hours=-8)) == "30 Nov"
    assert site_clock().full(NOW) == "Mon 23 Nov 2026 14:32:07 EST"
    assert site_clock().abbreviation(datetime(2026, 7, 1, tzinfo=UTC)) == "EDT"


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        site_clock().hm(datetime(2026, 1, 1))


@pytest.mark.parametrize(
    ("timer", "text", "tone"),
    [
        (Timer.since(NOW - minutes(5), amber=minutes(15), red=minutes(40)), "0:05:00", Tone.TEXT),
        (Timer.since(NOW - minutes(15), amber=minutes(15), red=minutes(40)), "0:15:00", Tone.AMBER),
        (Timer.since(NOW - minutes(41), amber=minutes(15), red=minutes(40)), "0:41:00", Tone.RED),
        (Timer.until(NOW + minutes(11), amber=minutes(4), red=minutes(2)), "11:00", Tone.TEXT),
        (Timer.until(NOW + minutes(4), amber=minutes(4), red=minutes(2)), "4:00", Tone.AMBER),
        (Timer.until(NOW - minutes(4), amber=minutes(4), red=minutes(2)), "0:00", Tone.RED),
        (Timer.due(NOW + minutes(5)), "14:37", Tone.TEXT),
        (Timer.due(NOW - minutes(27)), "-0:27", Tone.RED),
        (Timer.fixed("offers 05:30"), "offers 05:30", Tone.MUTED),
        (Timer.since(None), "", Tone.MUTED),
    ],
)
def test_timers_turn_at_their_thresholds(timer: Timer, text: str, tone: Tone) -> None:
    assert timer.text(NOW) == text
    assert timer.tone(NOW) is tone


def test_a_due_time_of_another_day_is_the_day_alone_where_both_have_no_room() -> None:
    far = Timer.due(NOW + timedelta(days=2))
    assert (far.text(NOW), far.brief(NOW)) == ("Wed 14:32", "Wed")
    for timer in (Timer.due(NOW + minutes(5)), Timer.due(NOW - minutes(27)), Timer.since(NOW - minutes(5))):
        assert timer.brief(NOW) == timer.text(NOW)


def test_the_clock_shows_its_zone(qtbot: QtBot) -> None:
    label = ClockLabel()
    qtbot.addWidget(label)
    assert label.text() == "14:32:07 EST"
    wide = label.sizeHint().width()
    label.set_tight(True)
    assert label.text() == "14:32"
    assert label.sizeHint().width() == wide - label.spare()
    assert "23 Nov 2026" in label.toolTip()


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

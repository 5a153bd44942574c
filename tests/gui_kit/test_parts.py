"""Controls by keyboard, fields that say what is wrong, times as people read them."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QStyleOptionComboBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from medport_desktop.domain.enums import Need, TransportLevel
from medport_desktop.gui.kit.board import Timer
from medport_desktop.gui.kit.clock import countdown_text, elapsed_text, overdue_text, site_clock
from medport_desktop.gui.kit.controls.chips import Chip, FilterChips, ToggleChips, need_chips
from medport_desktop.gui.kit.controls.segmented import SegmentedControl
from medport_desktop.gui.kit.forms.drop_down import DropDown
from medport_desktop.gui.kit.forms.field import Field, LineField, SearchField
from medport_desktop.gui.kit.forms.password_field import PasswordField
from medport_desktop.gui.kit.shell.clock_label import ClockLabel
from medport_desktop.gui.kit.style.tokens import Tone
from tests.gui_kit.samples import NOW, minutes


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


def test_a_long_text_is_read_from_its_beginning_once_it_is_left(qtbot: QtBot) -> None:
    form = QWidget()
    first, second = LineField(label="Contact phone"), LineField(label="To")
    column = QVBoxLayout(form)
    column.addWidget(first)
    column.addWidget(second)
    qtbot.addWidget(form)
    with qtbot.waitActive(form):
        form.show()
        form.activateWindow()
    first.edit.setFocus()
    QTest.keyClicks(first.edit, "814-555-0111 extension 4471 or the charge nurse")
    assert first.edit.cursorPosition() > 0
    QTest.keyClick(first.edit, Qt.Key.Key_Tab)
    assert second.edit.hasFocus()
    assert first.edit.cursorPosition() == 0


def test_a_drop_down_says_where_its_words_are_cut_and_the_wheel_leaves_it(qtbot: QtBot) -> None:
    box = DropDown()
    box.addItems(["Conemaugh Nason Medical Center", "Short"])
    qtbot.addWidget(box)
    box.show()
    option = QStyleOptionComboBox()
    for width, end, tip in ((600, " Center", ""), (150, "…", "Conemaugh Nason Medical Center")):
        box.resize(width, box.height())
        box.initStyleOption(option)
        assert option.currentText.endswith(end)
        assert box.tip() == tip
    down, none = QPoint(0, -120), Qt.KeyboardModifier.NoModifier
    place, there = QPointF(5, 5), QPointF(box.mapToGlobal(QPoint(5, 5)))
    phase = Qt.ScrollPhase.NoScrollPhase
    QApplication.sendEvent(box, QWheelEvent(place, there, down, down, Qt.MouseButton.NoButton, none, phase, False))
    assert box.currentIndex() == 0


def test_what_is_said_beside_a_text_gives_way_to_a_long_one(qtbot: QtBot) -> None:
    field = LineField(label="MRN", suffix="on record")
    qtbot.addWidget(field)
    field.resize(160, 60)
    field.show()
    for text, beside in (("0099", True), ("0099-771-2026-A", False), ("", True)):
        field.edit.setText(text)
        assert field._suffix.isVisible() is beside
        room = field.edit.width() - field.edit.textMargins().right() - 24
        assert field.edit.fontMetrics().horizontalAdvance(text) <= room


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

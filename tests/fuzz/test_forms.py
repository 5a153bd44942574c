"""Strange texts pasted into every field of every window and dialog: no exception, no frozen window, no text lost."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDateTimeEdit, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from medport_desktop import bootstrap
from medport_desktop.domain.enums import UserType
from medport_desktop.gui.hospital import TripEntryWindow
from medport_desktop.gui.kit.controls.tabs import SubTabs
from medport_desktop.gui.kit.forms.field import Field, LineField
from medport_desktop.gui.kit.forms.reason_dialog import ReasonDialog
from medport_desktop.gui.kit.style.text import Text
from tests.conftest import Trio
from tests.fuzz.forms.every_form import FORMS
from tests.fuzz.nasty import HUGE, TEXTS
from tests.fuzz.pasting import LONGEST_WAIT_S, fields, paste, shows_what_is_read, text_of
from tests.fuzz.place import KEY, Place
from tests.hands import ALT, CTRL, NONE
from tests.support import until

KINDS = [(kind, manager) for kind in UserType for manager in (False, True)]
ALL = "".join(text for text in TEXTS if "\n" not in text)


FILTERS = {
    "command",
    "filter",
    "filter_text",
    "trip_filter",
    "agencies_filter",
    "facilities_filter",
    "own_facilities_filter",
    "organisations_filter",
    "for_hospital",
    "audit_who",
    "audit_trip",
}
"""Nothing of what is typed into these is kept."""


@pytest.fixture
def place(trio: Trio, qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[Place]:
    """Somebody of that kind at their window, live, who has looked at every page."""
    user_type, manager = request.param
    opened = Place.open(trio, trio.account(user_type, manager=manager).email)
    try:
        for page in range(1, 10):
            tabs = opened.page((KEY(KEY.Key_0 + page), ALT)).findChildren(SubTabs)
            for tab in range(1, 10) if tabs else ():
                opened.page((KEY(KEY.Key_0 + tab), CTRL))
        yield opened
    finally:
        opened.close()


@pytest.mark.parametrize("place", KINDS, indirect=True, ids=lambda kind: f"{kind[0]}{' manager' if kind[1] else ''}")
def test_anything_can_be_pasted_into_every_field_of_a_window(place: Place) -> None:
    found = fields(place.window)
    assert found
    slow = {}
    for field in found:
        for text in (ALL, HUGE):
            took = paste(field, text)
            place.settle()
            if took > LONGEST_WAIT_S:
                slow[field.objectName()] = f"{took:.1f} s for {len(text)}, keeps {len(text_of(field))}"
        field.clear()
    place.settle()
    assert slow == {}
    assert place.faults() == []
    sent = {name for form in FORMS.values() for name in form.cells}
    assert {field.objectName() for field in found} - sent - FILTERS == set()


@pytest.mark.parametrize("place", [(UserType.CENTER, True)], indirect=True, ids=["administrator"])
def test_the_audit_log_is_read_between_any_two_times(place: Place) -> None:
    place.page((KEY.Key_3, ALT), (KEY.Key_3, CTRL))
    span = place.shown(QComboBox, "audit_span")
    span.setCurrentIndex(span.count() - 1)
    since, until = (place.shown(QDateTimeEdit, name) for name in ("audit_since", "audit_until"))
    for text in ("14 Mar 2027 02:30", "7 Nov 2027 01:30", "31 Dec 9999 23:59", "1 Jan 1753 00:00"):
        for edit in (since, until):
            edit.setDateTime(QLocale.c().toDateTime(text, "d MMM yyyy HH:mm"))
            assert edit.text() == text
            place.page((KEY.Key_F5, NONE))
    assert place.shown(Text, "audit_count").text()
    assert place.faults() == []


ENTRY = (
    "mrn",
    "name",
    "birth_date",
    "weight_kg",
    "pickup_location",
    "contact_phone",
    "destination",
    "ready_at",
    "deliver_by",
    "special_requirements_note",
)
"""The fields of a trip."""


@pytest.mark.parametrize("place", [(UserType.HOSPITAL, False)], indirect=True, ids=["desk"])
@pytest.mark.parametrize("text", [HUGE, "a\x00b\x01"], ids=["a megabyte", "NUL"])
def test_a_trip_of_strange_fields_is_refused_at_each_of_them(place: Place, text: str) -> None:
    place.page((KEY.Key_1, ALT))
    window = place.window
    assert isinstance(window, TripEntryWindow)
    form, before = window.entry.form, len(window.feed.trips)
    kept = {}
    for name in ENTRY:
        field = form.field(name).editor()
        assert isinstance(field, QLineEdit)
        paste(field, text)
        kept[name] = text_of(field)
    first = form.field("mrn").editor()
    assert first is not None
    QTest.keyClick(first, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    place.settle()
    assert [name for name in ENTRY if not form.field(name).error()] == []
    assert {name: text_of(form.field(name).editor()) for name in ENTRY} == kept  # type: ignore[arg-type]
    assert len(window.feed.trips) == before
    assert place.faults() == []


@pytest.mark.parametrize("text", [HUGE, "a\x00b"], ids=["a megabyte", "NUL"])
def test_a_reason_with_a_strange_note_stays_in_its_dialog(qtbot: QtBot, text: str) -> None:
    bootstrap.dress(QApplication.instance())  # type: ignore[arg-type]
    dialog = ReasonDialog(title="Cancel", reasons=[("OTHER", "Other")], action="Cancel the trip")
    qtbot.addWidget(dialog)
    dialog.open()
    decided: list[object] = []
    dialog.decided.connect(lambda *what: decided.append(what))
    dialog.choose("OTHER")
    (note,) = fields(dialog)
    note.setPlainText(text) if isinstance(note, QPlainTextEdit) else None
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    refused = "at most 2,000" if text is HUGE else "cannot be printed"
    assert refused in note.accessibleDescription()
    assert dialog.isVisible()
    assert not decided
    dialog.reject()


def test_what_does_not_fit_into_a_line_is_said(qtbot: QtBot) -> None:
    bootstrap.dress(QApplication.instance())  # type: ignore[arg-type]
    field = LineField(label="Note")
    qtbot.addWidget(field)
    field.edit.setMaxLength(1000)
    field.show()
    paste(field.edit, HUGE)
    until(lambda: bool(field.error()))
    assert field.error() == "There is room for 1,000 characters; the rest was left out."
    assert len(field.text()) == 1000
    QTest.keyClick(field.edit, Qt.Key.Key_Backspace)
    assert field.error() == ""
    paste(field.edit, "😀" * 501)  # two of Qt's characters each
    until(lambda: bool(field.error()))
    assert field.text() == "😀" * 500


@pytest.mark.parametrize("editor", [QLineEdit, QPlainTextEdit])
def test_an_editor_shows_what_is_read_from_it(qtbot: QtBot, editor: type[QLineEdit | QPlainTextEdit]) -> None:
    field = Field(label="Note", editor=editor())
    qtbot.addWidget(field)
    field.show()
    (typed,) = fields(field)
    paste(typed, "a\ud83db😀\udcff")
    assert text_of(typed) == "ab😀"
    assert shows_what_is_read(typed)

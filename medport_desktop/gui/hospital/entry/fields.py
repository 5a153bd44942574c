"""The form's fields: what they are made of, which of them hold what the trip holds, and what stands in an editor."""

from collections.abc import Mapping
from enum import StrEnum
from itertools import pairwise
from typing import Any

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from medport_desktop.domain.enums import AwardMode, Mobility, Priority, TransportLevel
from medport_desktop.gui.forms.ui_trip_form import Ui_TripForm
from medport_desktop.gui.kit.controls.chips import ToggleChip, ToggleChips, need_chips
from medport_desktop.gui.kit.controls.segmented import SegmentedControl
from medport_desktop.gui.kit.forms.field import Field
from medport_desktop.gui.kit.forms.type_ahead import TypeAhead
from medport_desktop.gui.kit.style.text import SectionTitle
from medport_desktop.gui.kit.style.tokens import Tone

PICK_UP = ("pickup_location", "contact_phone")
TRANSPORT = ("transport_level", "priority", "special_requirements", "special_requirements_note", "award_mode")
"""Editors that hold what the trip's field of that name is. All else in the form has a meaning that is worked out."""
BLANK: Mapping[str, object] = {
    "award_mode": AwardMode.BIDDING,
    "mobility": None,
    "priority": Priority.MEDIUM,
    "special_requirements": frozenset(),
    "transport_level": None,
}
"""What an empty form says where its editor is no line."""


def prepare(form: QWidget, ui: Ui_TripForm) -> dict[str, Field]:
    """Give each field of the form its label, editor and choices; returns them by name, from the top down."""
    for heading in form.findChildren(SectionTitle):
        heading.set_title(str(heading.property("title")))
    ui.mobility.set_options([(m, m.label) for m in Mobility])
    ui.transport_level.set_options([(level, level.label) for level in TransportLevel])
    ui.priority.set_options([(p, p.label) for p in Priority], {Priority.URGENT: Tone.RED})
    ui.special_requirements.set_options(need_chips())
    for mode in AwardMode:
        ui.award_mode.addItem(mode.label, mode)
    fields = {field.objectName().removesuffix("_field"): field for field in form.findChildren(Field)}
    for name, field in fields.items():
        editor = field.findChild(QWidget, name)
        assert editor is not None
        field.set_label(str(field.property("label")))
        field.set_editor(editor)
    stops = [stop for field in fields.values() for stop in _stops(field)]
    for before, after in pairwise(stops):  # as the eye goes, not in the order of making
        QWidget.setTabOrder(before, after)
    return fields


def _stops(field: Field) -> list[QWidget]:
    editor = field.editor()
    return editor.findChildren(ToggleChip) if isinstance(editor, ToggleChips) else [editor] if editor else []


def facts_in(editors: Mapping[str, QWidget]) -> dict[str, Any]:
    """What the editors of PICK_UP and TRANSPORT hold. Qt keeps a combo box's coded word as a plain text."""
    facts = {name: value_of(editors[name]) for name in (*PICK_UP, *TRANSPORT)}
    coded = {name: type(word) for name, word in BLANK.items() if name in facts and isinstance(word, StrEnum)}
    return facts | {name: kind(facts[name]) for name, kind in coded.items()}


def value_of(editor: QWidget) -> Any:
    """The value of the trip's field, in its own type; of a line its text without blanks around it."""
    match editor:
        case TypeAhead():
            return editor.choice()
        case QLineEdit():
            return editor.text().strip()
        case SegmentedControl():
            return editor.value()
        case ToggleChips():
            return editor.values()
        case QComboBox():
            return editor.itemData(editor.currentIndex())
    raise TypeError(f"{type(editor).__name__} is no editor")


def set_value(editor: QWidget, value: Any) -> None:
    """Show a value of the trip's field."""
    match editor:
        case TypeAhead():
            editor.set_choice(value)
        case QLineEdit():
            editor.setText(value)
        case SegmentedControl():
            editor.set_value(value)
        case ToggleChips():
            editor.set_values(value)
        case QComboBox():
            editor.setCurrentIndex(editor.findData(value))
        case _:
            raise TypeError(f"{type(editor).__name__} is no editor")


def typed_in(editor: QWidget) -> object:
    """What tells whether the person has changed it: also what stands in a line and is not chosen yet."""
    if isinstance(editor, QLineEdit):
        return editor.text(), value_of(editor)
    return editor.currentText() if isinstance(editor, QComboBox) else value_of(editor)


def edited(editor: QWidget) -> SignalInstance:
    """The signal that follows each change by the person."""
    match editor:
        case QLineEdit():
            return editor.textEdited
        case SegmentedControl() | ToggleChips():
            return editor.changed
        case QComboBox():
            return editor.activated
    raise TypeError(f"{type(editor).__name__} is no editor")

"""Saying where units are: the form."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from medport_desktop.domain.agencies import Unit, numbers
from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.errors import InvalidForm
from medport_desktop.domain.places import Facility
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.facts.duty import place_words
from medport_desktop.gui.kit.forms.field import Field
from medport_desktop.gui.kit.forms.form_dialog import FormDialog
from medport_desktop.gui.kit.forms.suggestions import FreeText, Suggestion
from medport_desktop.gui.kit.forms.type_ahead import TypeAhead
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.shared.facilities import suggestions

ROOM_OF_LIST = 150
"""Pixels below the line at scale 1, so that what it offers does not cover what is known."""
USE = "Use “{}”: a ZIP code at its end gives miles"
_LEAVING = ("Leave this unsaid?", "What you typed is lost.")


class PlaceDialog(FormDialog):
    """Asks for a facility of the network, or an address or town. `said` carries the words and the Facility or None;
    the dialog stays until `close_saved()`."""

    said = Signal(object)

    def __init__(self, units: Sequence[Unit], settings: Settings, parent: QWidget) -> None:
        super().__init__(
            parent, title=f"Where {'are' if len(units) > 1 else 'is'} {numbers(units)}?", sentence=_known(units)
        )
        self.setObjectName("place_dialog")
        self._settings = settings
        self._facilities: Sequence[Facility] = ()
        self.place = TypeAhead(self)
        self.place.setObjectName("unit_place")
        self.place.setPlaceholderText("a facility, or an address or town")
        self.place.set_source(lambda text: suggestions(text, self._facilities, None, self._settings))
        self.place.set_free_text(USE)
        field = Field(self, label="Where", editor=self.place)
        self.place.textEdited.connect(lambda _text: field.clear_error())
        self.fields = {"current_location": field}
        self.body.addWidget(field)
        self.body.addSpacing(theme().px(ROOM_OF_LIST))
        self.finish(
            "Save", name="save_place", read=self._checked, send=self.said.emit, typed=self.place.text, leaving=_LEAVING
        )
        self.place.setFocus()

    def set_facilities(self, facilities: Sequence[Facility]) -> None:
        """Offer these; until then, and while their silo is away, only what is typed."""
        self._facilities = facilities
        self.place.search_again()

    def _checked(self) -> tuple[str, Facility | None]:
        choice = self.place.choice()
        if isinstance(choice, Suggestion):
            return choice.title, cast("Facility", choice.value)
        if isinstance(choice, FreeText):
            return choice.text, None
        if self.place.text().strip():
            raise InvalidForm(
                {"current_location": "Press ↓ and Enter on a facility, or on the last line to use it as typed."}
            )
        raise InvalidForm({"current_location": "Say where it is."})


def _known(units: Sequence[Unit]) -> str:
    """What is known now: "Now at UPMC Altoona, 14:05, 52 min ago."."""
    if len(units) > 1:
        return "One place for all that are marked. Miles and times to a patient count from it."
    unit = units[0]
    if not unit.current_location:
        return "Nobody has said yet. Miles and times to a patient count from it."
    if unit.place_since is None:
        return f"Its station: {unit.current_location}. Nobody has said otherwise."
    minutes = max(0, int((site_clock().now() - unit.place_since).total_seconds() // 60))
    age = f"{minutes} min" if minutes < 120 else f"{minutes // 60} h"
    return f"Last known: {place_words(unit)} ({age} ago)."

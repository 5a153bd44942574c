"""Strange texts in every field of every dialog, and sent: told in words with nothing lost, or kept as it is shown."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.conftest import Trio
from tests.fuzz import forms_of_agency, forms_of_center, forms_of_desk
from tests.fuzz.place import Place
from tests.fuzz.strange import Form, throw

FORMS = {
    f"{name}, {where}": form
    for where, forms in (("center", forms_of_center), ("desk", forms_of_desk), ("agency", forms_of_agency))
    for name, form in forms.FORMS.items()
}


@pytest.fixture
def place(trio: Trio, qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[Place]:
    """The window of whom it is for."""
    opened = Place.open(trio, qtbot, request.param)
    yield opened
    opened.console.close()


@pytest.mark.parametrize(
    ("place", "form"), [(form.who, form) for form in FORMS.values()], indirect=["place"], ids=FORMS.keys()
)
def test_a_strange_text_is_told_at_its_field_or_kept_as_it_is_shown(place: Place, form: Form) -> None:
    assert throw(place, form) == {}
    assert place.faults() == []

"""On a small screen every field of the form is in sight, and what an outage's sentence leaves no room for is named."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget

from medport_desktop.gui.kit.shell.strip import NoticeStrip
from medport_desktop.gui.kit.style.text import SectionTitle
from medport_desktop.gui.kit.style.theme import LARGEST_SCALE, theme
from tests.conftest import Trio
from tests.gui_hospital.desk import Desk
from tests.silos.world import DESK

SMALL, LARGE = (1366, 768 - 37), (1600, 940)
AWAY = ("The hospital database cannot be reached.", "Send it again when the hospital light is live. " * 2)


@pytest.fixture(autouse=True)
def nothing_to_tell(trio: Trio) -> None:
    """What other tests left has been acknowledged."""
    trio.end_what_tests_began()


@pytest.fixture
def scale() -> Iterator[None]:
    yield
    theme().set_scale(1.0)


def in_sight(desk: Desk, name: str) -> bool:
    """Whether a field of the form can be seen as a whole."""
    form = desk.window.entry.form
    area = form.parentWidget()
    field = form.field(name)
    assert area is not None
    return area.rect().contains(QRect(field.mapTo(area, field.rect().topLeft()), field.size()))


def below(desk: Desk) -> list[str]:
    """The fields that the line under the form names."""
    line = desk.find(QLabel, "below_the_edge")
    return line.text().removeprefix("Below: ").split(", ") if line.isVisible() else []


def settled(desk: Desk) -> None:
    form = desk.window.entry.form
    desk.settle()  # a line that is hidden before it was read comes again
    for strip in desk.window.findChildren(NoticeStrip):  # what others did in tests before
        strip.hide()
    for _ in range(3):  # what has no room for a sentence is laid out again
        QApplication.processEvents()
    assert form.isVisible()


def names_out_of_sight(desk: Desk) -> list[str]:
    form = desk.window.entry.form
    return [form.field(name).label() for name in form.field_names() if not in_sight(desk, name)]


def test_every_field_is_in_sight_on_a_small_screen(trio: Trio, dressed: QApplication) -> None:
    with Desk.open(trio, DESK, size=SMALL) as desk:
        settled(desk)
        assert names_out_of_sight(desk) == []
        assert below(desk) == []
        desk.window.resize(*LARGE)
        settled(desk)
        assert names_out_of_sight(desk) == []
        assert all(title.isVisible() for title in desk.window.entry.form.findChildren(SectionTitle))
        desk.window.resize(*SMALL)
        settled(desk)
        assert names_out_of_sight(desk) == []


@pytest.mark.usefixtures("scale")
@pytest.mark.parametrize("size_of_type", [1.0, LARGEST_SCALE])
def test_what_an_outage_leaves_no_room_for_is_named(trio: Trio, dressed: QApplication, size_of_type: float) -> None:
    theme().set_scale(size_of_type)
    with Desk.open(trio, DESK, size=SMALL) as desk:
        entry = desk.window.entry
        entry.form.field("special_requirements_note").setFocus()
        entry.say(*AWAY)
        settled(desk)
        assert in_sight(desk, "special_requirements_note")  # where the cursor is
        entry.begin()
        desk.find(QWidget, "entry").findChildren(QScrollArea)[0].verticalScrollBar().setValue(0)
        settled(desk)
        assert below(desk) == names_out_of_sight(desk) != []
        entry.say_nothing()
        settled(desk)
        assert below(desk) == names_out_of_sight(desk)
        assert (size_of_type == 1.0) is (below(desk) == [])

"""The Tab key goes through the fields of each page as the eye does: row by row, from the left."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from medport_desktop import bootstrap
from medport_desktop.gui.kit.controls.chips import ToggleChip
from medport_desktop.gui.kit.forms.field import Field
from medport_desktop.gui.kit.style.theme import Mode
from tests.conftest import Trio
from tests.every_page import console_of, every_page

PEOPLE = ["manager@nason.example", "manager@bedford.example", "admin@center.example"]
ROW = 12
"""Fields whose tops are so many pixels apart stand in one row."""


def chain(page: QWidget) -> Iterator[QWidget]:
    """What the Tab key comes to in a page, in its order."""
    seen, widget = set(), page.nextInFocusChain()
    while widget is not page and widget not in seen:
        seen.add(widget)
        if page.isAncestorOf(widget) and widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield widget
        widget = widget.nextInFocusChain()


def fields_of(page: QWidget, order: list[QWidget]) -> list[Field]:
    """The fields, each where the Tab key comes to it first."""
    fields = [field for field in page.findChildren(Field) if field.isVisible()]
    first = {
        field: at for at, widget in reversed(list(enumerate(order))) for field in fields if field.isAncestorOf(widget)
    }
    return sorted(first, key=lambda field: first[field])


def as_the_eye_goes(page: QWidget, fields: list[Field]) -> list[Field]:
    """The same fields row by row, of those with one parent."""
    at = {field: field.mapTo(page, QPoint(0, 0)) for field in fields}
    return sorted(fields, key=lambda field: (round(at[field].y() / ROW), at[field].x()))


@pytest.mark.parametrize("email", PEOPLE)
def test_tab_goes_as_the_eye_does(trio: Trio, qapp: QApplication, email: str) -> None:
    bootstrap.dress(qapp, Mode.LIGHT)
    looked_at = 0
    with console_of(trio, email) as seat:
        seat.window.resize(1600, 940)
        for name, page in every_page(seat):
            order = list(chain(page))
            for parent in {field.parentWidget() for field in fields_of(page, order)}:
                mine = [field for field in fields_of(page, order) if field.parentWidget() is parent]
                said = [field.label() for field in mine]
                assert said == [field.label() for field in as_the_eye_goes(page, mine)], name
                looked_at += len(mine) > 1
    assert looked_at or email == "admin@center.example"


def test_a_set_of_chips_is_one_stop(trio: Trio, qapp: QApplication) -> None:
    bootstrap.dress(qapp, Mode.LIGHT)
    with console_of(trio, PEOPLE[0]) as seat:
        needs = seat.window.findChild(QWidget, "special_requirements")
        assert needs is not None
        chips = needs.findChildren(ToggleChip)
        stops = [chip for chip in chips if chip.focusPolicy() & Qt.FocusPolicy.TabFocus]
        assert stops == chips[:1]
        chips[3].setFocus()
        seat.until(chips[3].hasFocus)
        assert [chip for chip in chips if chip.focusPolicy() & Qt.FocusPolicy.TabFocus] == [chips[3]]

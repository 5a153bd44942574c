"""A person at two consoles of one workstation: both tell what waits, one of them sends it."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.conftest import Trio
from tests.gate import Gate
from tests.gui_hospital.conftest import Others, others
from tests.gui_hospital.desk import Desk
from tests.gui_hospital.entry.test_away import send
from tests.gui_hospital.entry.test_entry import fill, stored
from tests.gui_waiting.conftest import Keeps
from tests.gui_waiting.test_desk import away, open_desk, open_list

__all__ = ["others"]


@pytest.fixture
def two(trio: Trio, dressed: QApplication, hospital_gate: Gate, keeps: Keeps) -> Iterator[tuple[Desk, Desk]]:
    with open_desk(trio, hospital_gate, keeps) as one, open_desk(trio, hospital_gate, keeps) as other:
        yield one, other


def turn_to(desk: Desk) -> Desk:
    """As a window manager gives it the keyboard."""
    desk.window.activateWindow()
    desk.until(desk.window.isActiveWindow)
    return desk


def keep_trip(desk: Desk, gate: Gate) -> dict[str, str]:
    """Entered while the silo is away."""
    turn_to(desk)
    typed = fill(desk)
    away(desk, gate)
    send(desk)
    desk.until(lambda: desk.strip().startswith("1 change waits"))
    return typed


def test_the_other_console_tells_what_waits_and_it_is_sent_once(
    two: tuple[Desk, Desk], hospital_gate: Gate, others: Others
) -> None:
    one, other = two
    typed = keep_trip(one, hospital_gate)
    dialog = open_list(turn_to(other))
    other.until(lambda: dialog.board.current_row() is not None)
    assert other.strip().startswith("1 change waits")
    hospital_gate.open()
    one.until(lambda: stored(others, typed["mrn"]))
    for desk in two:
        desk.until(lambda desk=desk: desk.strip() == "")
    assert dialog.board.current_row() is None
    dialog.reject()
    assert len(stored(others, typed["mrn"])) == 1
    told = [desk.said().count("Sent, having waited") for desk in two]
    assert sorted(told) == [0, 1]
    assert all("Not sent" not in desk.said() for desk in two)


def test_what_one_console_deletes_the_other_does_not_send(
    two: tuple[Desk, Desk], hospital_gate: Gate, others: Others
) -> None:
    one, other = two
    typed = keep_trip(one, hospital_gate)
    dialog = open_list(turn_to(other))
    kept = other.until(dialog.board.current_row)
    dialog._delivery.discard(kept)
    other.until(lambda: other.strip() == "")
    dialog.reject()
    hospital_gate.open()
    one.until(lambda: one.strip() == "")
    assert not stored(others, typed["mrn"])

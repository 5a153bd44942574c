"""Somebody whom the silos let in no more: the window locks at once and says why, and nothing is called away."""

from collections.abc import Callable
from time import monotonic

import pytest

from medport_desktop.data.connection import scram
from medport_desktop.domain.enums import Silo
from medport_desktop.gui.kit.shell.lights import Light
from medport_desktop.gui.kit.style.text import Text
from tests.conftest import TEST_SCRAM_ITERATIONS, Trio
from tests.gui_lock.test_lock import locked, unlock
from tests.gui_password.conftest import ADMIN, FIRST, SECOND, New, Open, Seat, opens
from tests.support import until

WITHIN_S = 1.0


def disable(trio: Trio, person: New) -> None:
    with trio.connect(ADMIN, Silo.CENTER) as connection:
        connection.execute("select set_user_active(%s, false)", [person.id])


def end(trio: Trio, person: New) -> None:
    with trio.connect(ADMIN, Silo.CENTER) as connection:
        connection.execute("select end_sessions(%s)", [person.id])


def reset(trio: Trio, person: New) -> None:
    """And its connections at the center end, as they do when a network breaks or a server starts again."""
    with trio.connect(ADMIN, Silo.CENTER) as connection:
        verifiers = [scram.verifier(SECOND, TEST_SCRAM_ITERATIONS) for _ in range(3)]
        connection.execute("select reset_password(%s, %s, %s, %s)", [person.id, *verifiers])
    with trio.superuser(Silo.CENTER) as connection:
        role = scram.role_name(person.email)
        connection.execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = %s", [role])


def lights(seat: Seat) -> set[Light]:
    return {seat.window.lights.light(silo.label).state() for silo in Silo}


@pytest.mark.parametrize(
    ("does", "says"),
    [(disable, "This account is disabled."), (end, "Your sessions were ended"), (reset, "Your password was changed")],
)
def test_the_window_locks_within_a_second_and_says_why(
    trio: Trio,
    sit_down: Open,
    make_person: Callable[..., New],
    does: Callable[[Trio, New], None],
    says: str,
) -> None:
    person = make_person(must_change=False)
    seat = sit_down(person.email, FIRST)
    seat.ready()
    seen: set[Light] = set()
    seat.runtime.changes.state_changed.connect(lambda _state: seen.update(lights(seat)))
    does(trio, person)
    ended_at = monotonic()
    seat.until(lambda: locked(seat))
    assert monotonic() - ended_at < WITHIN_S
    assert says in seat.shown(Text, "why_locked").text()
    if does is disable:
        seat.until(lambda: lights(seat) == {Light.REFUSED})
    assert Light.AWAY not in seen


def test_what_was_typed_is_there_when_the_account_is_enabled_again(
    trio: Trio, sit_down: Open, make_person: Callable[..., New]
) -> None:
    person = make_person(must_change=False)
    seat = sit_down(person.email, FIRST)
    seat.ready()
    disable(trio, person)
    seat.until(lambda: locked(seat))
    with trio.connect(ADMIN, Silo.CENTER) as connection:
        connection.execute("select set_user_active(%s, true)", [person.id])
    until(lambda: opens(trio, person.email, FIRST) == list(Silo))
    unlock(seat, FIRST)
    seat.until(lambda: lights(seat) == {Light.LIVE})
    seat.settle()

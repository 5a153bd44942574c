"""Attacks by passwords: a thief who stays after a reset, and verifiers that cost the servers."""

from functools import partial
from uuid import UUID

import psycopg
import pytest

from medport_desktop.data.connection import scram
from medport_desktop.domain.enums import Silo
from tests.conftest import TEST_SCRAM_ITERATIONS
from tests.silos.accounts.test_accounts import PASSWORD, _create, _ended, _verifiers
from tests.silos.world import DESK_MANAGER, NASON, C, World, refused
from tests.support import until

_CHANGE = "select change_my_password(%s, %s, %s)"
_RESET = "select reset_password(%s, %s, %s, %s)"
_FRESH = "quite another password"


def _fresh(password: str = _FRESH) -> list[str]:
    return [scram.verifier(password, TEST_SCRAM_ITERATIONS) for _ in range(3)]


def test_a_reset_puts_out_whoever_is_in(world: World) -> None:
    """The thief of a password has connections open, in every silo."""
    new = _create(world, DESK_MANAGER, hospital=NASON)
    thieves = [world.open(new.email, silo, PASSWORD) for silo in Silo]
    world.person(DESK_MANAGER, C).execute(_RESET, [new.id, *_fresh()])
    for thief in thieves:
        until(lambda thief=thief: _ended(thief), 5)  # type: ignore[misc]
    world.settle()
    for silo in Silo:
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            world.open(new.email, silo, PASSWORD)
        world.open(new.email, silo, _FRESH).close()


def test_who_was_let_in_before_a_reset_is_committed_goes_with_it(world: World) -> None:
    """The old password opens until then, in the other silos a moment longer; who comes later with the new one stays."""
    new = _create(world, DESK_MANAGER, hospital=NASON)
    with world.open(DESK_MANAGER, C) as manager:
        manager.execute("begin")
        manager.execute(_RESET, [new.id, *_fresh()])
        thieves = {silo: world.open(new.email, silo, PASSWORD) for silo in Silo}
        manager.execute("commit")
    until(lambda: all(_ended(thief) for thief in thieves.values()), 5)
    world.settle()
    _has_settled(world, new.id)
    for silo in Silo:
        with world.open(new.email, silo, _FRESH) as person:
            world.run(silo, "select medport.tick()")
            assert not _ended(person)
    with world.open(new.email, C, _FRESH) as person:
        person.execute(_CHANGE, _fresh("one of my own"))
        world.settle()
        for silo in Silo:
            world.run(silo, "select medport.tick()")
        assert not _ended(person)


def test_who_was_let_in_during_a_reset_is_found_and_cannot_undo_it(world: World) -> None:
    """Between the end of what was open and the moment when the commit can be seen: it is put off here."""
    new = _create(world, DESK_MANAGER, hospital=NASON)
    world.person(DESK_MANAGER, C).execute(_RESET, [new.id, *_fresh()])
    world.settle()
    thieves = {silo: world.open(new.email, silo, _FRESH) for silo in Silo}
    for silo in Silo:
        put_off = "update reference.reset set known_at = clock_timestamp() where user_id = %s"
        world.run(silo, put_off, new.id, quietly=True)
    with refused("MP006"):
        thieves[C].execute(_CHANGE, _fresh("the thief's own one"))
    for silo, thief in thieves.items():
        thief.execute(f"alter role {new.role} password '{_fresh('the thief again')[0]}'".encode())
        world.open(new.email, silo, "the thief again").close()
        world.run(silo, "select medport.tick()")
        until(partial(_ended, thief), 5)
    for silo in Silo:
        world.open(new.email, silo, _FRESH).close()
        for password in (PASSWORD, "the thief's own one", "the thief again"):
            with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
                world.open(new.email, silo, password)


def test_no_tick_waits_for_an_account(world: World) -> None:
    """Somebody is at an account that was reset a moment ago: the clock goes on."""
    new = _create(world, DESK_MANAGER, hospital=NASON)
    world.person(DESK_MANAGER, C).execute(_RESET, [new.id, *_fresh()])
    world.settle()
    for silo in Silo:
        with world.open(new.email, silo, _FRESH) as person:
            person.execute(f"alter role {new.role} password '{_fresh('re-keyed')[0]}'".encode())
        lock = "select pg_advisory_xact_lock(hashtext('medport.account'), hashtext(%s))"
        with world.trio.superuser(silo) as busy, busy.transaction():
            busy.execute(lock, [str(new.id)])
            world.run(silo, "set local statement_timeout = '2s'; select medport.tick()")
        world.run(silo, "select medport.tick()")
        world.open(new.email, silo, _FRESH).close()


def _has_settled(world: World, user: UUID) -> None:
    """Wait until nobody can have been let in by the former password."""
    for silo in Silo:
        query = "select let_in_until < clock_timestamp() from reference.resets() where user_id = %s"
        until(partial(world.value, silo, query, user))


@pytest.mark.parametrize("rounds", [1_000_000, 600_000, 5_000, 1_000])
def test_a_verifier_costs_what_the_site_says(world: World, rounds: int) -> None:
    """Each costs the apply worker of each silo so many rounds of hashing."""
    new = _create(world, DESK_MANAGER, hospital=NASON)
    costly = [each.replace(f"${TEST_SCRAM_ITERATIONS}:", f"${rounds}:", 1) for each in _fresh()]
    with world.open(new.email, C, PASSWORD) as person:
        for setting in (TEST_SCRAM_ITERATIONS, rounds):
            person.execute(f"set scram_iterations = {setting}".encode())
            with refused("MP006"):
                person.execute(_CHANGE, costly)
        person.execute("reset scram_iterations")
        with refused("MP005", field_name="password"):
            person.execute(_CHANGE, [_verifiers()[0], *costly[1:]])
        person.execute(f"alter role {new.role} set scram_iterations = {rounds}".encode())
    with world.open(new.email, C, PASSWORD) as person, refused("MP006"):
        person.execute(_CHANGE, costly)


@pytest.mark.parametrize("level", ["read committed", "repeatable read"])
def test_nobody_changes_their_password_in_a_loop(world: World, level: str) -> None:
    new = _create(world, DESK_MANAGER, hospital=NASON)
    with world.open(new.email, C, PASSWORD) as person:
        for _ in range(5):
            person.execute(_CHANGE, _fresh())
        with refused("MP002"):
            person.execute(_CHANGE, _fresh())
        last = str(world.value(C, "select password from medport.app_user where id = %s", new.id))
        person.execute(_CHANGE, [last, *_fresh()[1:]])
        count = "select count(*) from medport.audit_log where entity_id = %s and changes -> 'after' ? 'password'"
        assert world.value(C, count, str(new.id)) == 6
        one_too_many = _fresh()
        person.execute(f"begin isolation level {level}".encode())
        with refused("MP002"):
            person.execute(_CHANGE, one_too_many)
        person.execute("rollback")
    world.settle()
    kept = "select count(*) from reference.verifier_ems where user_id = %s and verifier = any(%s)"
    assert world.value(C, kept, new.id, one_too_many) == 0

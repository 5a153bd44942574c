"""Whatever is typed into a command, it succeeds and keeps just that, or refuses with a sentence and changes nothing.

MEDPORT_FUZZ=100 tries a hundred times as many values, and others each time.
"""

import inspect
import os
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from enum import Enum
from importlib import import_module
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medport_desktop import services
from medport_desktop.data import stores
from medport_desktop.data.connection.manager import DatabaseManager
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.errors import InvalidForm, MedPortError, Refused, SiloAway, WrongPassword
from medport_desktop.services.session.session import Session
from tests.fuzz.commands.every_command import BY_SERVICES, COMMANDS, READS, Command
from tests.fuzz.nasty import HUGE, TEXTS, like
from tests.fuzz.scene import NoKeeper, Scene, Somebody
from tests.fuzz.spoil import leaves, with_leaf
from tests.silos.world import ADMIN, BEDFORD, BEDFORD_MANAGER, CENTER, DESK, DESK_MANAGER, C, World

EVERYDAY = 3
"""`make test` throws a third of what `make fuzz TIMES=1` does."""
TIMES = int(os.environ.get("MEDPORT_FUZZ", "0"))
"""How many times as many, on request."""


def _classes() -> Iterator[type]:
    modules = [
        module
        for package in (services, stores)
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    ]
    for module in modules:
        found = import_module(module.name)
        for name, kind in inspect.getmembers(found, inspect.isclass):
            own = kind.__module__ == found.__name__ and not name.startswith("_")
            record = is_dataclass(kind) or issubclass(kind, (Enum, Exception)) or getattr(kind, "_is_protocol", False)
            if own and not record:
                yield kind


def test_every_command_of_every_service_and_store_is_tried() -> None:
    tried = {(command.service.__name__, command.method) for command in COMMANDS} | {("Session", "sign_in")}
    read = {
        (kind, method)
        for known in (READS, BY_SERVICES)
        for kind, methods in known.items()
        for method in methods.split()
    }
    there = {
        (kind.__name__, name)
        for kind in _classes()
        for name, member in vars(kind).items()
        if inspect.isfunction(member) and not name.startswith("_")
    }
    assert there - tried - read == set(), "give it arguments in tests/fuzz/commands/every_command.py"
    assert (tried | read) - there == set(), "these are gone"


_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2064\u3164\ufeff\uffa0]"
)


def plain(value: Any) -> Any:
    """The same with all times in UTC: a wall clock time that the clocks skip equals nothing (PEP 495). Blanks, and what
    nobody sees, are alike: the silos keep texts without them at their ends, and a line as one line."""
    if isinstance(value, str):
        return " ".join(_UNSEEN.sub(" ", value).split())
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    if is_dataclass(value) and not isinstance(value, type):
        return type(value), tuple(plain(getattr(value, field.name)) for field in fields(value))
    if isinstance(value, (tuple, list)):
        return tuple(plain(entry) for entry in value)
    if isinstance(value, (set, frozenset)):
        return frozenset(plain(entry) for entry in value)
    return value


def _is_told(refusal: MedPortError) -> None:
    """A refusal says what is wrong in a sentence, and where."""
    assert not isinstance(refusal, SiloAway), refusal
    assert refusal.sentence.strip().endswith((".", "?", "!", "”")), refusal.sentence
    assert len(refusal.sentence) < 400, refusal.sentence[:400]
    if isinstance(refusal, InvalidForm):
        assert all(field and sentence for field, sentence in refusal.errors.items()), refusal.errors
    elif isinstance(refusal, Refused) and (refusal.code[:2] in ("22", "23") or refusal.code == "MP005"):
        assert refusal.field, f"{refusal.sentence} ({refusal.code}) names no field"


def _outcome(scene: Scene, command: Command, who: Somebody, arguments: dict[str, Any]) -> None:
    """The property that holds of every call."""
    before = scene.written_by(who)
    refusal = None
    try:
        command.call(who, arguments)
    except MedPortError as error:
        refusal = error
    if refusal is not None:
        _is_told(refusal)
        assert scene.written_by(who) == before, f"half done: {refusal.sentence}"
    elif command.kept is not None:
        asked, kept = plain(command.kept(scene, who, arguments))
        assert kept == asked, f"asked for {asked}\nkept is   {kept}"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_a_command_keeps_what_it_is_given_or_refuses_it(scene: Scene, command: Command) -> None:
    who = scene.somebody(command.who)
    good = command.good(scene, who)
    entered = leaves(getattr(command.service, command.method), good)
    examples = max(3, len(entered) * command.weight * TIMES if TIMES else len(entered) * command.weight // EVERYDAY)
    fresh = [good]

    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=not TIMES,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def try_it(data: st.DataObject) -> None:
        arguments = fresh.pop() if fresh else command.good(scene, who)
        spoiled = st.lists(st.sampled_from(entered), max_size=2, unique_by=lambda leaf: leaf[0])
        for path, hint in data.draw(spoiled) if entered else ():
            arguments = with_leaf(arguments, path, data.draw(like(hint, scene.now)))
        _outcome(scene, command, who, arguments)

    try_it()


@pytest.fixture(scope="module", autouse=True)
def dead_before(world: World) -> dict[Silo, int]:
    """How many events other modules had poisoned before anything here ran."""
    world.settle()
    return {silo: world.dead_letters(silo) for silo in Silo}


def test_no_silo_keeps_what_cannot_be_read(world: World, scene: Scene, dead_before: dict[Silo, int]) -> None:
    """After all that: every text is within the longest rule and printable, and every time can be shown."""
    for silo in Silo:
        columns = world.stage[silo].execute(
            "select c.relname, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid"
            " where c.relnamespace = 'medport'::regnamespace and c.relkind = 'r' and a.attnum > 0"
            " and not a.attisdropped and a.atttypid = 'text'::regtype"
        )
        for table, column in columns.fetchall():
            found = world.value(
                silo,
                f'select count(*) from medport."{table}" where length("{column}") > 4000'
                f""" or regexp_replace("{column}", '[\n\t]', '', 'g') ~ '[[:cntrl:]]'""",
            )
            assert found == 0, f"{silo}: {table}.{column}"
    for email in (DESK, CENTER):
        scene.somebody(email).stores.hospital.trips()
        scene.somebody(email).stores.ems.bids()
    for email in (BEDFORD, CENTER):
        ems = scene.somebody(email).stores.ems
        for read in (ems.board, ems.bids, ems.active_trips, ems.units):
            read()
    center = scene.somebody(ADMIN).stores
    center.center.accounts()
    center.handoffs.handoffs()
    center.broadcasts.sent()
    center.organisations.hospitals()
    center.organisations.agencies()
    world.settle()
    assert {silo: world.dead_letters(silo) for silo in Silo} == dead_before


@pytest.fixture(autouse=True)
def _settings_stay(world: World) -> Iterator[None]:
    """What is thrown at one setting would be in the way of every later command, and of other modules' tests."""
    read = "select key, value from medport.system_configuration"
    before = dict(_pairs(world, read))
    yield
    changed = before.items() - _pairs(world, read)
    for key, value in changed:
        world.run(C, "update medport.system_configuration set value = %s where key = %s", value, key)
    if changed:
        world.settle()


def _pairs(world: World, statement: str) -> set[tuple[str, str]]:
    return {(key, value) for key, value in world.stage[C].execute(statement.encode()).fetchall()}


@pytest.fixture(scope="module", autouse=True)
def _signed_in(scene: Scene) -> None:
    """Before any test: a person's threads last for the module."""
    for email in (DESK, DESK_MANAGER, BEDFORD, BEDFORD_MANAGER, CENTER, ADMIN):
        scene.somebody(email)


@pytest.mark.parametrize("field", ["email", "password"])
def test_nobody_signs_in_with_anything(scene: Scene, world: World, field: str) -> None:
    good = {"email": "nobody@nason.example", "password": "three words and a horse"}
    manager = DatabaseManager(world.trio.urls.for_people())
    session = Session(manager, NoKeeper())
    try:
        for text in (*TEXTS[::5], "a\x00b", "half \ud83d", HUGE):  # the server waits before it says no
            with pytest.raises(MedPortError) as caught:
                session.sign_in(**(good | {field: text}))
            assert isinstance(caught.value, WrongPassword), text[:40]
    finally:
        manager.close()

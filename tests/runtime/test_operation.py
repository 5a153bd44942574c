"""A write: once at a time, under a key that stays while it may have arrived, each outcome told where it belongs."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from medport_desktop.domain.enums import Silo
from medport_desktop.domain.errors import (
    ChangedMeanwhile,
    InvalidForm,
    KeptForLater,
    MedPortError,
    NotAllowed,
    Refused,
    SiloAway,
)
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.messages import Level, Message
from medport_desktop.runtime.operation import Operation, Writes
from medport_desktop.services.undo import STANDS, Undoable
from tests.hands import emitted
from tests.support import WAIT_S, until

AWAY = SiloAway(Silo.EMS)
IN_DOUBT = SiloAway(Silo.EMS, maybe_done=True)
KEPT = KeptForLater(Silo.EMS)
REFUSED = Refused("It is taken.", "Choose another.")
AT_FIELD = Refused("It is taken.", "Choose another.", field="unit")
INVALID = InvalidForm({"amount": "Enter an amount."})
CHANGED = ChangedMeanwhile("Somebody else changed it.")


class Form(QWidget):
    """Remembers what it was told."""

    def __init__(self) -> None:
        super().__init__()
        self.errors: list[MedPortError] = []
        self.is_closed = False

    def tell(self, error: MedPortError) -> None:
        self.errors.append(error)

    def close_saved(self) -> None:
        self.is_closed = True


@pytest.fixture
def owner(qapp: object) -> QObject:
    return QObject()


@pytest.fixture
def told(runtime: Runtime) -> list[Message]:
    messages: list[Message] = []
    runtime.messages.attach(messages.append)
    return messages


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    form = Form()
    qtbot.addWidget(form)
    return form


def ending(error: Exception | None) -> Callable[[], str]:
    def call() -> str:
        if error is not None:
            raise error
        return "written"

    return call


@contextmanager
def finished(runtime: Runtime) -> Iterator[None]:
    yield
    until(lambda: runtime.tasks.is_idle)


def sentences(told: list[Message]) -> list[tuple[Level, str]]:
    return [(message.level, message.sentence) for message in told]


def undoable() -> Undoable:
    return Undoable("T-1 offered", "It is held again.", lambda: STANDS, lambda: None)


def test_what_is_done_is_told_closes_its_form_and_can_be_undone(
    runtime: Runtime, owner: QObject, told: list[Message], form: Form
) -> None:
    steps: list[object] = []
    with finished(runtime):
        Operation(
            ending(None),
            owner=owner,
            busy=steps.append,
            form=form,
            told=lambda result: f"It is {result}.",
            undo=lambda _result: undoable(),
            then=steps.append,
            not_done=lambda: steps.append("not done"),
            refused=steps.append,
        ).run(runtime)
        assert steps == [True]
    assert steps == [True, False, "written"]
    assert sentences(told) == [(Level.INFO, "It is written.")]
    assert form.is_closed
    assert runtime.undo.last is not None
    assert runtime.undo.last.did == "T-1 offered"


def test_without_handlers_each_error_goes_to_the_message_bar(
    runtime: Runtime, owner: QObject, told: list[Message]
) -> None:
    for error in (KEPT, CHANGED, AWAY, AT_FIELD, INVALID, NotAllowed("You may not.")):
        with finished(runtime):
            Operation(ending(error), owner=owner, told="Done.").run(runtime)
        level = Level.WARNING if error is KEPT else Level.ERROR
        assert sentences(told) == [(level, error.sentence)]
        told.clear()
    assert runtime.undo.last is None


@pytest.mark.parametrize(
    ("error", "steps"),
    [
        (KEPT, [("kept", KEPT)]),
        (CHANGED, ["not done", ("refused", CHANGED)]),
        (AWAY, ["not done", ("away", AWAY)]),
        (INVALID, ["not done", ("fields", INVALID.errors)]),
        (AT_FIELD, ["not done", ("fields", {"unit": "It is taken. Choose another."})]),
        (REFUSED, ["not done", ("refused", REFUSED)]),
        (NotAllowed("You may not."), ["not done", "refused"]),
    ],
    ids=lambda value: type(value).__name__,
)
def test_each_outcome_has_its_handler(
    runtime: Runtime, owner: QObject, told: list[Message], error: MedPortError, steps: list[object]
) -> None:
    seen: list[object] = []

    def fields(errors: dict[str, str]) -> bool:
        seen.append(("fields", errors))
        return True

    with finished(runtime):
        Operation(
            ending(error),
            owner=owner,
            then=seen.append,
            kept=lambda e: seen.append(("kept", e)),
            not_done=lambda: seen.append("not done"),
            away=lambda e: seen.append(("away", e)),
            at_fields=fields,
            refused=lambda e: seen.append(("refused", e) if isinstance(e, Refused) else "refused"),
        ).run(runtime)
    assert seen == steps
    assert told == []


def test_what_has_no_place_at_a_field_is_a_refusal(runtime: Runtime, owner: QObject, told: list[Message]) -> None:
    refused: list[MedPortError] = []
    with finished(runtime):
        Operation(ending(AT_FIELD), owner=owner, at_fields=lambda _errors: False, refused=refused.append).run(runtime)
    assert refused == [AT_FIELD]
    assert told == []


def test_a_bug_is_told_once_with_its_number_and_nothing_hangs(
    runtime: Runtime, owner: QObject, told: list[Message], form: Form
) -> None:
    writes, steps = Writes(), list[object]()
    with finished(runtime):
        Operation(
            ending(KeyError("secret")),
            owner=owner,
            writes=writes,
            busy=steps.append,
            form=form,
            not_done=lambda: steps.append("not done"),
            refused=steps.append,
        ).run(runtime)
    assert steps == [True, False, "not done"]
    [message] = told
    assert message.reference
    assert len(form.errors) == 1  # so that it rests
    assert not writes.any_under_way


def test_a_form_tells_its_errors_and_closes_over_what_waits(
    runtime: Runtime, owner: QObject, told: list[Message], form: Form
) -> None:
    with finished(runtime):
        Operation(ending(REFUSED), owner=owner, form=form).run(runtime)
    assert (form.errors, form.is_closed, told) == ([REFUSED], False, [])
    refused: list[MedPortError] = []
    with finished(runtime):
        Operation(ending(REFUSED), owner=owner, form=form, refused=refused.append).run(runtime)
    assert (len(form.errors), refused) == (2, [REFUSED])
    with finished(runtime):
        Operation(ending(KEPT), owner=owner, form=form).run(runtime)
    assert form.is_closed
    assert sentences(told) == [(Level.WARNING, KEPT.sentence)]


def test_where_the_form_has_gone_the_message_bar_tells(runtime: Runtime, owner: QObject, told: list[Message]) -> None:
    form, go = Form(), threading.Event()

    def call() -> None:
        go.wait(WAIT_S)
        raise REFUSED

    with finished(runtime):
        Operation(call, owner=owner, form=form).run(runtime)
        with emitted(form.destroyed):
            form.deleteLater()
        go.set()
    assert sentences(told) == [(Level.ERROR, REFUSED.sentence)]


def test_the_same_asked_for_again_while_it_is_under_way_is_passed_over(runtime: Runtime, owner: QObject) -> None:
    writes, go, calls = Writes(), threading.Event(), list[str]()

    def call(name: str) -> None:
        calls.append(name)
        go.wait(WAIT_S)

    with finished(runtime):
        for about, name in (("T-1", "first"), ("T-1", "again"), ("T-2", "another")):
            Operation(partial(call, name), owner=owner, writes=writes, about=about).run(runtime)
        assert writes.is_under_way("T-1")
        go.set()
    assert sorted(calls) == ["another", "first"]
    assert not writes.any_under_way
    with finished(runtime):
        Operation(lambda: call("later"), owner=owner, writes=writes, about="T-1").run(runtime)
    assert calls[-1] == "later"


def after(runtime: Runtime, owner: QObject, writes: Writes, *errors: Exception | None) -> None:
    """Send it as often as there are `errors`, each of which ends one time."""
    for error in errors:
        with finished(runtime):
            Operation(ending(error), owner=owner, writes=writes, about="bid", refused=lambda _e: None).run(runtime)


@pytest.mark.parametrize(
    ("errors", "stays"),
    [
        ((IN_DOUBT,), True),
        ((IN_DOUBT, AWAY), True),
        ((IN_DOUBT, INVALID), True),  # the first may have arrived all the same
        ((IN_DOUBT, None), False),
        ((AWAY,), True),
        ((REFUSED,), False),
        ((AWAY, REFUSED), False),
        ((INVALID,), False),
        ((KEPT,), False),  # it waits under that key
        ((None,), False),
    ],
)
def test_a_key_stays_while_the_write_may_have_arrived(
    runtime: Runtime, owner: QObject, errors: tuple[Exception | None, ...], stays: bool
) -> None:
    writes = Writes()
    key = writes.key("bid", 400)
    assert writes.key("bid", 400) == key
    assert writes.key("another", 400) != key
    after(runtime, owner, writes, *errors)
    assert (writes.key("bid", 400) == key) is stays


def test_another_content_has_another_key(runtime: Runtime, owner: QObject) -> None:
    writes = Writes()
    key = writes.key("bid", 400)
    after(runtime, owner, writes, IN_DOUBT)
    assert writes.key("bid", 380) != key


def test_what_comes_back_keeps_its_key_however_it_is_changed(runtime: Runtime, owner: QObject) -> None:
    writes = Writes()
    key = writes.key("other")
    writes.reuse("bid", key)
    assert writes.key("bid", 400) == key
    after(runtime, owner, writes, REFUSED)
    assert writes.key("bid", 380) == key
    after(runtime, owner, writes, None)
    assert writes.key("bid", 380) != key
    writes.reuse("bid", key)
    writes.forget("bid")
    assert writes.key("bid") != key

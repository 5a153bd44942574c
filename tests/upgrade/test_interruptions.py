"""An upgrade that is killed goes on where it was, and one that has to wait for somebody makes nobody wait for long."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from medport_desktop.data.connection import scram
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.revisions import MADE_FOR
from medport_desktop.silos.demo.people import PASSWORD
from medport_desktop.silos.migrations import chain, locks
from medport_desktop.silos.migrations.upgrade import plan, upgrade
from medport_desktop.silos.problem import ServerProblem
from tests.releases.restore import FrozenTrio
from tests.support import until
from tests.upgrade.looking import rows_of
from tests.upgrade.people import DISPATCHER

E = Silo.EMS
LONGEST_QUEUE_S = 2.0
"""What somebody may wait behind an upgrade: its 0.8 s, and what this machine adds."""


class Killed(BaseException):
    """The program is gone in the middle of an upgrade."""


class Killer:
    """Ends the program, with its connection, before the given statement."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        execute = psycopg.Connection.execute
        self._left = -1

        def counted(connection: Any, *arguments: Any, **options: Any) -> Any:
            self._left -= 1
            if self._left == 0:
                connection.close()
                raise Killed
            return execute(connection, *arguments, **options)

        monkeypatch.setattr(psycopg.Connection, "execute", counted)

    def kills(self, statements: int, work: Callable[[], object]) -> bool:
        """Whether the work was killed before its end."""
        self._left = statements
        try:
            work()
        except (Killed, psycopg.OperationalError):  # what tidies up meets the closed connection
            if self._left > 0:
                raise
            return True
        self._left = -1
        return False


def _locked(old: FrozenTrio) -> bool:
    """Whether an upgrade still has its lock."""
    with old.connect(E) as ems:
        return ems.execute("select from pg_locks where locktype = 'advisory'").fetchone() is not None


def test_an_upgrade_that_is_killed_again_and_again_comes_to_its_end(
    old: FrozenTrio, monkeypatch: pytest.MonkeyPatch
) -> None:
    columns, before = rows_of(old.urls[E])
    killer = Killer(monkeypatch)
    survived, statements = 0, 2
    while killer.kills(statements, lambda: upgrade(E, old.urls[E])):
        survived += 1
        statements = statements * 3 // 2 + 1
        until(lambda: not _locked(old))  # the server ends what was killed in its own time
    assert survived >= 8
    assert not plan(E, old.urls[E])
    assert rows_of(old.urls[E], columns)[1] == before
    with old.connect(E, "postgres") as server:
        left = server.execute("select datname from pg_database where datname like '%wanted%'").fetchall()
    assert left == []


def _person(old: FrozenTrio) -> psycopg.Connection:
    """A console of release 1.0.0: it does not say for which revision it was made."""
    return psycopg.connect(
        make_conninfo(old.urls.for_people()[E], user=scram.role_name(DISPATCHER), password=PASSWORD), autocommit=True
    )


def test_consoles_that_are_too_old_are_ended_by_the_upgrade_that_is_repeated(
    old: FrozenTrio, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An upgrade that is killed at the last moment serves the new consoles already."""

    def killed(*_arguments: object) -> None:
        raise Killed

    with _person(old) as console:
        with monkeypatch.context() as patch:
            patch.setattr("medport_desktop.silos.migrations.upgrade._end_consoles", killed)
            with pytest.raises(Killed):
                upgrade(E, old.urls[E])
        console.execute("select 1")
        upgrade(E, old.urls[E])
        with pytest.raises(psycopg.errors.AdminShutdown):
            console.execute("select 1")
    with _person(old) as somebody:
        upgrade(E, old.urls[E])  # there is nothing to do
        somebody.execute("select 1")


def test_a_check_after_the_revisions_alone_still_says_that_consoles_are_ended(old: FrozenTrio) -> None:
    chain.run(E, lambda: psycopg.connect(old.urls[E]), MADE_FOR)
    assert plan(E, old.urls[E]).closes_consoles
    with _person(old) as console:
        upgrade(E, old.urls[E])
        with pytest.raises(psycopg.errors.AdminShutdown):
            console.execute("select 1")
    assert not plan(E, old.urls[E]).closes_consoles


def test_an_index_that_an_interruption_left_broken_is_built_again(old: FrozenTrio) -> None:
    chain.run(E, lambda: psycopg.connect(old.urls[E]), "0002")
    with old.connect(E) as connection:
        connection.execute(
            "create index dead_letter_waiting on events.dead_letter (subject, event_id)"
            " where awaits is not null and resolved_at is null"
        )
        connection.execute(
            "update pg_index set indisvalid = false where indexrelid = 'events.dead_letter_waiting'::regclass"
        )
    upgrade(E, old.urls[E])
    assert not plan(E, old.urls[E])


def test_somebody_s_open_transaction_delays_the_upgrade_and_nobody_else(old: FrozenTrio) -> None:
    query = "select count(*) from events.dead_letter"
    waited: list[float] = []
    with old.connect(E) as holder, old.connect(E) as other, ThreadPoolExecutor(1) as pool:
        with holder.transaction():
            holder.execute(query)
            running = pool.submit(upgrade, E, old.urls[E])
            until(lambda: other.execute(_WAITS_FOR_A_LOCK).fetchone())
            end = time.monotonic() + 3 * LONGEST_QUEUE_S
            while time.monotonic() < end:
                begun = time.monotonic()
                other.execute(query)
                waited.append(time.monotonic() - begun)
            assert not running.done()
        steps = running.result()
    assert [step.name for step in steps][:2] == ["0002", "0003"]
    assert max(waited) < LONGEST_QUEUE_S
    assert not plan(E, old.urls[E])


def test_an_upgrade_that_waits_in_vain_says_for_whom(old: FrozenTrio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "PATIENCE_S", 1.0)
    with old.connect(E) as holder, holder.transaction():
        holder.execute("select count(*) from events.dead_letter")
        with pytest.raises(ServerProblem, match="others hold what the upgrade needs") as raised:
            upgrade(E, old.urls[E])
        assert f"process {holder.info.backend_pid}" in raised.value.hint
    upgrade(E, old.urls[E])


def test_one_upgrade_at_a_time_works_on_a_silo(old: FrozenTrio) -> None:
    with old.connect(E) as other:
        other.execute("select pg_advisory_lock(7364003)")
        with pytest.raises(ServerProblem, match="is being upgraded already"):
            upgrade(E, old.urls[E])


_WAITS_FOR_A_LOCK = (
    "select 1 from pg_stat_activity where application_name = 'medport upgrade' and wait_event_type = 'Lock'"
)

"""Each error of the databases becomes the sentence that fits it; bugs stay bugs."""

import socket
import threading
from collections.abc import Callable
from time import monotonic
from typing import Any
from uuid import uuid4

import psycopg
import pytest
import sqlalchemy.exc
from sqlalchemy import Connection, text

from medport_desktop.data.connection import errors
from medport_desktop.data.connection.address import Address
from medport_desktop.data.connection.credential import Credential
from medport_desktop.data.connection.engines import Database
from medport_desktop.data.connection.errors import connection_error, translate
from medport_desktop.data.connection.manager import DatabaseManager
from medport_desktop.data.stores.hospital import HospitalStore
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.errors import (
    AccountDisabled,
    MedPortError,
    NotAllowed,
    Refused,
    SiloAway,
    SiloUnproven,
    WrongPassword,
)
from tests.data.world import DESK, World
from tests.support import WAIT_S, until

SignIn = Callable[[str], DatabaseManager]


class Attempt:
    """What psycopg knows of an attempt that failed."""

    def __init__(self, used_password: bool) -> None:
        self.used_password = used_password


def failed(message: str, *, asked: bool) -> psycopg.OperationalError:
    pgconn: Any = Attempt(asked)
    return psycopg.OperationalError(f"connection failed: {message}", pgconn=pgconn)


AT = 'connection to server at "10.0.0.1", port 5432 failed: '


@pytest.mark.parametrize(
    ("message", "asked", "expected"),
    [
        (AT + 'FATAL:  password authentication failed for user "mp_1"', True, WrongPassword),
        (AT + "fe_sendauth: no password supplied", True, WrongPassword),
        (AT + "FATAL:  Passwort-Authentifizierung für Benutzer »mp_1« fehlgeschlagen", True, WrongPassword),
        (AT + 'FATALE:  autenticazione con password fallita per l\'utente "mp_1"', True, WrongPassword),
        (AT + 'ВАЖНО:  пользователь "mp_1" не прошёл проверку подлинности', True, WrongPassword),
        (AT + 'FATAL:  role "mp_1" is not permitted to log in', True, AccountDisabled),
        (AT + "FATAL:  sorry, too many clients already", False, SiloAway),
        (AT + 'FATAL:  too many connections for role "mp_1"', True, SiloAway),
        (AT + "FATAL:  the database system is starting up", False, SiloAway),
        (AT + "ВАЖНО:  система баз данных запускается", False, SiloAway),
        (AT + 'FATAL:  database "ems" does not exist', True, SiloAway),
        (AT + "FATAL:  the database system is shutting down", True, SiloAway),
        (AT + "server closed the connection unexpectedly", True, SiloAway),
        (AT + "Connection refused\n\tIs the server running on that host?", False, SiloAway),
        (AT + "timeout expired", False, SiloAway),
        (AT + "SSL error: certificate verify failed", False, SiloUnproven),
        ("failed to resolve host 'nix.invalid': [Errno -2] Name or service not known", False, SiloAway),
        ("connection timeout expired", False, SiloAway),
    ],
)
def test_failed_connections(message: str, asked: bool, expected: type[MedPortError]) -> None:
    meaning = connection_error(failed(message, asked=asked), Silo.CENTER)
    assert type(meaning) is expected
    assert meaning.sentence.endswith(".")
    assert "mp_1" not in meaning.sentence


def test_a_silo_that_lacks_the_account_is_away_for_the_center_decides() -> None:
    error = failed(AT + 'FATAL:  password authentication failed for user "mp_1"', asked=True)
    meaning = connection_error(error, Silo.EMS)
    assert isinstance(meaning, SiloAway)
    assert "has not reached" in meaning.sentence


def test_a_false_certificate_is_told_as_one() -> None:
    error = failed(AT + 'server certificate for "a" does not match host name "b"', asked=False)
    assert "prove" in connection_error(error, Silo.EMS).sentence


@pytest.fixture
def database(sign_in: SignIn) -> Database:
    return sign_in(DESK).databases[Silo.HOSPITAL]


def raised(database: Database, statement: str) -> Exception:
    with pytest.raises(Exception) as caught, database.write() as connection:  # noqa: PT011 - any
        connection.execute(text(statement))
    return caught.value


def test_a_missing_right_is_not_allowed(database: Database) -> None:
    assert isinstance(raised(database, "select * from medport.patient"), NotAllowed)
    assert isinstance(raised(database, "delete from medport.transport_request"), NotAllowed)


def test_our_own_codes_carry_sentence_hint_field_and_code(database: Database) -> None:
    statement = (
        "do $$ begin raise exception 'No.' using errcode = 'MP005', column = 'special_requirements_note',"
        " hint = 'Do this.'; end $$"
    )
    error = raised(database, statement)
    assert isinstance(error, Refused)
    assert (error.sentence, error.hint, error.field, error.code) == (
        "No.",
        "Do this.",
        "special_requirements_note",
        "MP005",
    )
    forbidden = raised(database, "do $$ begin raise exception 'Not you.' using errcode = 'MP006'; end $$")
    assert isinstance(forbidden, NotAllowed)
    assert forbidden.sentence == "Not you."


def test_values_that_cannot_be_kept_are_refused(database: Database) -> None:
    overflow = raised(database, "select 99999999999999::integer")
    assert isinstance(overflow, Refused)
    assert overflow.code == "22003"


def test_a_slow_statement_is_given_up(database: Database) -> None:
    def sleep() -> None:
        with database.write() as connection:
            connection.execute(text("set local statement_timeout = 20"))
            connection.execute(text("select pg_sleep(5)"))

    with pytest.raises(SiloAway, match="in time"):
        sleep()


def test_bugs_stay_bugs(database: Database) -> None:
    error = raised(database, "select nonsense from nowhere")
    assert isinstance(error, sqlalchemy.exc.ProgrammingError)
    assert translate(KeyError("x"), Silo.EMS).args == ("x",)


def test_errors_do_not_quote_parameters(database: Database) -> None:
    with pytest.raises(sqlalchemy.exc.ProgrammingError) as caught, database.write() as connection:
        connection.execute(text("select nonsense where 'a' = :name"), {"name": "Jane Doe"})
    assert "Jane" not in str(caught.value)


def end_own_backend(world: World, connection: Connection) -> None:
    pid = connection.execute(text("select pg_backend_pid()")).scalar()
    world.execute(Silo.HOSPITAL, "select pg_terminate_backend(%s)", pid)
    until(lambda: not world.execute(Silo.HOSPITAL, "select 1 from pg_stat_activity where pid = %s", pid))


def test_a_connection_that_dies_in_the_block_did_nothing(database: Database, world: World) -> None:
    def die() -> None:
        with database.write() as connection:
            end_own_backend(world, connection)
            connection.execute(text("select 1"))

    with pytest.raises(SiloAway) as caught:
        die()
    assert not caught.value.maybe_done
    with database.read() as connection:
        assert connection.execute(text("select 1")).scalar() == 1


def test_a_connection_that_dies_during_commit_may_have_written(database: Database, world: World) -> None:
    with pytest.raises(SiloAway) as caught, database.write() as connection:
        end_own_backend(world, connection)
    assert caught.value.maybe_done


def test_lock_waits_end_as_a_conflict(database: Database, world: World) -> None:
    key = uuid4()
    HospitalStore(database).enter_trip(key, world.new_trip())

    def change_in_a_hurry() -> None:
        with database.write() as connection:
            connection.execute(text("set local lock_timeout = 20"))
            connection.execute(text("update transport_request set priority = 'LOW' where id = :id"), {"id": key})

    with world.superuser(Silo.HOSPITAL) as other, other.transaction():
        other.execute("select from medport.transport_request where id = %s for update", (key,))
        with pytest.raises(Refused, match="Somebody else"):
            change_in_a_hurry()


def test_a_busy_pool_is_told(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database.engine.pool, "_timeout", 0.05)
    go_on, inside = threading.Event(), threading.Semaphore(0)

    def hold() -> None:
        with database.read():
            inside.release()
            go_on.wait(WAIT_S)

    holders = [threading.Thread(target=hold) for _ in range(6)]
    for holder in holders:
        holder.start()
    for _ in holders:
        assert inside.acquire(timeout=5)
    try:
        with pytest.raises(SiloAway, match="busy"), database.read():
            pass
    finally:
        go_on.set()
        for holder in holders:
            holder.join()


def test_a_silo_that_does_not_answer_holds_one_worker_and_not_all() -> None:
    """The others are told at once that it is away."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"postgresql://127.0.0.1:{silent.getsockname()[1]}/x"
        database = Database(Address.parse(Silo.EMS, url), Credential("mp_x", password="x"))
        waits: list[float] = []

        def ask() -> None:
            start = monotonic()
            with pytest.raises(SiloAway), database.read():
                pass
            waits.append(monotonic() - start)

        ask()
        askers = [threading.Thread(target=ask) for _ in range(5)]
        for asker in askers:
            asker.start()
        for asker in askers:
            asker.join()
        assert sum(wait > 1 for wait in waits[1:]) <= 1
        database.close()


def test_unique_keys_and_missing_values_are_worded(world: World) -> None:
    def meaning(statement: str) -> MedPortError:
        with world.superuser(Silo.HOSPITAL) as connection, pytest.raises(psycopg.Error) as caught:
            connection.execute(statement.encode())
        error = translate(caught.value, Silo.HOSPITAL)
        assert isinstance(error, MedPortError)
        return error

    missing = meaning("insert into medport.trip_note (trip_id, text) values (null, 'x')")
    assert isinstance(missing, Refused)
    assert missing.field == "trip_id"
    dangling = meaning(f"insert into medport.trip_note (trip_id, text) values ('{uuid4()}', 'x')")
    assert isinstance(dangling, Refused)
    assert "does not exist any more" in dangling.sentence


def test_the_indexes_that_have_the_last_word_say_what_happened(world: World) -> None:
    names = {
        "assignment_one_holder",
        "assignment_one_trip",
        "shift_handoff_open",
        "transport_bid_live",
        "unit_agency_id_unit_number_key",
        "trip_award_live",
    }
    there = {
        name
        for silo in Silo
        for (name,) in world.execute(silo, "select indexname from pg_indexes where schemaname = 'medport'")
    }
    assert names == set(errors._TAKEN)
    assert names <= there
    with world.superuser(Silo.HOSPITAL) as connection, pytest.raises(psycopg.Error) as caught:
        connection.execute(
            "do $$ begin raise unique_violation using constraint = 'trip_award_live', table = 'trip_award'; end $$"
        )
    meaning = translate(caught.value, Silo.HOSPITAL)
    assert isinstance(meaning, Refused)
    assert meaning.sentence == "This trip was awarded a moment ago."

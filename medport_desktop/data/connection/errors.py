"""The one translation from the databases' errors to sentences. What it does not know is our own bug and stays as is.

A connection that fails has no SQLSTATE: libpq makes one message of the server's answer and keeps the code to itself
(psycopg's `pgconn` gives no way to libpq's error verbosity), and the message is in the server's language. What does
not depend on language: a refused or unreachable address is libpq's own message; a server's answer has its severity
and two spaces (`FATAL:  `); and `used_password` tells whether it came after the server had asked for the password.
So an answer after that question is about the account, unless it is one of the few others, known in English.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import sqlalchemy.exc

from medport_desktop.domain.enums import Silo
from medport_desktop.domain.errors import (
    AccountDisabled,
    AccountUnknown,
    ConsoleTooOld,
    MedPortError,
    NotAllowed,
    Refused,
    SiloAway,
    SiloUnproven,
    WrongPassword,
)

_WRONG_PASSWORD = re.compile(r"(password|SCRAM) authentication failed|no password supplied")
_DISABLED = re.compile(r"is not permitted to log in|is not currently valid|permission denied for database")
_FULL = re.compile(r"too many (clients|connections)|remaining connection slots")
_NOT_THE_ACCOUNT = re.compile(
    r"database \"[^\"]*\" (does not exist|is not currently accepting)|starting up|shutting down|in recovery mode"
    r"|terminating connection|reserved|out of memory|could not|cannot"
)
_SERVER_SPOKE = re.compile(r" failed: [^\s:]+:  ")
_IDENTITY = re.compile(r"failed to verify|certificate|does not match host name|SSL", re.IGNORECASE)
_AUTHORITY = re.compile(r"root certificate file \"([^\"]+)\"")

_CONFLICTS = frozenset({"40001", "40P01", "55P03"})
"""Serialization failure, deadlock, lock timeout: nothing was written, and the same again may well succeed."""
_AWAY_CLASSES = ("08", "53", "57", "58")
"""Connection exception, insufficient resources, operator intervention, system error."""
_AWAY_CODES = frozenset({"25006", "25P03", "57P05"})
"""Read-only transaction (a standby after a fail-over), and the two idle time-outs."""
_FORBIDDEN = "42501"
"""A missing grant, or a row that row-level security does not admit."""
_TOO_SLOW = "57014"
_BAD_VALUE_CLASSES = ("22", "23")
_DUPLICATE = "23505"
_MISSING = "23502"
_DANGLING = "23503"
_TAKEN = {
    "assignment_one_holder": "Another agency took this trip a moment ago.",
    "assignment_one_trip": "That unit was given another trip a moment ago.",
    "transport_bid_live": "This agency has bid on that trip already.",
    "trip_award_live": "This trip was awarded a moment ago.",
    "unit_agency_id_unit_number_key": "The agency has a unit of that number already.",
    "shift_handoff_open": "Another handoff was opened a moment ago.",
}
"""The unique indexes that have the last word when two people do the same at the same moment."""


def connection_error(error: psycopg.Error, silo: Silo) -> MedPortError:
    """Return what a failed attempt to connect means."""
    text = str(error)
    asked = bool(error.pgconn is not None and error.pgconn.used_password)
    if _DISABLED.search(text):
        return AccountDisabled("This account is disabled.", "Ask your manager or the transport center to enable it.")
    if _FULL.search(text):
        return SiloAway(silo, f"The {silo.label} database takes no more connections just now.")
    if _WRONG_PASSWORD.search(text) or (asked and _SERVER_SPOKE.search(text) and not _NOT_THE_ACCOUNT.search(text)):
        return _unknown_account(silo)
    if unreadable := _AUTHORITY.search(text):
        return SiloUnproven(silo, unreadable[1])
    if _IDENTITY.search(text):
        return SiloUnproven(silo)
    return SiloAway(silo)


def _unknown_account(silo: Silo) -> MedPortError:
    if silo is Silo.CENTER:
        return WrongPassword("The e-mail or the password is wrong.", "Check both; the password is case-sensitive.")
    # The center decides who has an account; elsewhere it only has not arrived yet.
    return AccountUnknown(
        silo,
        f"Your account, or its new password, has not reached the {silo.label} database yet.",
        "It arrives by itself; if this lasts, tell your administrator.",
    )


def translate(error: Exception, silo: Silo, *, committing: bool = False) -> Exception:
    """Return the domain's error for `error`, or `error` itself if it is a bug of ours.

    `committing`: COMMIT had been sent, so a connection that broke leaves it open whether the write happened.
    """
    if isinstance(error, sqlalchemy.exc.TimeoutError):
        return SiloAway(silo, f"The {silo.label} database is busy.")
    cause = error.orig if isinstance(error, sqlalchemy.exc.DBAPIError) else error
    if isinstance(cause, MedPortError) or not isinstance(cause, psycopg.Error):
        return cause if isinstance(cause, MedPortError) else error
    code = cause.sqlstate
    if code is None and isinstance(cause, psycopg.DataError):  # the driver would not send it: a NUL in a text
        return _unsendable()
    if code is None:
        lost = isinstance(cause, (psycopg.OperationalError, psycopg.InterfaceError))
        return SiloAway(silo, maybe_done=committing) if lost else error
    return _by_code(code, cause, silo, committing=committing) or error


def _unsendable() -> Refused:
    return Refused("A text has a character that cannot be kept.", "Type it again; nothing was saved.", code="22021")


def _by_code(code: str, error: psycopg.Error, silo: Silo, *, committing: bool) -> MedPortError | None:
    diag = error.diag
    meaning: MedPortError | None = None
    if code == "MP006":
        meaning = NotAllowed(diag.message_primary or "You may not do this.", diag.message_hint or "")
    elif code == "MP008":
        meaning = ConsoleTooOld(diag.message_primary or "This console is too old.", diag.message_hint or "")
    elif code.startswith("MP"):
        meaning = Refused(diag.message_primary or "", diag.message_hint or "", _field(diag), code)
    elif code == _FORBIDDEN:
        meaning = NotAllowed("You may not do this.", "Ask your manager if you should be able to.")
    elif code == _TOO_SLOW:
        meaning = SiloAway(silo, f"The {silo.label} database did not answer in time.")
    elif code in _CONFLICTS:
        meaning = Refused("Somebody else was changing the same thing.", "Look at it again and try again.", code=code)
    elif code.startswith(_AWAY_CLASSES) or code in _AWAY_CODES:
        meaning = SiloAway(silo, maybe_done=committing)
    elif code.startswith(_BAD_VALUE_CLASSES):
        meaning = _bad_value(code, error)
    return meaning


def _bad_value(code: str, error: psycopg.Error) -> Refused:
    if error.diag.constraint_name in _TAKEN:
        return Refused(_TAKEN[error.diag.constraint_name], "The board shows what there is now.", code=code)
    field = _field(error.diag)
    name = field.replace("_", " ")
    if code == _DUPLICATE:
        sentence = f"That {name or 'entry'} exists already."
    elif code == _MISSING:
        sentence = f"The {name or 'form'} must be filled in."
    elif code == _DANGLING:
        sentence = f"What was chosen as {name or 'an entry'} does not exist any more."
    else:
        sentence = f"The {name} is not a value that can be kept." if name else "A value cannot be kept as it is."
    return Refused(sentence, "Correct it and send it again; nothing was saved.", field, code)


_CONSTRAINT_SUFFIX = re.compile(r"_(check|key|fkey|not_null|pkey|excl)\d*$")
_FORM_FIELDS = {
    "agency_id": "organisation",
    "bid_amount": "amount",
    "destination_facility_id": "destination",
    "destination_text": "destination",
    "hospital_id": "organisation",
    "text": "note",
    "unit_id": "unit",
}
"""Columns that forms know by another name (services.validation)."""


def _field(diag: psycopg.errors.Diagnostic) -> str:
    """The form's field at fault: the server names the column, or the constraint (`<column>`, or PostgreSQL's own
    `<table>_<column>_check`)."""
    column = diag.column_name or _CONSTRAINT_SUFFIX.sub("", diag.constraint_name or "")
    if diag.table_name:
        column = column.removeprefix(f"{diag.table_name}_")
    return _FORM_FIELDS.get(column, column)


@contextmanager
def translating(silo: Silo) -> Iterator[None]:
    """Raise the domain's errors for whatever the databases raise in the block; bugs pass unchanged."""
    try:
        yield
    except UnicodeEncodeError as error:  # half of a UTF-16 pair: no encoding has it
        raise _unsendable() from error
    except (sqlalchemy.exc.SQLAlchemyError, psycopg.Error) as error:
        translated = translate(error, silo)
        if translated is error:
            raise
        raise translated from error

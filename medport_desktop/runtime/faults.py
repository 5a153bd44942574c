"""Our own bugs: kept apart from the environment's errors, given a number, logged without patient data."""

import logging
import secrets
import traceback
from types import TracebackType
from typing import Self

from medport_desktop import __version__
from medport_desktop.domain.errors import MedPortError

_log = logging.getLogger(__name__)

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without the letters and digits that are mistaken for one another on the phone."""


class Fault(MedPortError):
    """A bug of ours, ready to be shown: the reference is in the log beside the same details.

    An exception's text can quote what a person typed (a KeyError its key, a database error the row), so neither
    the details nor the log hold it: only types, SQLSTATEs and places in the code.
    """

    def __init__(self, reference: str, details: str) -> None:
        """Use `Fault.of`."""
        super().__init__(
            f"Something went wrong in the program. Nothing else is affected (reference {reference}).",
            "Try again; if it happens again, copy the details and send them to your administrator.",
        )
        self.reference = reference
        self.details = details

    @classmethod
    def of(cls, error: BaseException) -> Self:
        """Number, log and wrap `error`."""
        reference = "B-" + "".join(secrets.choice(_ALPHABET) for _ in range(6))
        details = f"Reference {reference}, MedPort {__version__}\n{describe(error)}"
        _log.error("%s", details)
        return cls(reference, details)


def describe(error: BaseException) -> str:
    """The chain of exceptions by type, SQLSTATE and place in the code, outermost last; no messages, no values."""
    parts: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        parts.append(_describe_one(current))
        hidden = current.__suppress_context__
        current = current.__cause__ or (None if hidden else current.__context__)
    return "\ncaused\n".join(reversed(parts))


def _describe_one(error: BaseException) -> str:
    kind = type(error)
    state = getattr(error, "sqlstate", None)
    title = f"{kind.__module__}.{kind.__qualname__}" + (f" (SQLSTATE {state})" if state else "")
    return "\n".join([title, *_frames(error.__traceback__)])


def _frames(tb: TracebackType | None) -> list[str]:
    return [
        f"  {frame.f_globals.get('__name__', '?')}:{line} {frame.f_code.co_name}"
        for frame, line in traceback.walk_tb(tb)
    ]

"""What a text or a time must be before it is sent: printable, not too long, readable again by everybody."""

import re
from datetime import UTC, datetime

from medport_desktop.domain.errors import InvalidForm
from medport_desktop.domain.written.limits import longest

EARLIEST, LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
"""Times beyond these are slips. The databases have the same bounds: Python, and so every console, reads no time after
the year 9999, and one such row would keep a whole board from being read."""

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters but tab and new line, those that turn the direction of writing, and halves of a UTF-16 pair. The
silos refuse the same in every text that a person writes (medport.on_text)."""


def is_unprintable(text: str) -> bool:
    """Whether it has a character that cannot be stored, or that would change how the text is shown."""
    return _UNPRINTABLE.search(text) is not None


def text_error(text: str, most: int) -> str:
    """A sentence on what is wrong with a text, or ''."""
    if len(text) > most:
        return f"This has at most {most:,} characters; it has {len(text):,}."
    if is_unprintable(text):
        return "This has a character that cannot be printed; type it again."
    return ""


def add_text_errors(errors: dict[str, str], table: str, **texts: str) -> None:
    """Add what is wrong with each text, by the limit of that table's column, where nothing is said of it yet."""
    for field, text in texts.items():
        error = text_error(text.strip(), longest(f"{table}.{field}"))
        if error:
            errors.setdefault(field, error)


def check_note(note: str, column: str = "transport_request.cancellation_note", field: str = "note") -> None:
    """Raise InvalidForm where a note cannot be kept in that column; the notes beside all coded reasons are alike."""
    if error := text_error(note.strip(), longest(column)):
        raise InvalidForm({field: error})


def add_time_errors(errors: dict[str, str], **moments: datetime | None) -> bool:
    """Add a sentence for each time that is none; whether there is one, which is then not to be compared."""
    for field, moment in moments.items():
        if moment is not None and (moment.tzinfo is None or not EARLIEST < moment < LATEST):
            errors[field] = "This is not a time that can be kept; enter it again."
    return any(field in errors for field in moments)

"""What a text or a time must be before it is sent: printable, not too long, readable again by everybody."""

import re
from datetime import UTC, datetime

from medport_desktop.domain.errors import InvalidForm

LONGEST = {
    "mrn": 40,
    "name": 200,
    "destination": 300,
    "pickup_location": 200,
    "contact_phone": 40,
    "special_requirements_note": 2000,
    "special_notes": 1000,
    "address": 200,
    "city": 100,
    "phone": 40,
    "contact_name": 200,
    "rule": 500,
    "zone": 60,
}
"""Characters of a form's fields; the databases keep no longer ones."""
LONGEST_REASON_NOTE = 2000
"""Characters of the note beside a coded reason."""
LONGEST_TRIP_NOTE = 4000
"""Characters of a line that is added to a trip."""

EARLIEST, LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
"""Times beyond these are slips. The databases have the same bounds: Python, and so every console, reads no time after
the year 9999, and one such row would keep a whole board from being read."""

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters but tab and new line, and halves of a UTF-16 pair, which are no text."""


def is_unprintable(text: str) -> bool:
    """Whether it has a character that cannot be stored, or that would change how the text is shown."""
    return _UNPRINTABLE.search(text) is not None


def text_error(text: str, longest: int) -> str:
    """A sentence on what is wrong with a text, or ''."""
    if len(text) > longest:
        return f"This has at most {longest:,} characters; it has {len(text):,}."
    if is_unprintable(text):
        return "This has a character that cannot be printed; type it again."
    return ""


def add_text_errors(errors: dict[str, str], **texts: str) -> None:
    """Add what is wrong with each field's text, by the field's limit in LONGEST, where nothing is said of it yet."""
    for field, text in texts.items():
        error = text_error(text.strip(), LONGEST[field])
        if error:
            errors.setdefault(field, error)


def check_note(note: str, longest: int = LONGEST_REASON_NOTE, field: str = "note") -> None:
    """Raise InvalidForm where a note cannot be kept."""
    if error := text_error(note.strip(), longest):
        raise InvalidForm({field: error})


def add_time_errors(errors: dict[str, str], **moments: datetime | None) -> bool:
    """Add a sentence for each time that is none; whether there is one, which is then not to be compared."""
    for field, moment in moments.items():
        if moment is not None and (moment.tzinfo is None or not EARLIEST < moment < LATEST):
            errors[field] = "This is not a time that can be kept; enter it again."
    return any(field in errors for field in moments)

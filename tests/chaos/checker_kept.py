"""What consoles kept while a silo was away: sent once, or a person is asked. None is lost."""

from collections.abc import Iterator, Sequence

from medport_desktop.domain.enums import Silo
from tests.chaos.journal import Entry, Op, Outcome
from tests.chaos.picture import Picture

_REMEMBERED = {
    Op.CANCEL: Silo.HOSPITAL,
    Op.WITHDRAW: Silo.EMS,
    Op.PROGRESS: Silo.EMS,
    Op.UNIT: Silo.EMS,
}
"""Changes of a row that is there already: their silo remembers the key. What is made has its key as its id."""

Found = Iterator[tuple[str, str | None]]


def kept_are_sent(picture: Picture, journal: Sequence[Entry]) -> Found:
    """After healing nothing waits, and the silo remembers just the changes that were sent."""
    for entry in journal:
        trip = str(entry.trip) if entry.trip else None
        if entry.outcome is Outcome.KEPT:
            yield f"a kept {entry.op} of {entry.row} waits still", trip
        elif entry.key is not None and entry.op in _REMEMBERED:
            remembered = (str(entry.who), str(entry.key)) in picture.delivered[_REMEMBERED[entry.op]]
            if remembered != (entry.outcome is Outcome.DONE):
                yield f"a kept {entry.op} of {entry.row} was {entry.outcome}, and its silo has it: {remembered}", trip

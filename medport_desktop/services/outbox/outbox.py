"""Writes: sent, or kept while a silo is away, then delivered once or shown to the person for review.

The rules. The kept writes of a silo are sent in the order in which they were asked for, and before anything newer. What
the silo refuses, because the facts have changed, is not tried again: the person sees the sentence and decides. The same
holds for what is older than a day. Nothing is sent for anybody but the person whose outbox it is: its store gives only
that person's writes, and the connections to the silos are that person's own. Several consoles of the person on one
workstation share the store: each sees what the others keep, and one at a time sends it.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Lock
from typing import Protocol
from uuid import UUID

from medport_desktop.data.stores.ems import EmsStore
from medport_desktop.data.stores.hospital import HospitalStore
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.errors import KeptForLater, MedPortError, NotKept, Refused, SignInFailed, SiloAway
from medport_desktop.domain.kept_writes import (
    AddNote,
    CancelTrip,
    Command,
    DeclineTrip,
    EnterTrip,
    KeptWrite,
    MoveTrip,
    SetUnitStatus,
    SubmitBid,
    WithdrawBid,
    same_act,
)
from medport_desktop.domain.trips import Trip

MOST = 200
"""How many writes are kept for one person."""
SENT_BY_ITSELF_FOR = timedelta(hours=24)
"""What is older is sent only when the person says so again."""
SENT_AT_ALL_FOR = timedelta(days=14)
"""What is older cannot be sent any more: the silos remember for 30 days what they were sent (delivered)."""

_DUPLICATE = "23505"
_TOO_OLD = ("It has waited for more than a day.", "Send it again if it still holds, or delete it.")
_AGAIN = "Send it again when the light is live."


class KeptStore(Protocol):
    """Where one person's kept writes are (`data.workstation.outbox_folder.OutboxFolder`).

    May be slow: never on the GUI thread.
    """

    unread: int
    """How many were there that could not be read, when last loaded."""

    def load(self) -> list[KeptWrite]:
        """All that can be read."""

    def put(self, kept: KeptWrite) -> None:
        """Write it, whole or not at all. Raises NotKept with the reason."""

    def holds(self, key: UUID) -> bool:
        """Whether it is there still."""

    def remove(self, key: UUID) -> None:
        """Forget it; one that is not there is passed over."""

    def sending(self) -> AbstractContextManager[None]:
        """Waits until no other console of the person sends what is kept, but not for ever: twice is harmless."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """What became of a kept write: sent, or refused with the sentence in `kept`."""

    kept: KeptWrite
    sent: bool


class Outbox:
    """Sends a person's writes. Its methods may wait for a silo and are called in workers, in several at once."""

    def __init__(
        self, store: KeptStore | None, hospital: HospitalStore, ems: EmsStore, clock: Callable[[], datetime]
    ) -> None:
        """Without a `store` nothing is kept: then a silo that is away is an error. `clock` gives the aware time now."""
        self._store = store
        self._hospital = hospital
        self._ems = ems
        self._clock = clock
        self._kept: dict[UUID, KeptWrite] = {}
        self._unwritten: dict[UUID, KeptWrite] = {}
        """Later states of what is in the store, for which it had no room."""
        self._facts = Lock()
        """Held for moments only: `kept()` is asked on the GUI thread."""
        self._storing = Lock()
        """Held while the store is read or written, so that both always say the same."""
        self._delivering = Lock()
        self.changed: Callable[[], None] = lambda: None
        """Called in any thread whenever `kept()` gives something else than before."""

    # -- what is there ----------------------------------------------------------------------------------
    @property
    def keeps(self) -> bool:
        """Whether anything is ever kept."""
        return self._store is not None

    @property
    def unread(self) -> int:
        """How many are kept that cannot be read: the workstation's keyring is locked, or is not the one it was."""
        return self._store.unread if self._store is not None else 0

    def kept(self) -> tuple[KeptWrite, ...]:
        """Everything that has been loaded or kept, oldest first. Waits for nothing."""
        with self._facts:
            return tuple(sorted(self._kept.values(), key=lambda kept: (kept.tried_at, kept.command.key)))

    def look(self) -> None:
        """Read what earlier sessions have kept, and what other consoles of the person keep, have sent or deleted."""
        if self._store is None:
            return
        with self._storing:
            found = {kept.command.key: kept for kept in self._store.load()}
            found |= {key: kept for key, kept in self._unwritten.items() if key in found}
            with self._facts:
                is_news, self._kept = found != self._kept, found
        if is_news:
            self.changed()

    # -- sending ----------------------------------------------------------------------------------------
    def send(self, command: Command, *, keep: bool = True) -> Trip | None:
        """Carry out a write now; gives the trip that was entered.

        Raises KeptForLater where its silo is away and it is kept; SiloAway where it cannot be kept, or is not to be;
        Refused and the rest as the stores do.
        """
        self.look()
        if self._waiting(command.silo):
            self.deliver(command.silo)
            if self._waiting(command.silo):
                raise self._keep(command, SiloAway(command.silo), keep=keep)
        try:
            trip = self._do(command)
        except SiloAway as error:
            raise self._keep(command, error, keep=keep) from error
        self._drop(command.key)
        return trip

    def deliver(self, silo: Silo) -> list[Delivered]:
        """Send the kept writes of that silo, oldest first, until it is away again; returns what became of each."""
        outcomes: list[Delivered] = []
        with self._delivering, self._alone():
            self.look()
            for kept in self._waiting(silo):
                if not self._is_there(kept):  # another console of the person has sent it, or deleted it
                    self._drop(kept.command.key)
                    continue
                if self._clock() - kept.tried_at > SENT_BY_ITSELF_FOR:
                    outcomes.append(self._to_review(kept, *_TOO_OLD))
                    continue
                try:
                    self._do(kept.command, late=True)
                except SiloAway as error:
                    self._write(replace(kept, maybe_done=kept.maybe_done or error.maybe_done))
                    break
                except SignInFailed:  # the account is disabled, or has another password: nothing can be sent now
                    break
                except MedPortError as error:
                    outcomes.append(self._to_review(kept, error.sentence, error.hint))
                except Exception:
                    self._to_review(kept, "The program met a fault of its own when it was sent.", "")
                    raise
                else:
                    self._drop(kept.command.key)
                    outcomes.append(Delivered(kept, sent=True))
        return outcomes

    def send_again(self, key: UUID, command: Command | None = None) -> list[Delivered]:
        """Send again what was refused or grew old, as it was or as `command`.

        Raises Refused for what is too old, or is not there any more.
        """
        self.look()
        with self._facts:
            kept = self._kept.get(key)
        if kept is None:
            raise Refused("This change does not wait any more.", "It has been sent or deleted.")
        if self._clock() - kept.tried_at > SENT_AT_ALL_FOR:
            raise Refused("This change is older than two weeks and cannot be sent any more.", "Enter it again.")
        self._write(replace(kept, command=command or kept.command, tried_at=self._clock(), refused="", hint=""))
        return self.deliver(kept.command.silo)

    def discard(self, key: UUID) -> None:
        """The person does not want it any more."""
        with self._delivering:  # what is just being sent is sent
            self._drop(key)

    # -- inside -----------------------------------------------------------------------------------------
    def _waiting(self, silo: Silo) -> list[KeptWrite]:
        return [kept for kept in self.kept() if kept.waits and kept.command.silo is silo]

    def _alone(self) -> AbstractContextManager[None]:
        return self._store.sending() if self._store is not None else nullcontext()

    def _is_there(self, kept: KeptWrite) -> bool:
        return self._store is not None and self._store.holds(kept.command.key)

    def _keep(self, command: Command, error: SiloAway, *, keep: bool) -> MedPortError:
        """Keep it for later; gives what is to be raised."""
        if self._store is None or not keep:
            return error
        others = [kept for kept in self.kept() if kept.command.key != command.key]
        if any(kept.waits and same_act(kept.command, command) for kept in others):
            return Refused("The same waits already for the silo to come back.", "Ctrl+Shift+W shows it.")
        if len(others) >= MOST:
            return _not_kept(error, NotKept(f"{MOST} changes wait already, so this one is not kept."))
        try:
            self._write(KeptWrite(command, self._clock(), error.maybe_done), must_last=True)
        except NotKept as reason:
            return _not_kept(error, reason)
        return KeptForLater(command.silo)

    def _to_review(self, kept: KeptWrite, sentence: str, hint: str) -> Delivered:
        refused = replace(kept, refused=sentence, hint=hint)
        self._write(refused)
        return Delivered(refused, sent=False)

    def _write(self, kept: KeptWrite, *, must_last: bool = False) -> None:
        """Note it. A later state that cannot be written is worth no alarm: after a restart it comes about again."""
        assert self._store is not None
        with self._storing:
            try:
                self._store.put(kept)
                self._unwritten.pop(kept.command.key, None)
            except NotKept:
                if must_last:
                    raise
                self._unwritten[kept.command.key] = kept
            with self._facts:
                self._kept[kept.command.key] = kept
        self.changed()

    def _drop(self, key: UUID) -> None:
        with self._storing:
            with self._facts:
                known = self._kept.pop(key, None)
            if known is None or self._store is None:
                return
            self._store.remove(key)
        self.changed()

    def _do(self, command: Command, *, late: bool = False) -> Trip | None:
        try:
            return self._carry_out(command, late=late)
        except Refused as error:
            if error.code != _DUPLICATE:
                raise
            return self._carry_out(command, late=late)  # another console of the person was sending it: now it is there

    def _carry_out(self, command: Command, *, late: bool) -> Trip | None:
        match command:
            case EnterTrip():
                return self._hospital.enter_trip(command.key, command.new)
            case AddNote():
                self._hospital.add_note(command.trip_id, command.text, command.key)
            case CancelTrip():
                self._hospital.cancel_trip(command.trip_id, command.reason, command.note, command.key)
            case SubmitBid():
                self._ems.submit_bid(command.key, command.new)
            case WithdrawBid():
                self._ems.withdraw_bid(command.bid_id, command.key)
            case DeclineTrip():
                self._ems.decline_trip(command.key, command.agency_id, command.trip_id, command.reason, command.note)
            case MoveTrip():
                told_late = command.happened_at if late else None
                self._ems.progress(command.assignment_id, command.expected, command.to, command.key, told_late)
            case SetUnitStatus():
                self._ems.set_unit_status(command.unit_ids, command.status, command.status_reason, command.key)
        return None


@contextmanager
def never_later(what: str) -> Iterator[None]:
    """For what is a race with others: say, where a silo is away, that it is not kept to be sent later."""
    try:
        yield
    except SiloAway as error:
        hint = f"{what} is never sent later by itself: others may have been faster. Do it when the light is live."
        raise SiloAway(error.silo, error.sentence, hint, error.maybe_done) from error


def _not_kept(error: SiloAway, reason: NotKept) -> SiloAway:
    return SiloAway(error.silo, f"{error.sentence} {reason.sentence}", _AGAIN, error.maybe_done)

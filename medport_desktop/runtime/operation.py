"""One way to run a write: what a form or an action shows meanwhile, and what it does with each outcome."""

from collections.abc import Callable, Hashable
from dataclasses import KW_ONLY, dataclass
from functools import partial
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject
from shiboken6 import isValid

from medport_desktop.domain.errors import KeptForLater, MedPortError, Refused, SiloAway
from medport_desktop.domain.ids import new_key
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.faults import Fault
from medport_desktop.services.undo import Undoable

T = TypeVar("T")
_ANY = object()
"""The content of a write that was refused before and comes back under its key, whatever was changed in it."""


class Form(Protocol):
    """A dialog or a page that asked for the write, and stays until it is done."""

    def tell(self, error: MedPortError) -> None:
        """It was not done: say why, and rest. The message bar shows a `Fault` already."""

    def close_saved(self) -> None:
        """It is done."""


@dataclass
class _Key:
    value: UUID
    content: object
    comes_back: bool = False
    in_doubt: bool = False


class Writes:
    """The writes of one part of a window, each by what it is about: which are under way, and under which key.

    A key stays with its write until the write is known to have arrived, so that a repeat cannot happen twice. A write
    that was refused gets a new one.
    """

    def __init__(self) -> None:
        self._under_way: set[Hashable] = set()
        self._keys: dict[Hashable, _Key] = {}

    def is_under_way(self, about: Hashable) -> bool:
        """Whether an answer is awaited."""
        return about in self._under_way

    @property
    def any_under_way(self) -> bool:
        """Whether any answer is awaited."""
        return bool(self._under_way)

    def key(self, about: Hashable, content: object = None) -> UUID:
        """The key to send it under: the same for the same `content`, as long as that may not have arrived."""
        known = self._keys.get(about)
        if known is None or not (known.content in (_ANY, content) or about in self._under_way):
            known = self._keys[about] = _Key(new_key(), content)
        elif known.content is _ANY:
            known.content = content
        return known.value

    def reuse(self, about: Hashable, key: UUID) -> None:
        """What is sent next waits on this workstation under this key: it keeps it until it has arrived."""
        self._keys[about] = _Key(key, _ANY, comes_back=True)

    def forget(self, about: Hashable) -> None:
        """What is sent next is another write."""
        self._keys.pop(about, None)

    def _begin(self, about: Hashable) -> bool:
        if about in self._under_way:
            return False
        self._under_way.add(about)
        return True

    def _end(self, about: Hashable, error: MedPortError | None = None) -> None:
        self._under_way.discard(about)
        known = self._keys.get(about)
        if known is None:
            return
        if isinstance(error, SiloAway):
            known.in_doubt |= error.maybe_done
        elif error is None or isinstance(error, KeptForLater) or not (known.comes_back or known.in_doubt):
            del self._keys[about]
        elif not known.in_doubt:
            known.content = _ANY


@dataclass(frozen=True, slots=True)
class Operation(Generic[T]):
    """A call that writes, and what follows it on the GUI thread. Without a handler, an error goes to the message bar.

    Every handler is optional. `Tasks` shows a `Fault` in any case.
    """

    call: Callable[[], T]
    """Runs in a worker thread: it must not touch a widget."""
    _: KW_ONLY
    owner: QObject
    """Where it has been deleted meanwhile, nothing follows."""
    writes: Writes | None = None
    about: Hashable = None
    """With `writes`: the same asked for again while it is under way is a slip of the finger, and passed over; a form
    is told."""
    busy: Callable[[bool], object] | None = None
    """Called with True as it begins, and with False before anything else once its answer is there."""
    form: Form | None = None
    """Closed where the write is done or kept; shows every error."""
    told: str | Callable[[T], str] = ""
    """What the message bar says once it is done."""
    hint: str = ""
    """What it says to do next."""
    undo: Undoable | Callable[[T], Undoable] | None = None
    """What takes it back."""
    then: Callable[[T], object] | None = None
    """It is done; called last."""
    kept: Callable[[KeptForLater], object] | None = None
    """The silo is away and the write waits on this workstation."""
    not_done: Callable[[], object] | None = None
    """It was neither done nor kept, for whatever reason; the reason is shown afterwards."""
    away: Callable[[SiloAway], object] | None = None
    """The silo cannot be reached, and the write is not kept."""
    at_fields: Callable[[dict[str, str]], bool] | None = None
    """Shows the sentences by field, of those that belong to fields; False where they have no place there."""
    refused: Callable[[MedPortError], object] | None = None
    """Any other error."""

    def run(self, runtime: Runtime) -> None:
        """Begin."""
        if self.writes is not None and not self.writes._begin(self.about):
            if (form := self._open_form()) is not None:  # it waits for an answer that would never come
                form.tell(Refused("What you did just before is still on its way.", "Try again in a moment."))
            return
        if self.busy is not None:
            self.busy(True)
        runtime.tasks.run(
            self.call, then=partial(self._done, runtime), failed=partial(self._failed, runtime), owner=self.owner
        )

    def _end(self, error: MedPortError | None = None) -> None:
        if self.writes is not None:
            self.writes._end(self.about, error)
        if self.busy is not None:
            self.busy(False)

    def _open_form(self) -> Form | None:
        return self.form if self.form is not None and isValid(self.form) else None

    def _done(self, runtime: Runtime, result: T) -> None:
        self._end()
        words = self.told(result) if callable(self.told) else self.told
        if self.undo is not None:
            runtime.undo.did(self.undo(result) if callable(self.undo) else self.undo, words, self.hint)
        elif words:
            runtime.messages.info(words, self.hint)
        if (form := self._open_form()) is not None:
            form.close_saved()
        if self.then is not None:
            self.then(result)

    def _failed(self, runtime: Runtime, error: MedPortError) -> None:
        self._end(error)
        form = self._open_form()
        if isinstance(error, KeptForLater):
            if form is not None:
                form.close_saved()
            if self.kept is not None:
                self.kept(error)
            else:
                runtime.messages.warn(error.sentence, error.hint)
            return
        if self.not_done is not None:
            self.not_done()
        if form is not None:
            form.tell(error)
        self._tell(runtime, error, told=form is not None)

    def _tell(self, runtime: Runtime, error: MedPortError, *, told: bool) -> None:
        """Say why it was not done, unless the form has `told` it and there is nothing more to say."""
        if isinstance(error, Fault):
            return
        if isinstance(error, SiloAway) and self.away is not None:
            self.away(error)
        elif self.at_fields is not None and error.by_field and self.at_fields(error.by_field):
            pass
        elif self.refused is not None:
            self.refused(error)
        elif not told:
            runtime.messages.failure(error)

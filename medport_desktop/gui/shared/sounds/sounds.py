"""What rings in a window: only what its person turned on, once for each event, and one sound at a time."""

from collections import deque
from collections.abc import Hashable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer, Slot

from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.shell.shell import ConsoleShell
from medport_desktop.gui.kit.shell.stored_choice import StoredChoice
from medport_desktop.gui.kit.style.icons import bind_icon
from medport_desktop.gui.shared.sounds.player import Player, SystemPlayer, sound_file
from medport_desktop.gui.shared.sounds.sound_kinds import SoundKind
from medport_desktop.gui.shared.sounds.sounds_dialog import SoundsDialog

MUTE_KEY, CHOOSE_KEY = "Ctrl+M", "Ctrl+Shift+M"
GATHER_MS = 60
"""What happens within this time is one moment: the most urgent of it is heard."""
REMEMBERED = 1000
"""So many events are remembered, so that none of them rings twice."""


class Sounds(QObject):
    """The sounds of one window. All are off until the person turns them on; one key mutes what is on.

    The choice is kept for the person on this workstation. What happened while a sound was off or muted does not ring
    later.
    """

    def __init__(self, shell: ConsoleShell, kinds: Mapping[SoundKind, str], player: Player | None = None) -> None:
        """`kinds`: what can ring in this window, with the words for it."""
        super().__init__(shell)
        self._kept = StoredChoice("sounds", self, self.state, self.restore)
        self.kinds = dict(kinds)
        self.player = player or SystemPlayer()
        self._shell = shell
        self._on: set[SoundKind] = set()
        self._muted = False
        self._heard: deque[tuple[SoundKind, Hashable]] = deque(maxlen=REMEMBERED)
        self._now: set[SoundKind] = set()
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(GATHER_MS)
        self._gather.timeout.connect(self._play)
        self.mute = make_action(shell, "Mute sounds", MUTE_KEY, self._toggle, group="Sounds", checkable=True)
        self.mute.setObjectName("mute")
        self.choose = make_action(shell, "Sounds…", CHOOSE_KEY, self.open_dialog, group="Sounds")
        self.choose.setObjectName("choose_sounds")
        shell.add_top_action(self.mute)
        self._show()

    # -- ringing ----------------------------------------------------------------------------------------
    def ring(self, kind: SoundKind, event: Hashable) -> None:
        """Something happened; `event` names it, so that the same is not heard again."""
        if kind not in self.kinds or (kind, event) in self._heard:
            return
        self._heard.append((kind, event))
        if kind in self._on and not self._muted:
            self._now.add(kind)
            self._gather.start()

    @Slot()
    def _play(self) -> None:
        now, self._now = self._now, set()
        kind = next((kind for kind in SoundKind if kind in now and kind in self._on), None)
        if kind is not None and not self._muted:
            self.player.play(sound_file(kind))

    def try_out(self, kind: SoundKind) -> None:
        """Let a sound be heard, on or off, muted or not."""
        self.player.play(sound_file(kind))

    # -- choosing ---------------------------------------------------------------------------------------
    @property
    def muted(self) -> bool:
        """Whether nothing rings for now."""
        return self._muted

    def is_on(self, kind: SoundKind) -> bool:
        """Whether the person wants to hear of it."""
        return kind in self._on

    def set_on(self, kind: SoundKind, on: bool) -> None:
        """Turn one kind on or off."""
        (self._on.add if on else self._on.discard)(kind)
        self._show()
        self._kept.changed.emit()

    def set_muted(self, muted: bool) -> None:
        """Mute whatever is on, or hear it again."""
        self._muted = muted
        self._show()
        self._kept.changed.emit()

    def open_dialog(self) -> None:
        """Ask which of them are wanted."""
        SoundsDialog(self._shell, self).open()

    # -- kept for the person ------------------------------------------------------------------------------
    def state(self) -> Any:
        """The kinds that are on, and whether they are muted."""
        return {"on": sorted(kind.value for kind in self._on), "muted": self._muted}

    def restore(self, state: Any) -> None:
        """Take back what `state` gave once."""
        if not isinstance(state, dict):
            return
        on, muted = state.get("on"), state.get("muted")
        self._on = {kind for kind in SoundKind if isinstance(on, list) and kind.value in on}
        self._muted = muted is True
        self._show()

    # -- inside -------------------------------------------------------------------------------------------
    def _toggle(self) -> None:
        self.set_muted(not self._muted)
        if not self._on:
            self._shell.messages.info("No sound is turned on: choose them by Ctrl Shift M.")
        else:
            self._shell.messages.info("Sounds are muted." if self._muted else "Sounds are heard again.")

    def _show(self) -> None:
        silent = self._muted or not self._on
        bind_icon(self.mute, "volume-x" if silent else "volume-2")
        self.mute.setChecked(self._muted)
        if not self._on:
            words = "No sound is on; Ctrl Shift M chooses"
        else:
            words = "Sounds are muted" if self._muted else "Mute sounds"
        self.mute.setToolTip(f"{words} (Ctrl M)")

"""The edge to the loudspeaker: the system's own player, so that no media library has to be installed."""

import logging
import sys
from importlib.resources import files
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QProcess, QStandardPaths

from medport_desktop.gui.kit.style.tokens import RESOURCES
from medport_desktop.gui.shared.sounds.sound_kinds import SoundKind

_COMMANDS = (("pw-play",), ("paplay",), ("aplay", "-q"))
"""Players of Linux systems: PipeWire, PulseAudio, ALSA; the first that is installed."""

_log = logging.getLogger(__name__)


def sound_file(kind: SoundKind) -> Path:
    """Where the sound of a kind is."""
    return Path(str(files(RESOURCES).joinpath("sounds", f"{kind.value}.wav")))


class Player(Protocol):
    """Plays a file without waiting for its end."""

    @property
    def missing(self) -> str:
        """Why nothing can be heard here, as a sentence; '' where it can."""

    def play(self, path: Path) -> None:
        """Play it. Never raises: a sound that cannot be played is no reason to disturb anybody."""


class SystemPlayer:
    """winsound on Windows, afplay on macOS, and on Linux whichever of three players there is."""

    def __init__(self) -> None:
        self._command = _command()

    @property
    def missing(self) -> str:
        """Why nothing can be heard here, as a sentence; '' where it can."""
        if sys.platform == "win32" or self._command:
            return ""
        return (
            "This workstation has no program that plays sounds: install pipewire-bin, pulseaudio-utils or alsa-utils."
        )

    def play(self, path: Path) -> None:
        """Play it, in a process of its own or by the system."""
        if sys.platform == "win32":
            import winsound  # noqa: PLC0415 - of that system alone

            winsound.PlaySound(str(path), winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT)
        elif self._command:
            program, *arguments = self._command
            if not QProcess.startDetached(program, [*arguments, str(path)])[0]:
                _log.warning("%s did not start: no sound", program)


def _command() -> list[str]:
    wanted = (("afplay",),) if sys.platform == "darwin" else _COMMANDS
    for program, *arguments in wanted:
        if found := QStandardPaths.findExecutable(program):
            return [found, *arguments]
    return []

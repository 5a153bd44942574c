"""Sounds: which a person has turned on, what rings them, and the workstation's own player."""

from medport_desktop.gui.shared.sounds.player import Player
from medport_desktop.gui.shared.sounds.sound_kinds import SoundKind
from medport_desktop.gui.shared.sounds.sound_watches import (
    Continuity,
    LateWatch,
    MessageWatch,
    Pickup,
    SiloWatch,
    arrival_of,
    trip_sounds,
)
from medport_desktop.gui.shared.sounds.sounds import Sounds

__all__ = [
    "Continuity",
    "LateWatch",
    "MessageWatch",
    "Pickup",
    "Player",
    "SiloWatch",
    "SoundKind",
    "Sounds",
    "arrival_of",
    "trip_sounds",
]

"""Sounds: which a person has turned on, what rings them, and the workstation's own player."""

from medport_desktop.gui.sounds.kinds import SoundKind
from medport_desktop.gui.sounds.player import Player
from medport_desktop.gui.sounds.sounds import Sounds
from medport_desktop.gui.sounds.watch import (
    Continuity,
    LateWatch,
    MessageWatch,
    Pickup,
    SiloWatch,
    arrival_of,
    trip_sounds,
)

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

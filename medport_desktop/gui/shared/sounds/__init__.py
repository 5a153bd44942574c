"""Sounds: which a person has turned on, what rings them, and the workstation's own player."""

from medport_desktop.gui.shared.sounds.player import Player
from medport_desktop.gui.shared.sounds.ringing import Ringing, pickups
from medport_desktop.gui.shared.sounds.sound_kinds import SoundKind
from medport_desktop.gui.shared.sounds.sound_watches import (
    LateWatch,
    MessageWatch,
    Pickup,
    SiloWatch,
    arrival_of,
    trip_sounds,
)
from medport_desktop.gui.shared.sounds.sounds import Sounds

__all__ = [
    "LateWatch",
    "MessageWatch",
    "Pickup",
    "Player",
    "Ringing",
    "SiloWatch",
    "SoundKind",
    "Sounds",
    "arrival_of",
    "pickups",
    "trip_sounds",
]

"""What follows the main story: a chapter for each window, and the windows on other screens."""

from collections.abc import Awaitable, Callable

from medport_desktop.tour import at_admin, at_agency, at_center, at_hospital, dark, sizes, told
from medport_desktop.tour.shared import Story

Chapter = Callable[[Story], Awaitable[None]]

CHAPTERS: tuple[Chapter, ...] = (
    at_hospital.play,
    told.play,
    at_agency.play,
    at_center.play,
    at_admin.play,
    dark.play,
    sizes.play,
)
"""In their order."""

"""The same windows on other screens: a small one, a usual one, and a large one with type at 150 %."""

from PySide6.QtWidgets import QApplication

from medport_desktop.gui.kit.style.theme import Mode, theme
from medport_desktop.tour import at_hospital
from medport_desktop.tour.cast import HEIGHT, WIDTH, fit
from medport_desktop.tour.shared import Story, settled

SCREENS = ((1366, 768, 1.0), (1920, 1080, 1.0), (2560, 1440, 1.5))
"""Width and height in pixels, and the scale of type."""


async def play(story: Story) -> None:
    """The chapter; raises NotSeen where it is not so."""
    desk, dispatcher = story.cast.actor(at_hospital.MANAGER), story.dispatcher
    windows = ((desk, "trip-entry"), (dispatcher, "bid-board"), (story.center, "dispatch-board"))
    story.cast.keep(desk, dispatcher, story.center)
    try:
        for actor, _name in windows:
            await actor.at_window.keys("Alt+1")
        for width, height, scale in SCREENS:
            title = f"Three windows at {width} x {height}" + (f", type at {scale:.0%}" if scale > 1 else "")
            async with story.ledger.step(title) as step:
                for actor, _name in windows:
                    await fit(actor.at_window.window, width, height)
                theme().set_scale(scale)
                QApplication.processEvents()
                for actor, name in windows:
                    window = actor.at_window.window
                    if not await fit(window, width, height):
                        step.failed = f"{name} needs {window.width()} x {window.height()}"
                    await settled(actor)
                    await story.picture(actor, f"{name}-{width}")
                step.saw("each window fits its screen")
    finally:
        theme().set_scale(1.0)
        theme().set_mode(Mode.LIGHT)
        for actor, _name in windows:
            await fit(actor.at_window.window, WIDTH, HEIGHT)

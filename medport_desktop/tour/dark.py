"""What the chapters have shown, once more in the dark theme."""

from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.silos.demo.people import CENTER_DISPATCH
from medport_desktop.tour.at_center import wallboard
from medport_desktop.tour.shared import Story, settled


async def play(story: Story) -> None:
    """The chapter; raises NotSeen where it is not so."""
    async with story.ledger.step("One key turns every window dark") as step:
        await story.center.at_window.keys("Ctrl+Shift+L")
        if not theme().is_dark:
            step.failed = "the key did not change the theme"
        step.saw("the theme is dark")
    for actor, title, pages in story.nights:
        hands = actor.at_window
        async with story.ledger.step(title) as step:
            for keys, name in pages:
                for key in keys:
                    await hands.keys(key)
                await settled(actor)
                await story.picture(actor, f"{name}-dark")
                if hands.dialogs():
                    await hands.keys("Esc")
                    await hands.no_dialog()
            step.saw(f"{len(pages)} in the dark theme")
    await wallboard(story, story.cast.actor(CENTER_DISPATCH.email))
    async with story.ledger.step("And light again") as step:
        await story.center.at_window.keys("Ctrl+Shift+L")
        if theme().is_dark:
            step.failed = "the key did not change the theme"
        step.saw("the theme is light")

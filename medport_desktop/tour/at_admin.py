"""The administrator's chapter: each tab, one setting changed, one change found in the audit log, the analytics."""

from medport_desktop.domain.enums import Silo
from medport_desktop.tour.shared import Story, settled

_TABS = (
    ("Ctrl+1", "accounts"),
    ("Ctrl+2", "configuration"),
    ("Ctrl+3", "audit"),
    ("Ctrl+4", "health"),
    ("Ctrl+5", "signed-in"),
    ("Ctrl+6", "hospitals"),
    ("Ctrl+7", "agencies-registered"),
    ("Ctrl+8", "analytics"),
)


async def play(story: Story) -> None:
    """The chapter; raises NotSeen where it is not so."""
    await _setting(story)
    await _audit(story)
    await _tabs(story)
    await _figure(story)
    story.also_dark(story.center, "Administration in the dark theme", [((key,), name) for key, name in _TABS])


async def _setting(story: Story) -> None:
    hands = story.center.at_window
    name = "setting_waiting_amber_minutes"
    async with story.ledger.step("A setting is changed within its limits") as step:
        await hands.keys("Alt+3")
        await hands.keys("Ctrl+2")
        await hands.write(name, "20")
        await story.picture(story.center, "configuration-changed")
        await hands.keys("Return", name)
        await story.facts.becomes(
            step,
            Silo.CENTER,
            "minutes until waiting turns amber",
            "20",
            "select value from medport.system_configuration where key = 'waiting_amber_minutes'",
        )


async def _audit(story: Story) -> None:
    hands = story.center.at_window
    async with story.ledger.step("The audit log has it, before and after side by side") as step:
        await hands.keys("Ctrl+3")
        await settled(story.center)
        await hands.sees("audit_board", "Changed")
        await hands.first_row("audit_board")
        await settled(story.center)
        await story.picture(story.center, "audit-change")
        step.saw("the newest change is shown in full")


async def _tabs(story: Story) -> None:
    async with story.ledger.step("Each tab of the administration") as step:
        for key, name in _TABS:
            await story.center.at_window.keys(key)
            await settled(story.center)
            await story.picture(story.center, name)
        step.saw(f"{len(_TABS)} tabs by their keys")


async def _figure(story: Story) -> None:
    hands = story.center.at_window
    async with story.ledger.step("A figure's numbers stand in a table of their own") as step:
        await hands.keys("Ctrl+T")
        await settled(story.center)
        await story.picture(story.center, "analytics-table")
        step.saw("the table has the focus")

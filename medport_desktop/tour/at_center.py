"""The dispatch board's chapter: groups, undo, a trip for a hospital, a message, sounds, the wallboard, and one shift
handed to the next."""

from uuid import UUID

from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QWidget

from medport_desktop.domain.enums import Silo
from medport_desktop.gui.center.wallboard.wallboard import Wallboard
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.silos.demo.people import CENTER_DISPATCH
from medport_desktop.tour.cast import Actor
from medport_desktop.tour.hands import Hands, eventually
from medport_desktop.tour.shared import Story, fill_form, settled

WALL_WIDTH, WALL_HEIGHT = 1920, 1080
"""Pixels of the big screen."""
WORDS = "Ice on US 220 south of Bedford. Add ten minutes to every arrival there."
CALLED_MRN = "40021993"
_ACTED = (
    "select count(*) from audit.log where trip_id = %s and entity_type = 'transport_request' and action = 'INSERT'"
    " and changes ->> 'acting_for' = 'hospital'"
)
_HANDOFF = "select status from medport.shift_handoff order by made_at desc limit 1"


async def play(story: Story) -> None:
    """The chapter; raises NotSeen where it is not so."""
    dispatcher = await story.enter(CENTER_DISPATCH.email, "center's dispatcher")
    await _groups(story, dispatcher)
    await _undo(story, dispatcher)
    trip = await _enter_for_hospital(story, dispatcher)
    await _edit_for_hospital(story, dispatcher, trip)
    await _message(story, dispatcher)
    await _sounds(story, dispatcher)
    await wallboard(story, dispatcher)
    await _hand_over(story, dispatcher)
    await _take_over(story)
    story.also_dark(
        dispatcher,
        "The dispatcher's pages in the dark theme",
        (
            (("Alt+1", "Alt+L"), "late-trips"),
            (("Alt+O",), "dispatch-selected"),
            (("Ctrl+I",), "message"),
            (("Alt+5",), "enter-for-hospital"),
            (("Alt+2",), "center-units"),
            (("Alt+4",), "handoff-done"),
        ),
    )


async def _groups(story: Story, dispatcher: Actor) -> None:
    hands = dispatcher.at_window
    async with story.ledger.step("The board is grouped by hospital, and shows the late ones alone") as step:
        await hands.keys("Alt+G")
        await hands.sees("board", "UPMC Altoona")
        await story.picture(dispatcher, "grouped-by-hospital")
        await hands.keys("Alt+G")
        await hands.keys("Alt+G")
        await hands.keys("Alt+L")
        await hands.sees("board", "T-1024")
        await hands.misses("board", "T-1015")
        step.saw("the late trip is there, a scheduled one is not")
        await story.picture(dispatcher, "late-trips")
        await hands.keys("Alt+O")


async def _undo(story: Story, dispatcher: Actor) -> None:
    hands = dispatcher.at_window
    async with story.ledger.step("A step taken for an agency is undone, which the log keeps") as step:
        trip = story.facts.trip_called("T-1031")
        await hands.choose_row("board", "T-1031")
        await hands.ready("step")
        await hands.keys("F8", "board")
        await story.facts.trip_is(step, trip, "status", "EN_ROUTE")
        await hands.sees("board", "T-1031", "En route")
        await story.picture(dispatcher, "undo")
        await settled(dispatcher)
        await hands.keys("Ctrl+Z", "board")
        await story.facts.trip_is(step, trip, "status", "ACCEPTED")
        await hands.sees("board", "T-1031", "Accepted")


async def _enter_for_hospital(story: Story, dispatcher: Actor) -> UUID:
    hands = dispatcher.at_window
    async with story.ledger.step("A nurse calls: the dispatcher enters the trip for the hospital") as step:
        await hands.keys("Ctrl+N", "board")
        await hands.write("for_hospital", "nason")
        await hands.keys("Return", "for_hospital")
        await hands.sees("trips_of_hospital", "T-1030")
        await fill_form(hands, CALLED_MRN, level="BLS")
        await story.picture(dispatcher, "enter-for-hospital")
        await hands.keys("Ctrl+Return", "pickup_location")
        trip = await eventually("the trip", lambda: story.facts.trip_of_patient(CALLED_MRN))
        await story.facts.becomes(step, Silo.HOSPITAL, "lines of the log that say for whom", 1, _ACTED, trip)
        await story.desk.at_window.sees("trips", story.facts.trip_number(trip))
    return trip


async def _edit_for_hospital(story: Story, dispatcher: Actor, trip: UUID) -> None:
    hands, number = dispatcher.at_window, story.facts.trip_number(trip)
    async with story.ledger.step("The nurse calls again: the patient lies in another room") as step:
        await settled(dispatcher)
        await hands.choose_row("trips_of_hospital", number)
        await hands.keys("Ctrl+E", "trips_of_hospital")
        await hands.shows("entry_title", number)
        await hands.write("pickup_location", "ED 9")
        await story.picture(dispatcher, "edit-for-hospital")
        await hands.keys("Ctrl+Return", "pickup_location")
        room = "select pickup_location from medport.transport_request where id = %s"
        await story.facts.becomes(step, Silo.HOSPITAL, "where the patient lies", "ED 9", room, trip)
        await hands.keys("Alt+1")


async def _message(story: Story, dispatcher: Actor) -> None:
    hands, desk = dispatcher.at_window, story.desk.at_window
    read = (
        "select count(*) from medport.broadcast_receipt r join medport.broadcast b on b.id = r.broadcast_id"
        " where b.text = %s"
    )
    async with story.ledger.step("A message to everybody stays until the desk acknowledges it") as step:
        await hands.keys("Ctrl+I", "board")
        await hands.dialog("broadcast_dialog")
        await hands.write_note("broadcast_text", WORDS)
        await hands.choose("broadcast_importance", "Important")
        await story.picture(dispatcher, "message")
        await hands.click("broadcast_send")
        await hands.no_dialog()
        await desk.find(QWidget, "broadcast_strip")
        step.saw("the message stands across the desk's window")
        await story.picture(story.desk, "message-received")
        await desk.keys("F12")
        await story.facts.becomes(step, Silo.CENTER, "people who have acknowledged it", 1, read, WORDS)
        await desk.keys("Shift+F12")
        await desk.dialog("received_broadcasts")
        await settled(story.desk)
        await story.picture(story.desk, "messages")
        await desk.keys("Esc")
        await desk.no_dialog()
        for reader in story.cast.actors():
            if reader.console.window not in (None, story.desk.console.window, hands.window):
                await reader.at_window.keys("F12")
                await settled(reader)


async def _sounds(story: Story, dispatcher: Actor) -> None:
    hands = dispatcher.at_window
    async with story.ledger.step("Sounds are off until somebody chooses them") as step:
        await hands.keys("Ctrl+Shift+M", "board")
        await hands.dialog("sounds_dialog")
        box = await hands.find(QCheckBox, "sound_urgent_trip")
        if box.isChecked():
            step.failed = "a sound was on"
        await hands.click("sound_urgent_trip")
        await story.picture(dispatcher, "sounds")
        step.saw("one kind of event was chosen")
        await hands.keys("Esc")
        await hands.no_dialog()


async def wallboard(story: Story, dispatcher: Actor) -> None:
    """Show the wallboard, in whichever theme is on, and leave it."""
    hands = dispatcher.at_window
    theme_name = "-dark" if theme().is_dark else ""
    async with story.ledger.step("The wallboard fills the big screen" + theme_name.replace("-", ", ")) as step:
        await hands.keys("F11")
        wall = await hands.find(Wallboard, "wallboard")
        wall.resize(WALL_WIDTH, WALL_HEIGHT)
        await story.picture_of(Hands(wall), f"wallboard{theme_name}")
        step.saw(f"it has {len(wall.rows())} trips on {len(wall.pages())} pages")
        await Hands(wall).keys("Esc")
        await eventually("the wallboard is gone", lambda: not wall.isVisible())


async def _hand_over(story: Story, dispatcher: Actor) -> None:
    hands = dispatcher.at_window
    async with story.ledger.step("The dispatcher leaves the shift to the next one") as step:
        await hands.keys("F4")
        await hands.write_note("handoff_note", "Quiet night. M-33 comes back this evening.")
        await story.picture(dispatcher, "handoff-draft")
        await hands.keys("Ctrl+Return", "handoff_note")
        await story.facts.becomes(step, Silo.CENTER, "the handoff", "OPEN", _HANDOFF)


async def _take_over(story: Story) -> None:
    hands = story.center.at_window
    unread = (
        "select count(*) from medport.shift_handoff_trip t join medport.shift_handoff h on h.id = t.handoff_id"
        " where h.status = 'OPEN' and t.acknowledged_at is null"
    )
    async with story.ledger.step("The next one reads it trip by trip, and takes over") as step:
        await hands.open_tab("Dispatch")
        await hands.click("open_handoff")
        board = await hands.find(QAbstractItemView, "handoff_board")
        lines = story.facts.read(step, Silo.CENTER, "trips to be read", unread)
        assert isinstance(lines, int)
        for _ in range(3):
            await hands.keys("Space", "handoff_board")
        await story.facts.becomes(step, Silo.CENTER, "still to be read", lines - 3, unread)
        await story.picture(story.center, "handoff")
        for _ in range(lines - 3):
            await hands.keys("Space", "handoff_board")
        await story.facts.becomes(step, Silo.CENTER, "still to be read", 0, unread)
        await settled(story.center)
        await hands.ready("take_over")
        await hands.keys("Ctrl+Return", board.objectName())
        await story.facts.becomes(step, Silo.CENTER, "the handoff", "TAKEN", _HANDOFF)
        await hands.keys("Alt+1")

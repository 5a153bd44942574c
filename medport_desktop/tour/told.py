"""What the others are told: why a trip was cancelled, when a step happened, where a unit is; and a patient found."""

from functools import partial
from uuid import UUID

from medport_desktop.domain.enums import Silo
from medport_desktop.gui.kit.shell.strip import NoticeStrip
from medport_desktop.tour.hands import eventually
from medport_desktop.tour.shared import AGENCY, Story, fill_form, settled

_MRN = "40022014"
_UNIT = "M-34"
_PLACE = "select current_location from medport.unit where unit_number = 'M-34'"


async def play(story: Story) -> None:
    """The chapter; raises NotSeen where it is not so."""
    trip = await _accepted(story)
    await _found_by_patient(story, trip)
    await _step_at(story, trip)
    await _cancelled(story, trip)
    await _unit_placed(story)


async def _accepted(story: Story) -> UUID:
    async with story.ledger.step("One more trip is accepted, and its desk may still cancel it") as step:
        await fill_form(story.desk.at_window, _MRN, level="BLS", first_accept=True)
        await story.desk.at_window.keys("Ctrl+Return", "mrn")
        trip = await eventually("the trip", partial(story.facts.trip_of_patient, _MRN))
        await story.dispatcher.at_window.keys("Alt+1")
        await story.dispatcher.at_window.choose_row("board", story.facts.trip_number(trip))
        await story.dispatcher.at_window.click("accept")
        await story.facts.trip_is(step, trip, "agency", AGENCY)
    return trip


async def _found_by_patient(story: Story, trip: UUID) -> None:
    hands, number = story.desk.at_window, story.facts.trip_number(trip)
    looks = (
        "select count(*) from audit.log where action = 'READ' and entity_type = 'patient'"
        " and changes ->> 'by' = 'list of trips'"
    )
    async with story.ledger.step("The desk finds a trip by its patient's number; the look is in the log") as step:
        await settled(story.desk)
        await hands.write("trip_filter", _MRN)
        await hands.sees("trips", number, "Demo, Patient T")
        step.saw(f"{number} is found by the record number")
        await story.picture(story.desk, "found-by-patient")
        await hands.write("trip_filter", " ")
        await hands.keys("Backspace", "trip_filter")
        assert story.facts.read(step, Silo.HOSPITAL, "looks at a list of trips", looks)


async def _step_at(story: Story, trip: UUID) -> None:
    hands, number = story.dispatcher.at_window, story.facts.trip_number(trip)
    async with story.ledger.step("A step is entered later than it happened, with its own time") as step:
        await hands.keys("Alt+3")
        await settled(story.dispatcher)
        await hands.choose_row("active", number)
        await hands.ready("next_step")
        await hands.keys("Ctrl+F8", "active")
        await hands.dialog("step_time_dialog")
        await story.picture(story.dispatcher, "step-at")
        await hands.write("step_time", "-0")
        await hands.keys("Ctrl+Return", "step_time")
        await story.facts.trip_is(step, trip, "status", "EN_ROUTE")
        await hands.no_dialog()


async def _cancelled(story: Story, trip: UUID) -> None:
    hands, number = story.dispatcher.at_window, story.facts.trip_number(trip)
    told = "select outcome from medport.assignment where trip_id = %s"
    seen = "select acknowledged_at is not null from medport.assignment where trip_id = %s"
    async with story.ledger.step("The desk cancels it; the agency is told why until somebody has seen it") as step:
        await story.desk.at_window.choose_row("trips", number)
        await story.desk.at_window.keys("Ctrl+Del", "trips")
        await story.desk.at_window.dialog("cancel_dialog")
        await story.desk.at_window.keys("Space")
        await story.desk.at_window.keys("Ctrl+Return")
        await story.facts.trip_is(step, trip, "status", "CANCELLED")
        await story.facts.becomes(step, Silo.EMS, "how the holding ended", "CANCELLED", told, trip)
        strip = await hands.find(NoticeStrip, "notice_strip")
        await eventually(f"{number} in the line across the window", lambda: number in strip.words() or None)
        step.saw(strip.words())
        await story.picture(story.dispatcher, "told-of-a-cancel")
        await hands.keys("Ctrl+F12")
        await story.facts.becomes(step, Silo.EMS, "somebody has seen it", True, seen, trip)
        await hands.open_tab("Ended")
        await hands.sees("ended", number, "Cancelled")
        await story.picture(story.dispatcher, "ended")


async def _unit_placed(story: Story) -> None:
    hands = story.dispatcher.at_window
    async with story.ledger.step("A dispatcher says where a unit is, and takes it back") as step:
        was = story.facts.read(step, Silo.EMS, "where it was", _PLACE)
        await hands.open_tab("Units")
        await settled(story.dispatcher)
        await hands.choose_row("units", _UNIT)
        await hands.keys("W", "units")
        await hands.dialog("place_dialog")
        await settled(story.dispatcher)
        await hands.write("unit_place", "UPMC Bedf")
        await hands.keys("Return", "unit_place")
        await story.picture(story.dispatcher, "where-a-unit-is")
        await hands.keys("Ctrl+Return", "unit_place")
        await story.facts.becomes(step, Silo.EMS, "where it is", "UPMC Bedford", _PLACE)
        await hands.no_dialog()
        await settled(story.dispatcher)
        await hands.keys("Ctrl+Z", "units")
        await story.facts.becomes(step, Silo.EMS, "where it is again", was, _PLACE)
        await hands.keys("Alt+1")

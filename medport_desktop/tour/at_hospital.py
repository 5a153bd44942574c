"""Trip entry's chapter: a trip is edited, comes back, repeats; the manager keeps order, facilities and accounts."""

from functools import partial
from uuid import UUID

from medport_desktop.domain.enums import Silo
from medport_desktop.gui.kit.style.theme import Mode, theme
from medport_desktop.tour.cast import Actor
from medport_desktop.tour.hands import eventually
from medport_desktop.tour.shared import Story, fill_form, settled

MANAGER = "manager@nason.example"
SERIES_MRN = "40021960"
RULE = "FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=6"


async def play(story: Story) -> None:
    """The chapter; raises NotSeen where it is not so."""
    theme().set_mode(Mode.LIGHT)
    manager = await story.enter(MANAGER, "hospital's manager")
    trip = story.facts.trip_of_patient("40021944")
    assert trip is not None, "the story entered it"
    await _edit(story, manager, trip)
    await _return(story, manager, trip)
    await _repeat(story, manager)
    await _order(story, manager, trip)
    await _facilities(story, manager)
    await _accounts(story, manager)
    story.also_dark(
        manager,
        "The hospital's pages in the dark theme",
        (
            (("Alt+1",), "trip-entry-selected"),
            (("Alt+2",), "trips"),
            (("Alt+3",), "agencies"),
            (("Alt+4", "Ctrl+2"), "our-facilities"),
            (("Ctrl+Shift+N",), "new-facility"),
            (("Alt+5",), "hospital-accounts"),
        ),
    )


async def _edit(story: Story, manager: Actor, trip: UUID) -> None:
    hands, number = manager.at_window, story.facts.trip_number(trip)
    async with story.ledger.step("A trip on offer is edited: the patient has been moved") as step:
        await settled(manager)
        await hands.choose_row("trips", number)
        await hands.keys("Ctrl+E")
        await hands.shows("entry_title", number)
        await hands.write("pickup_location", "ICU 7")
        await story.picture(manager, "edit-trip")
        await hands.keys("Ctrl+Return", "pickup_location")
        await story.facts.becomes(
            step,
            Silo.HOSPITAL,
            "where the patient lies",
            "ICU 7",
            "select pickup_location from medport.transport_request where id = %s",
            trip,
        )


async def _return(story: Story, manager: Actor, trip: UUID) -> None:
    hands = manager.at_window
    async with story.ledger.step("The way back is entered from the way there") as step:
        await settled(manager)
        await hands.choose_row("trips", story.facts.trip_number(trip))
        await hands.keys("Ctrl+T")
        await hands.shows("name", "Robert")
        await hands.write("ready_at", "+120")
        await story.picture(manager, "return-trip")
        await hands.keys("Ctrl+Return", "ready_at")
        await story.facts.becomes(
            step,
            Silo.HOSPITAL,
            "trips that are the way back of it",
            1,
            "select count(*) from medport.transport_request where return_of_id = %s",
            trip,
        )


async def _repeat(story: Story, manager: Actor) -> None:
    hands = manager.at_window
    async with story.ledger.step("A dialysis repeats: six trips are scheduled by one rule") as step:
        await settled(manager)
        await fill_form(hands, SERIES_MRN, level="WC")
        await hands.keys("Ctrl+R", "pickup_location")
        await hands.dialog("series_dialog")
        await hands.write("series_ready", "6:30")
        await hands.write("series_rule", RULE)
        await hands.shows("series_count", "6")
        await story.picture(manager, "repeat-trip")
        await hands.keys("Return", "series_rule")
        await story.facts.becomes(
            step,
            Silo.HOSPITAL,
            "scheduled trips of the patient",
            6,
            "select count(*) from medport.transport_request t join medport.patient p on p.id = t.patient_id"
            " where p.mrn = %s and t.status = 'SCHEDULED' and t.series_id is not null",
            SERIES_MRN,
        )
        await hands.no_dialog()


async def _order(story: Story, manager: Actor, trip: UUID) -> None:
    hands = manager.at_window
    async with story.ledger.step("The manager puts an agency first among the preferred") as step:
        await hands.keys("Alt+3")
        before = story.facts.preferred_agencies(trip)
        last = before[-1]
        await settled(manager)
        await hands.choose_row("agencies", last)
        for place in reversed(range(len(before) - 1)):
            await hands.keys("Alt+Up", "agencies")
            await eventually(f"{last} is number {place + 1}", partial(_stands_at, story, trip, last, place))
        step.read(Silo.HOSPITAL, "the first of the preferred agencies", story.facts.preferred_agencies(trip)[0])
        await story.picture(manager, "agencies")


def _stands_at(story: Story, trip: UUID, agency: str, place: int) -> bool:
    return story.facts.preferred_agencies(trip)[place] == agency


async def _facilities(story: Story, manager: Actor) -> None:
    hands = manager.at_window
    async with story.ledger.step("The manager adds a facility; its city follows from the ZIP code") as step:
        await hands.keys("Alt+4")
        await hands.keys("Ctrl+2")
        await settled(manager)
        await hands.keys("Ctrl+Shift+N")
        await hands.dialog("facility_dialog")
        await hands.write("facility_name", "Demo dialysis center, Martinsburg")
        await hands.choose("facility_type", "Specialty")
        await hands.write("facility_address", "1 Example Street")
        await hands.write("facility_zip_code", "16662")
        await hands.write("facility_hours", "Mon-Fri 06:00-18:00")
        await hands.shows("facility_city", "Martinsburg")
        await story.picture(manager, "new-facility")
        await hands.click("save")
        await story.facts.becomes(
            step,
            Silo.HOSPITAL,
            "the new facility's city",
            "Martinsburg",
            "select city from medport.hospital_facility where name = %s",
            "Demo dialysis center, Martinsburg",
        )
        await hands.no_dialog()
        await hands.sees("own_facilities", "Demo dialysis center, Martinsburg")
        await story.picture(manager, "our-facilities")


async def _accounts(story: Story, manager: Actor) -> None:
    hands = manager.at_window
    async with story.ledger.step("The manager sees the hospital's accounts, and no other's") as step:
        await hands.keys("Alt+5")
        await hands.sees("board", "desk@nason.example")
        await hands.misses("board", "desk@altoona.example")
        step.saw("the desk of the hospital is there, another hospital's is not")
        await story.picture(manager, "hospital-accounts")

"""The bid board's chapter: a view of one's own, a decline, another time, a unit given, plans, profile and prices."""

from functools import partial
from uuid import UUID

from medport_desktop.domain.enums import Silo
from medport_desktop.gui.kit.controls.buttons import MenuButton
from medport_desktop.tour.cast import Actor
from medport_desktop.tour.hands import eventually
from medport_desktop.tour.shared import Story, fill_form, settled

MANAGER = "manager@bedford.example"
OFFERED = "40021977"
"""Record number of the patient whose trip the chapter bids on."""
_BID = "select count(*) from medport.transport_bid where transport_request_id = %s and status = 'PENDING'"


async def play(story: Story) -> None:
    """The chapter; raises NotSeen where it is not so."""
    manager = await story.enter(MANAGER, "agency's manager")
    trip, other = await _two_trips(story)
    await _view(story, manager)
    await _decline(story, manager, other)
    await _another_time(story, manager, trip)
    await _unit(story, manager, other)
    await _plan(story, manager)
    await _profile(story, manager)
    await _prices(story, manager)
    story.also_dark(
        manager,
        "The agency's pages in the dark theme",
        (
            (("Alt+1",), "bid-board-selected"),
            (("F9",), "decline"),
            (("Alt+2",), "my-bids"),
            (("Alt+3",), "active"),
            (("Alt+4",), "units"),
            (("S",), "plan-shift"),
            (("Alt+7",), "profile"),
            (("Alt+8",), "prices"),
        ),
    )


async def _two_trips(story: Story) -> tuple[UUID, UUID]:
    trips = []
    async with story.ledger.step("The desk sends two trips more") as step:
        for mrn, destination in ((OFFERED, "UPMC Alt"), ("40021985", "UPMC Presby")):
            await fill_form(story.desk.at_window, mrn, level="BLS", destination=destination)
            await story.desk.at_window.keys("Ctrl+Return", "mrn")
            trip = await eventually("the trip", partial(story.facts.trip_of_patient, mrn))
            await story.facts.trip_is(step, trip, "status", "PENDING")
            await settled(story.desk)
            trips.append(trip)
    return trips[0], trips[1]


async def _view(story: Story, manager: Actor) -> None:
    hands = manager.at_window
    async with story.ledger.step("A view is saved, left and chosen again by its key") as step:
        views = await hands.find(MenuButton, "saved_views")
        await hands.open_tab("BLS")
        await hands.keys("Ctrl+S", "board")
        await hands.dialog("view_name_dialog")
        await hands.write("view_name", "BLS alone")
        await story.picture(manager, "save-view")
        await hands.keys("Return", "view_name")
        await eventually("the view is on", lambda: views.value() == "BLS alone" or None)
        await story.picture(manager, "saved-view")
        await hands.keys("Ctrl+0", "board")
        await hands.keys("Ctrl+Shift+0", "board")
        await eventually("the view is off", lambda: views.value() == "none" or None)
        await hands.keys("Ctrl+1", "board")
        await eventually("the view is on again", lambda: views.value() == "BLS alone" or None)
        await hands.keys("Ctrl+Shift+0", "board")
        await hands.keys("Ctrl+0", "board")
        step.saw("Ctrl+1 brought the view back")


async def _decline(story: Story, manager: Actor, trip: UUID) -> None:
    hands, number = manager.at_window, story.facts.trip_number(trip)
    live = "select count(*) from medport.trip_decline where trip_id = %s and status = 'LIVE'"
    async with story.ledger.step("A trip is declined with a reason, and the decline taken back") as step:
        await settled(manager)
        await hands.choose_row("board", number)
        await hands.keys("F9", "board")
        await hands.dialog("decline_dialog")
        await hands.keys("Space")
        await story.picture(manager, "decline")
        await hands.keys("Ctrl+Return")
        await story.facts.becomes(step, Silo.EMS, "declines of it", 1, live, trip)
        await hands.misses("board", number)
        await story.center.at_window.sees("board", number, "1 declined")
        step.saw("the center's board says 1 declined")
        await settled(manager)
        await hands.keys("Ctrl+Z", "board")
        await story.facts.becomes(step, Silo.EMS, "declines of it that hold", 0, live, trip)


async def _another_time(story: Story, manager: Actor, trip: UUID) -> None:
    hands, number = manager.at_window, story.facts.trip_number(trip)
    async with story.ledger.step("A bid offers a later pick-up than asked, and says so everywhere") as step:
        await settled(manager)
        await hands.choose_row("board", number)
        await settled(manager)
        await hands.keys("Ctrl+T", "board")
        await hands.pick("pickup_menu", "(+1:30)")
        await hands.shows("pickup_offer", "after")
        await story.picture(manager, "another-time")
        await hands.click("bid")
        await story.facts.becomes(step, Silo.EMS, "bids on it", 1, _BID, trip)
        await story.facts.becomes(
            step,
            Silo.EMS,
            "the bid's pick-up is later than asked",
            True,
            "select b.estimated_pickup > t.ready_at from medport.transport_bid b join medport.available_trip t"
            " on t.trip_id = b.transport_request_id where t.trip_id = %s",
            trip,
        )


async def _unit(story: Story, manager: Actor, trip: UUID) -> None:
    hands, number = manager.at_window, story.facts.trip_number(trip)
    async with story.ledger.step("A trip is given a unit by key: one question, and the bid is sent") as step:
        await settled(manager)
        await hands.choose_row("board", number)
        await settled(manager)
        await hands.keys("U", "board")
        await hands.pick("unit_chooser")
        await hands.dialog("unit_question")
        await story.picture(manager, "unit-question")
        await hands.click("yes")
        await story.facts.becomes(step, Silo.EMS, "bids on it", 1, _BID, trip)
        await hands.no_dialog()


async def _plan(story: Story, manager: Actor) -> None:
    hands = manager.at_window
    async with story.ledger.step("A unit's break is planned; its plans and its history stand beside it") as step:
        await hands.keys("Alt+4")
        await settled(manager)
        await hands.choose_row("units", "M-21")
        await settled(manager)
        before = story.facts.read(step, Silo.EMS, "breaks planned before", _PLANS)
        assert isinstance(before, int)
        await hands.keys("B", "units")
        await hands.dialog("plan_dialog")
        await hands.write("plan_start", "23:10")
        await hands.write("plan_end", "23:40")
        await hands.write("plan_notes", "fuel")
        await story.picture(manager, "plan-break")
        await hands.keys("Ctrl+Return", "plan_notes")
        await story.facts.becomes(step, Silo.EMS, "breaks planned", before + 1, _PLANS)
        await hands.no_dialog()
        await settled(manager)
        await story.picture(manager, "units")


_PLANS = (
    "select count(*) from medport.unit_plan p join medport.unit u on u.id = p.unit_id"
    " where u.unit_number = 'M-21' and p.kind = 'BREAK' and p.state = 'PLANNED'"
)


async def _profile(story: Story, manager: Actor) -> None:
    hands = manager.at_window
    async with story.ledger.step("The manager writes the agency's profile") as step:
        await hands.keys("Alt+7")
        await hands.write("profile_contact_name", "Demo shift leader")
        await story.picture(manager, "profile")
        await hands.keys("Ctrl+S", "profile_contact_name")
        await story.facts.becomes(
            step,
            Silo.EMS,
            "the agency's contact",
            "Demo shift leader",
            "select a.contact_name from medport.ems_agency a where a.name = 'Bedford demo EMS'",
        )


async def _prices(story: Story, manager: Actor) -> None:
    hands = manager.at_window
    async with story.ledger.step("A price is changed; bids start from it at once") as step:
        await hands.keys("Alt+8")
        await hands.write("prices_base_BLS", "131.50")
        await story.picture(manager, "prices")
        await hands.keys("Ctrl+S", "prices_base_BLS")
        await story.facts.becomes(
            step,
            Silo.EMS,
            "the base of a BLS trip is on the sheet",
            True,
            "select pricing_structure::text like '%%13150%%' from medport.ems_agency where name = 'Bedford demo EMS'",
        )
        await settled(manager)
        await hands.keys("Alt+1")

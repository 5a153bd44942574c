"""The main job in steps: a trip from entry to completion, seen by everybody whom it concerns."""

from uuid import UUID

from medport_desktop.domain.enums import Silo, TripStatus
from medport_desktop.gui.kit.style.theme import Mode, theme
from medport_desktop.silos.demo.people import ADMIN, PASSWORD
from medport_desktop.silos.witness import Witness
from medport_desktop.tour.cast import Actor, Cast
from medport_desktop.tour.facts import Facts
from medport_desktop.tour.hands import eventually
from medport_desktop.tour.ledger import Ledger
from medport_desktop.tour.shared import AGENCY, DESK, DISPATCH, Story, fill_form

RUN = (
    TripStatus.EN_ROUTE,
    TripStatus.ON_SCENE,
    TripStatus.IN_TRANSIT,
    TripStatus.AT_DESTINATION,
    TripStatus.COMPLETED,
)


async def tell(ledger: Ledger, cast: Cast, witness: Witness) -> Story:
    """Play the main story; raises NotSeen if it is not so. Everybody who took part stays signed in."""
    theme().set_mode(Mode.LIGHT)
    story = Story(
        ledger,
        cast,
        Facts(witness),
        cast.enter(DESK, PASSWORD),
        cast.enter(DISPATCH, PASSWORD),
        cast.enter(ADMIN.email, PASSWORD),
    )
    await _sign_in(story)
    trip = await _enter_trip(story)
    await _bid(story, trip)
    await _award(story, trip)
    await _run(story, trip)
    await _accept_at_once(story)
    await _slips(story)
    await _accounts(story)
    return story


async def _sign_in(story: Story) -> None:
    async with story.ledger.step("The desk's password is wrong once, and the form says so") as step:
        hands = story.desk.at_sign_in
        await hands.write("email", DESK)
        await hands.write("password", "not-the-password")
        await hands.keys("Return", "password")
        await hands.reads("password_field", "password")
        step.saw("the wrong password is told at its field")
        path = story.ledger.next_picture("sign-in")
        await hands.picture(path)
        step.pictures.append(path.name)
    for actor, who in (
        (story.desk, "hospital desk"),
        (story.dispatcher, "agency's dispatcher"),
        (story.center, "center's administrator"),
    ):
        async with story.ledger.step(f"The {who} signs in") as step:
            await actor.sign_in()
            step.saw(f"{type(actor.console.window).__name__} opened for {actor.email}")
            story.facts.read(
                step,
                Silo.CENTER,
                "kind of account",
                "select user_type from medport.app_user where email = %s",
                actor.email,
            )


async def _enter_trip(story: Story) -> UUID:
    mrn = "40021877"
    async with story.ledger.step("The desk enters a trip by keyboard and sends it") as step:
        hands = story.desk.at_window
        await fill_form(story.desk.at_window, mrn, level="ALS")
        await story.picture(story.desk, "trip-entry-filled")
        await hands.keys("Ctrl+Return", "mrn")
        trip = await eventually("the trip in the hospital silo", lambda: story.facts.trip_of_patient(mrn))
        number = story.facts.trip_number(trip)
        await story.facts.trip_is(step, trip, "status", "PENDING")
        await hands.sees("trips", number, "Pending")
        step.saw(f"{number} is on the desk's own board")
    async with story.ledger.step("It appears on the agency's board and on the center's, live") as step:
        await story.dispatcher.at_window.sees("board", number)
        await story.center.at_window.sees("board", number)
        step.saw(f"{number} is on both boards, and nobody asked for it")
        await story.facts.becomes(
            step,
            Silo.EMS,
            "the board's entry",
            "PENDING",
            "select status from medport.available_trip where trip_id = %s",
            trip,
        )
        await story.facts.becomes(
            step,
            Silo.CENTER,
            "analytics rows trip_created of this trip",
            1,
            "select count(*) from medport.system_analytics where metric_name = 'trip_created' and metric_value = 1"
            " and category = 'hospital_operations' and metadata ->> 'trip_id' = %s",
            str(trip),
        )
        await story.center.at_window.choose_row("board", number)
        await story.picture(story.center, "dispatch-board")
    return trip


async def _bid(story: Story, trip: UUID) -> None:
    number = story.facts.trip_number(trip)
    async with story.ledger.step("The agency bids with the amount that its price sheet gives") as step:
        hands = story.dispatcher.at_window
        await hands.choose_row("board", number)
        await hands.click("bid")
        await story.facts.becomes(
            step,
            Silo.EMS,
            "the bid",
            "PENDING",
            "select status from medport.transport_bid where transport_request_id = %s",
            trip,
        )
        story.facts.read(
            step,
            Silo.EMS,
            "its amount in cents",
            "select bid_amount from medport.transport_bid where transport_request_id = %s",
            trip,
        )
        await story.picture(story.dispatcher, "bid-board")
    async with story.ledger.step("The desk sees the bid come in") as step:
        await story.desk.at_window.choose_row("trips", number)
        await story.desk.at_window.sees("bids", AGENCY)
        step.saw(f"the bid of {AGENCY} is listed under {number}")
        await story.picture(story.desk, "bids-on-a-trip")


async def _award(story: Story, trip: UUID) -> None:
    number = story.facts.trip_number(trip)
    async with story.ledger.step("The desk awards it; the agency's silo confirms") as step:
        await story.desk.at_window.choose_row("bids", AGENCY)
        await story.desk.at_window.keys("Return", "bids")
        await story.facts.becomes(
            step,
            Silo.HOSPITAL,
            "the award",
            "ACCEPTED",
            "select outcome from medport.trip_award where trip_id = %s",
            trip,
        )
        await story.facts.trip_is(step, trip, "status", "ACCEPTED")
        await story.facts.trip_is(step, trip, "agency", AGENCY)
        await story.desk.at_window.sees("trips", number, "Accepted")
        step.saw("the desk's board says Accepted")
    async with story.ledger.step("The unit is committed by the award itself") as step:
        await story.facts.becomes(
            step,
            Silo.EMS,
            "the unit's status",
            "COMMITTED",
            "select u.current_status from medport.assignment a join medport.unit u on u.id = a.unit_id"
            " where a.trip_id = %s and a.ended_at is null",
            trip,
        )
        await story.center.at_window.sees("board", number, "Accepted")
        step.saw("the center sees who holds it")


async def _run(story: Story, trip: UUID) -> None:
    number = story.facts.trip_number(trip)
    hands = story.dispatcher.at_window
    async with story.ledger.step("The agency opens its active trips") as step:
        await hands.open_tab("Active")
        await hands.choose_row("active", number)
        step.saw(f"{number} is among them")
        await story.picture(story.dispatcher, "active-trip")
    for status in RUN:
        async with story.ledger.step(f"One key moves the trip: {status.label}") as step:
            await hands.ready("next_step")
            await hands.keys("F8", "active")
            await story.facts.trip_is(step, trip, "status", status.value)
            if status is not TripStatus.COMPLETED:
                await hands.sees("active", number, status.label)
                await story.center.at_window.sees("board", number, status.label)
                step.saw(f"the center's board says {status.label}")
            if status is TripStatus.IN_TRANSIT:
                await story.desk.at_window.open_tab("Milestones")
                await story.picture(story.desk, "milestones")
    async with story.ledger.step("The trip is complete, everywhere") as step:
        await hands.misses("active", number)
        step.saw("it left the agency's active trips")
        await story.facts.becomes(
            step,
            Silo.EMS,
            "the unit's status",
            "AVAILABLE",
            "select u.current_status from medport.assignment a join medport.unit u on u.id = a.unit_id"
            " where a.trip_id = %s",
            trip,
        )
        await story.facts.becomes(
            step,
            Silo.CENTER,
            "audit lines of this trip from the hospital and ems silos",
            True,
            "select count(distinct source_database) = 2 from medport.audit_log where trip_id = %s",
            trip,
        )
        await story.facts.becomes(
            step,
            Silo.HOSPITAL,
            "milestones recorded",
            7,
            "select count(*) from medport.trip_milestone where trip_id = %s",
            trip,
        )
        await hands.open_tab("Board")


async def _accept_at_once(story: Story) -> None:
    mrn = "40021901"
    async with story.ledger.step("A second trip goes to the first agency that accepts") as step:
        await fill_form(story.desk.at_window, mrn, level="BLS", first_accept=True)
        await story.desk.at_window.keys("Ctrl+Return", "mrn")
        trip = await eventually("the second trip", lambda: story.facts.trip_of_patient(mrn))
        number = story.facts.trip_number(trip)
        await story.dispatcher.at_window.choose_row("board", number)
        await story.dispatcher.at_window.click("accept")
        await story.facts.trip_is(step, trip, "status", "ACCEPTED")
        await story.facts.trip_is(step, trip, "agency", AGENCY)
        await story.dispatcher.at_window.misses("board", number)
        step.saw("it is no longer on offer")


async def _slips(story: Story) -> None:
    hands = story.desk.at_window
    async with story.ledger.step("Slips are shown at their field, and nothing typed is lost") as step:
        await fill_form(story.desk.at_window, "40021944", level="BLS", weight="2000")
        await hands.write("name", "Robert'); DROP TABLE patient;--")
        await hands.keys("Ctrl+Return", "mrn")
        await hands.reads("weight_kg_field", "999.9")
        step.saw("a weight of 2,000 kg is refused at the field")
        await story.picture(story.desk, "a-slip")
        if story.facts.trip_of_patient("40021944") is not None:
            step.failed = "something was written"
        await hands.write("weight_kg", "80")
        await hands.keys("Ctrl+Return", "mrn")
        trip = await eventually("the mended trip", lambda: story.facts.trip_of_patient("40021944"))
        await story.facts.trip_is(step, trip, "status", "PENDING")
        story.facts.read(
            step,
            Silo.HOSPITAL,
            "the patient's name, SQL and all",
            "select name from medport.patient where mrn = %s",
            "40021944",
        )


async def _accounts(story: Story) -> None:
    email, password = "new.clerk@nason.example", "demo-tour-clerk"
    own_password = "lantern gravel otter 1951"  # nosec B105 # noqa: S105  (of an account that lives for the tour)
    hands = story.center.at_window
    async with story.ledger.step("The administrator creates an account") as step:
        await hands.open_tab("Admin")
        await hands.click("new_account")
        await hands.write("email", email)
        await hands.write("name", "Demo clerk, new")
        await hands.write("organisation", "Conemaugh Nason")
        await hands.keys("Return", "organisation")
        await hands.write("password", password)
        await story.picture(story.center, "new-account")
        await hands.click("create")
        await hands.sees("board", email)
        step.saw("it is on the list")
        role = story.facts.read(step, Silo.CENTER, "its login role", "select medport.role_name(%s)", email)
        for silo in Silo:
            await story.facts.becomes(
                step, silo, "the role may log in", True, "select rolcanlogin from pg_roles where rolname = %s", role
            )
    clerk = story.cast.enter(email, password)
    await _first_password(story, clerk, password, own_password)
    async with story.ledger.step("The account is disabled: its connections end in every silo") as step:
        await hands.choose_row("board", email)
        await hands.click("disable")
        await hands.click("yes")
        for silo in Silo:
            await story.facts.becomes(
                step, silo, "the role may log in", False, "select rolcanlogin from pg_roles where rolname = %s", role
            )
            await story.facts.becomes(
                step, silo, "its open connections", 0, "select count(*) from pg_stat_activity where usename = %s", role
            )
    again = story.cast.enter(email, own_password)
    async with story.ledger.step("The clerk cannot sign in any more, and is told why") as step:
        await again.try_to_sign_in()
        await again.at_sign_in.reads("email_field", "disabled")
        step.saw("the sign-in window says that the account is disabled")
    async with story.ledger.step("The same boards in the dark theme") as step:
        theme().set_mode(Mode.DARK)
        await hands.open_tab("Dispatch")
        for actor, name in (
            (story.desk, "trip-entry-dark"),
            (story.dispatcher, "bid-board-dark"),
            (story.center, "dispatch-board-dark"),
        ):
            await story.picture(actor, name)
        step.saw("three windows in the dark theme")


async def _first_password(story: Story, clerk: Actor, given: str, own: str) -> None:
    async with story.ledger.step("The new clerk signs in, and must choose a password that nobody else knows") as step:
        hands = clerk.at_sign_in
        await clerk.try_until("a new password is asked for", hands.dialogs)
        await hands.write("old_password", given)
        for chosen in ("short", own):
            await hands.write("new_password", chosen)
            await hands.write("new_password_again", chosen)
            await hands.keys("Return", "new_password_again")
            if chosen != own:
                await hands.reads("new_password_field", "at least 12")
                step.saw("a short one is refused at its field")
                path = story.ledger.next_picture("first-password")
                await hands.picture(path)
                step.pictures.append(path.name)
            if clerk.console.window is not None:
                step.failed = "the window opened before the password was changed"
        await clerk.opened()
        await clerk.at_window.sees("trips", "T-")
        step.saw("the clerk sees the hospital's trips")
        await story.facts.becomes(
            step,
            Silo.CENTER,
            "a change of password is due",
            False,
            "select must_change_password from medport.app_user where email = %s",
            clerk.email,
        )

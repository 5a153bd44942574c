"""Of an address outside the network agencies see the town, and the street only once the trip is theirs."""

import pytest

from medport_desktop.domain.places import OUTSIDE
from medport_desktop.services.zips import town_of
from tests.silos.world import BEDFORD, DENIED, DESK, E, H, World, refused

TO = {
    "destination_facility_id": None,
    "destination_text": "12 Oak Lane, Everett, PA 15537",
    "destination_town": "Everett, PA",
}


def test_bidders_see_the_town_and_not_the_street(world: World) -> None:
    trip = world.trip(**TO)
    row = world.person(BEDFORD, E).execute("select * from available_trip where trip_id = %s", [trip]).fetchone()
    assert row is not None
    assert (row["destination_name"], row["destination_city"]) == (OUTSIDE, "Everett, PA")
    assert "Oak" not in str(row)
    assert "Oak" not in str(world.event(H, "trip.created", trip))
    for column in ("destination_text", "destination_town"):
        with refused(DENIED):
            world.person(BEDFORD, H).execute(f"select {column} from transport_request".encode())
    world.award(trip, world.bid(trip))
    assert world.look(BEDFORD, "crew_sheet", trip)[0]["destination_text"] == TO["destination_text"]


def test_another_town_is_another_offer_and_a_facility_has_none(world: World) -> None:
    trip = world.trip(**TO)
    desk = world.person(DESK, H)
    desk.execute("update transport_request set destination_town = 'Bedford, PA' where id = %s", [trip])
    world.settle()
    assert world.board(trip)["destination_city"] == "Bedford, PA"
    assert world.request(trip)["revision"] == 2
    facility = world.value(H, "select id from medport.hospital_facility where name = 'UPMC Altoona'")
    desk.execute("update transport_request set destination_facility_id = %s where id = %s", [facility, trip])
    assert world.request(trip)["destination_town"] == ""


@pytest.mark.parametrize(
    "text", ["12 Oak Lane, Everett, PA", "Everett, PA 15537", "Everett", "c/o Doe (814) 555-0100, PA"]
)
def test_nothing_but_a_town_is_taken_for_one(world: World, text: str) -> None:
    trip = world.trip(**TO)
    with pytest.raises(Exception, match="destination_town"):
        world.person(DESK, H).execute("update transport_request set destination_town = %s where id = %s", [text, trip])


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("14 Oak Lane, Everett, PA 15537", "Everett, PA"),
        ("14 Oak Lane, EVERETT, PA", "Everett, PA"),
        ("14 Oak Lane 15537-0001", "Everett, PA"),
        ("3 Elm Street, Bedford, PA 15522", ""),
        ("her sister's house", ""),
    ],
)
def test_an_address_that_is_changed_alone_keeps_its_town_only_where_it_still_says_it(
    world: World, text: str, town: str
) -> None:
    trip = world.trip(**TO)
    world.person(DESK, H).execute("update transport_request set destination_text = %s where id = %s", [text, trip])
    world.settle()
    assert world.request(trip)["destination_town"] == town
    assert world.board(trip)["destination_city"] == town


@pytest.mark.parametrize("apostrophe", "'\u2019\u2018\u02bc\u02b9\u00b4\u0060\u2032\uff07")
def test_a_town_is_kept_with_any_apostrophe_that_the_address_has(world: World, apostrophe: str) -> None:
    text = f"9 Main St, O{apostrophe}Fallon, MO"
    trip = world.trip(destination_facility_id=None, destination_text=text, destination_town=town_of(text))
    assert world.board(trip)["destination_city"] == "O'Fallon, MO"


@pytest.mark.parametrize(
    ("text", "kept"),
    [("12 Oak Lane, Everett, PA", False), ("Jane Doe dialysis", True), ("12 Oak Lane 15537", True)],
)
def test_a_town_that_the_address_does_not_bear_out_is_none(world: World, text: str, *, kept: bool) -> None:
    """A ZIP code is not known here: there, and where the address says the same, only the console keeps it clean."""
    said = "Jane Doe dialysis, PA"
    trip = world.trip(destination_facility_id=None, destination_text=text, destination_town=said)
    assert world.board(trip)["destination_city"] == (said if kept else "")

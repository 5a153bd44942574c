"""Of an address outside the network agencies see the town, and the street only once the trip is theirs."""

import pytest

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
    assert (row["destination_name"], row["destination_city"]) == ("Address outside the network", "Everett, PA")
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

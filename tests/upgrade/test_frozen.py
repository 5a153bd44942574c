"""The frozen release is a trio that works."""

from medport_desktop.domain.enums import Silo
from tests.releases.restore import FrozenTrio
from tests.upgrade.conftest import world_of


def test_its_people_can_sign_in_and_its_events_stream(old: FrozenTrio) -> None:
    assert old.streams()
    with world_of(old) as world:
        for email, account in world.trio.accounts.items():
            for silo in Silo:
                row = world.person(email, silo).execute("select my_user_id() as id").fetchone()
                assert row == {"id": account.id}
        trip = world.trip()
        bid = world.bid(trip)
        world.award(trip, bid)
        assignment = world.request(trip)["assignment_id"]
        world.move(assignment, "EN_ROUTE", "ON_SCENE", "IN_TRANSIT", "AT_DESTINATION", "COMPLETED")
        assert world.request(trip)["status"] == "COMPLETED"
        assert world.metrics(trip)["trip_completed"] == 1
        assert [world.dead_letters(silo) for silo in Silo] == [0, 0, 0]

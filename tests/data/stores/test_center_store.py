"""The center's store against a real server, as real people."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from medport_desktop.data.stores.center import CenterStore, settings_from
from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.enums import (
    Silo,
    UserType,
)
from medport_desktop.domain.errors import NotAllowed, Refused
from medport_desktop.domain.people import NewAccount
from tests.data.world import ADMIN, CENTER, DESK, PASSWORD, World
from tests.support import until

Center = Callable[[str], CenterStore]


def test_accounts(center_store: Center, world: World) -> None:
    admin, key = center_store(ADMIN), uuid4()
    new = NewAccount(
        email=f"new{key.hex[:6]}@altoona.example",
        name="New Nurse",
        user_type=UserType.HOSPITAL,
        is_manager=False,
        hospital_id=world.hospital,
        agency_id=None,
        password="a long enough one",
    )
    assert new.password not in repr(new)
    admin.create_account(key, new)
    admin.create_account(key, new)  # sent again
    with pytest.raises(Refused) as twice:
        admin.create_account(uuid4(), new)
    assert twice.value.field == "email"
    (account,) = admin.accounts([key])
    assert (account.name, account.organisation, account.is_active) == ("New Nurse", "UPMC Altoona", True)
    manager = world.manager()
    until(lambda: not manager.sign_in(new.email, new.password).away)
    manager.close()
    admin.set_account_active(key, False)
    assert not admin.accounts([key])[0].is_active
    assert {organisation.id for organisation in admin.hospitals()} == {world.hospital, world.hospital_2}


def test_who_is_no_manager_makes_no_accounts(center_store: Center, world: World) -> None:
    key = uuid4()
    new = NewAccount("x@y.example", "X", UserType.CENTER, True, None, None, PASSWORD)
    for email in (DESK, CENTER):
        with pytest.raises(NotAllowed):
            center_store(email).create_account(key, new)
        with pytest.raises(NotAllowed):
            center_store(email).set_account_active(key, True)


def test_settings_are_read_and_nonsense_is_passed_over(center_store: Center, world: World) -> None:
    world.execute(
        Silo.CENTER,
        "insert into medport.system_configuration (key, value) values"
        " ('average_speed_mph', '50.5'), ('site_name', 'Here'), ('time_zone', 'America/Chicago')"
        " on conflict (key) do update set value = excluded.value",
    )
    found = center_store(DESK).settings()
    assert (found.average_speed_mph, found.site_name, found.time_zone) == (50.5, "Here", "America/Chicago")
    nonsense = {"road_factor": "far", "turnout_minutes": "1.5", "time_zone": "Mars/Olympus", "unknown": "1"}
    assert settings_from(nonsense) == Settings()

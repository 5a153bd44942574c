"""The demo region as other tests find it."""

import pytest

from medport_desktop.domain.enums import Silo, UserType
from tests.conftest import Trio
from tests.support import wrong


@pytest.mark.parametrize("user_type", list(UserType))
@pytest.mark.parametrize("manager", [False, True])
def test_each_kind_of_person_is_known_in_every_silo(trio: Trio, user_type: UserType, manager: bool) -> None:
    account = trio.account(user_type, manager=manager)
    for silo in Silo:
        with trio.connect(account.email, silo) as connection:
            row = connection.execute("select medport.my_user_id(), medport.my_user_type(), medport.am_manager()")
            assert row.fetchone() == (account.id, user_type.value, manager)


def test_seeding_and_ticking_leave_no_dead_letter(trio: Trio) -> None:
    assert wrong(trio.urls) == []

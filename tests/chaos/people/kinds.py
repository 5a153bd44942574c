"""Who works how: the kinds of people of a run."""

from collections.abc import Mapping

from medport_desktop.domain.enums import UserType
from tests.chaos.people.agency import Dispatcher
from tests.chaos.people.center import CenterHand
from tests.chaos.people.desk import Desk
from tests.chaos.people.worker import Worker

KINDS: Mapping[UserType, type[Worker]] = {
    UserType.HOSPITAL: Desk,
    UserType.EMS: Dispatcher,
    UserType.CENTER: CenterHand,
}

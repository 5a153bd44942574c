"""What a hospital's manager has in the window beside what every desk has."""

from dataclasses import dataclass

from medport_desktop.services.accounts import Accounts
from medport_desktop.services.hospital.hospital_manager import HospitalManager


@dataclass(frozen=True, slots=True)
class Managing:
    """A manager's use cases."""

    hospital: HospitalManager
    accounts: Accounts

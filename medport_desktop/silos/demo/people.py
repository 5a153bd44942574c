"""Who can sign in to the demo region. None of them exists; the passwords are public and good for loopback alone."""

from dataclasses import dataclass
from uuid import NAMESPACE_DNS, UUID, uuid5

from medport_desktop.domain.enums import UserType

PASSWORD = "demo-only-medport"  # nosec B105 # noqa: S105  (public on purpose: `seed` refuses every server that is not on loopback)
"""Of every demo account. One for all, so that seeding stretches one password a silo and not one a person and silo."""

_NAMESPACE = uuid5(NAMESPACE_DNS, "demo.medport.example")


def demo_id(kind: str, name: str) -> UUID:
    """Return the id that a named thing of the demo region always has."""
    return uuid5(_NAMESPACE, f"{kind}/{name}")


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """One person of the demo region."""

    email: str
    password: str
    name: str
    user_type: UserType
    is_manager: bool
    organisation: str
    """The hospital's or agency's name; '' for the center."""

    @property
    def id(self) -> UUID:
        """The account's id in every silo."""
        return demo_id("account", self.email)


def _pair(user_type: UserType, place: str, organisation: str) -> tuple[DemoAccount, DemoAccount]:
    member, manager = {
        UserType.HOSPITAL: ("desk", "manager"),
        UserType.EMS: ("dispatch", "manager"),
        UserType.CENTER: ("dispatch", "admin"),
    }[user_type]
    return (
        DemoAccount(f"{member}@{place}.example", PASSWORD, f"Demo {member}, {place}", user_type, False, organisation),
        DemoAccount(f"{manager}@{place}.example", PASSWORD, f"Demo {manager}, {place}", user_type, True, organisation),
    )


ACCOUNTS: tuple[DemoAccount, ...] = (
    *_pair(UserType.HOSPITAL, "nason", "Conemaugh Nason Medical Center"),
    *_pair(UserType.HOSPITAL, "altoona", "UPMC Altoona"),
    *_pair(UserType.HOSPITAL, "somerset", "UPMC Somerset"),
    *_pair(UserType.EMS, "bedford", "Bedford demo EMS"),
    *_pair(UserType.EMS, "blair", "Blair demo Ambulance"),
    *_pair(UserType.CENTER, "center", ""),
)
"""Twelve accounts: of three hospitals, two agencies and the center, a member and a manager each."""

ADMIN = ACCOUNTS[-1]
CENTER_DISPATCH = ACCOUNTS[-2]


def member_of(organisation: str) -> DemoAccount:
    """Return who works for an organisation: its member, or the center's dispatcher, who acts for those without one."""
    return next((a for a in ACCOUNTS if a.organisation == organisation and not a.is_manager), CENTER_DISPATCH)


def manager_of(organisation: str) -> DemoAccount | None:
    """Return an organisation's manager, if it has one that signs in."""
    return next((a for a in ACCOUNTS if a.organisation == organisation and a.is_manager), None)

"""Accounts and the organisations that they belong to."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from medport_desktop.domain.enums import Silo, UserType


@dataclass(frozen=True, slots=True)
class Person:
    """Who is signed in, as the center knows them."""

    id: UUID
    email: str
    name: str
    user_type: UserType
    is_manager: bool
    hospital_id: UUID | None = None
    hospital_name: str = ""
    agency_id: UUID | None = None
    agency_name: str = ""

    @property
    def home(self) -> Silo:
        """The silo that this person works in."""
        return self.user_type.home

    @property
    def is_administrator(self) -> bool:
        """A center manager runs the system."""
        return self.user_type is UserType.CENTER and self.is_manager

    @property
    def organisation(self) -> str:
        """The name shown at the top right."""
        return self.hospital_name or self.agency_name or "Regional center"


@dataclass(frozen=True, slots=True)
class Account:
    """An account as the admin window lists it."""

    id: UUID
    email: str
    name: str
    user_type: UserType
    is_manager: bool
    is_active: bool
    hospital_id: UUID | None
    hospital_name: str
    agency_id: UUID | None
    agency_name: str
    created_at: datetime
    updated_at: datetime

    @property
    def organisation(self) -> str:
        """Hospital or agency, or the center."""
        return self.hospital_name or self.agency_name or "Regional center"


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What an administrator (or a manager, for its own organisation) enters. The password never leaves the client."""

    email: str
    name: str
    user_type: UserType
    is_manager: bool
    hospital_id: UUID | None
    agency_id: UUID | None
    password: str

    def __repr__(self) -> str:
        """Without the password."""
        return f"NewAccount(email={self.email!r}, user_type={self.user_type!r})"


@dataclass(frozen=True, slots=True)
class AccountEdit:
    """What an account is to be; its kind stays."""

    id: UUID
    email: str
    name: str
    user_type: UserType
    is_manager: bool
    hospital_id: UUID | None
    agency_id: UUID | None


@dataclass(frozen=True, slots=True)
class Organisation:
    """A hospital or an agency to choose in a list."""

    id: UUID
    name: str

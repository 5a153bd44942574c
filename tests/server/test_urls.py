"""URLs in every form that sites use; passwords never shown."""

import pytest

from medport_desktop.domain.enums import Silo
from medport_desktop.silos.problem import ServerProblem
from medport_desktop.silos.urls import VARIABLES, SiloUrls, as_role, without_password

PLAIN = "postgresql://boss:hush@db.example:5432/hospital"


def all_three(url: str) -> SiloUrls:
    return SiloUrls(url, url, url)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_usual_scheme_is_taken(scheme: str) -> None:
    assert all_three(PLAIN.replace("postgresql", scheme)).hospital == PLAIN


def test_several_hosts_stay_together() -> None:
    url = "postgresql://boss:hush@a:5432,b:5433/ems?target_session_attrs=read-write&sslmode=verify-full"
    assert all_three(url)[Silo.EMS] == url
    assert all_three(url).for_people()[Silo.EMS] == (
        "postgresql://a:5432,b:5433/ems?target_session_attrs=read-write&sslmode=verify-full"
    )
    role = as_role(url, "medport_keeper", "it's \\ odd")
    assert "host=a,b" in role
    assert "target_session_attrs=read-write" in role
    assert "sslmode=verify-full" in role
    assert "hush" not in role


@pytest.mark.parametrize(
    "url",
    [
        PLAIN,
        "postgresql://boss:h%40sh%2F@db.example/hospital",
        "postgresql://boss@db.example/hospital?sslmode=require&password=hush",
        "postgresql://boss@db.example/hospital?password=hush",
    ],
)
def test_passwords_are_left_out(url: str) -> None:
    shown = without_password(url)
    assert "hush" not in shown
    assert "h%40sh" not in shown
    assert "boss" in shown
    assert "db.example" in shown
    assert "hush" not in repr(all_three(url))


@pytest.mark.parametrize("url", ["", "db.example", "http://db.example/x", "postgresql://db.example", "postgresql:///x"])
def test_a_url_that_cannot_do_is_named(url: str) -> None:
    with pytest.raises(ServerProblem, match="HOSPITAL_DATABASE_URL"):
        all_three(url)


def test_the_environment_names_what_it_lacks() -> None:
    with pytest.raises(ServerProblem, match="CENTER_DATABASE_URL is not set"):
        SiloUrls.from_environment({VARIABLES[Silo.HOSPITAL]: PLAIN, VARIABLES[Silo.EMS]: PLAIN})

"""Off this machine a console proves whom it talks to, and an administrator's credentials are never used."""

import pytest

from medport_desktop.data.connection.address import Address, BadAddress
from medport_desktop.domain.enums import Silo


def parameters(url: str) -> dict[str, str]:
    return Address.parse(Silo.EMS, url).parameters


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://127.0.0.1:5433/ems",
        "postgresql://localhost/ems",
        "postgresql://[::1]:5433/ems",
        "postgres://127.0.0.1,localhost/ems",
        "postgresql+psycopg://localhost/ems",
        "host=/var/run/postgresql dbname=ems",
    ],
)
def test_on_this_machine_scram_is_enough_and_required(url: str) -> None:
    """Whoever takes the port of a server that is down cannot ask for the password in clear."""
    found = parameters(url)
    assert found["require_auth"] == "scram-sha-256"
    assert "sslmode" not in found


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://db.example/ems?sslmode=require",
        "postgresql://db.example/ems?sslmode=disable",
        "postgresql://localhost,db.example/ems?sslmode=prefer",
        "host=localhost hostaddr=10.0.0.7 dbname=ems sslmode=require",
        "postgresql://127.0.0.1.example/ems?sslmode=allow",
    ],
)
def test_elsewhere_anything_less_than_verify_full_is_refused(url: str) -> None:
    with pytest.raises(BadAddress, match="verify-full"):
        parameters(url)


def test_elsewhere_verify_full_is_the_default() -> None:
    found = parameters("postgresql://a.example:1,b.example:2/ems?target_session_attrs=read-write")
    assert found["sslmode"] == "verify-full"
    assert found["sslrootcert"] == "system"
    assert found["host"] == "a.example,b.example"
    assert found["target_session_attrs"] == "read-write"
    own = parameters("postgresql://a.example/ems?sslmode=verify-full&sslrootcert=/etc/medport/ca.crt")
    assert own["sslrootcert"] == "/etc/medport/ca.crt"


def test_credentials_and_options_of_the_url_are_dropped() -> None:
    found = parameters("postgresql://postgres:topsecret@localhost/ems?options=-crole%3Dpostgres&passfile=/x")
    assert not {"user", "password", "options", "passfile"} & found.keys()
    assert "topsecret" not in repr(Address.parse(Silo.EMS, "postgresql://postgres:topsecret@localhost/ems"))


def test_an_unreadable_address_is_refused_without_quoting_it() -> None:
    with pytest.raises(BadAddress) as refused:
        parameters("postgresql://postgres:topsecret@local host:port/ems")
    assert "topsecret" not in str(refused.value) + refused.value.hint
    assert refused.value.__cause__ is None

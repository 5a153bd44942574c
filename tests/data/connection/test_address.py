"""Off this machine a console proves whom it talks to, and an administrator's credentials are never used."""

from collections.abc import Callable

import pytest
from psycopg.pq import Conninfo

from medport_desktop.data.connection.address import Address, BadAddress
from medport_desktop.data.connection.manager import DatabaseManager
from medport_desktop.domain.enums import Silo
from tests.data.world import DESK


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


VARIABLES = {
    option.envvar.decode(): option.keyword.decode() for option in Conninfo.get_defaults() if option.envvar is not None
}
OWN = {"PGSERVICE", "PGUSER", "PGPASSWORD"}
"""What each connection has for itself, or what has nothing left to say."""


@pytest.mark.parametrize("variable", sorted(VARIABLES.keys() - OWN))
def test_no_variable_of_the_environment_is_used(variable: str) -> None:
    found = Address.parse(Silo.EMS, "postgresql://localhost/ems").connect_parameters("test")
    assert VARIABLES[variable] in found


def test_variables_neither_lead_elsewhere_nor_lower_tls(
    sign_in: Callable[[str], DatabaseManager], monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile = {"PGHOSTADDR": "192.0.2.1", "PGPORT": "1", "PGSSLMODE": "disable", "PGSSLMINPROTOCOLVERSION": "TLSv1",
               "PGSSLROOTCERT": "/nowhere", "PGREQUIREAUTH": "none", "PGOPTIONS": "-c search_path=public",
               "PGCHANNELBINDING": "require", "PGREQUIREPEER": "nobody", "PGSSLCERTMODE": "require"}  # fmt: skip
    for name, value in hostile.items():
        monkeypatch.setenv(name, value)
    with sign_in(DESK).databases[Silo.HOSPITAL].connect_apart("test") as connection:
        assert connection.info.hostaddr == "127.0.0.1"
        found = {option.keyword: option.val for option in connection.pgconn.info}
        assert found[b"ssl_min_protocol_version"] == b"TLSv1.2"


@pytest.mark.parametrize(
    "words",
    [
        "ssl_min_protocol_version=TLSv1",
        "ssl_max_protocol_version=TLSv1.1",
        "sslkeylogfile=/tmp/keys",
        "sslcompression=1",
    ],
)
@pytest.mark.parametrize("host", ["localhost", "db.example"])
def test_an_address_does_not_weaken_tls(host: str, words: str) -> None:
    with pytest.raises(BadAddress, match="weaken TLS"):
        parameters(f"postgresql://{host}/ems?{words}")
    kept = parameters(f"postgresql://{host}/ems?ssl_min_protocol_version=TLSv1.3")
    assert kept["ssl_min_protocol_version"] == "TLSv1.3"


def test_libpq_has_nothing_to_say_of_the_password_file(
    sign_in: Callable[[str], DatabaseManager], capfd: pytest.CaptureFixture[str]
) -> None:
    """It would say it on stderr at each connection."""
    sign_in(DESK).databases[Silo.CENTER].connect_apart("test").close()
    assert capfd.readouterr().err == ""

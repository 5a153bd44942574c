"""The driver is told of the system's certificate authorities."""

from pathlib import Path

from medport_desktop.silos.servers.certificates import find_certificates


def test_the_first_bundle_that_is_there_is_named(tmp_path: Path) -> None:
    there = tmp_path / "authorities.pem"
    there.touch()
    environment: dict[str, str] = {}
    find_certificates(environment, (str(tmp_path / "absent.pem"), str(there)))
    assert environment == {"SSL_CERT_FILE": str(there)}


def test_what_the_environment_says_stays(tmp_path: Path) -> None:
    there = tmp_path / "authorities.pem"
    there.touch()
    environment = {"SSL_CERT_DIR": "/of/the/site"}
    find_certificates(environment, (str(there),))
    assert environment == {"SSL_CERT_DIR": "/of/the/site"}


def test_a_system_without_a_bundle_is_left_as_it_is(tmp_path: Path) -> None:
    environment: dict[str, str] = {}
    find_certificates(environment, (str(tmp_path / "absent.pem"),))
    assert environment == {}

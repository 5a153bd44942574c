"""The first account of a site, and the settings that it starts with."""

from collections.abc import Iterator
from dataclasses import fields

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from medport_desktop.data.connection.scram import role_name
from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.enums import Silo
from medport_desktop.silos.administrator import make_first_administrator
from medport_desktop.silos.problem import ServerProblem
from medport_desktop.silos.provision import provision
from medport_desktop.silos.servers.embedded import EmbeddedSilos
from medport_desktop.silos.urls import SiloUrls
from tests.support import until

EMAIL, PASSWORD = "first@site.example", "a-first-password"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SiloUrls]:
    """Three provisioned servers with nobody in them."""
    silos = EmbeddedSilos(tmp_path_factory.mktemp("site"), scram_iterations=4096, fsync=False)
    try:
        urls = silos.start()
        provision(urls)
        yield urls
    finally:
        silos.remove()


def test_a_new_site_has_every_setting_in_every_silo(site: SiloUrls) -> None:
    expected = {field.name for field in fields(Settings)}
    for url in dict(site.items()).values():
        with psycopg.connect(url) as connection:

            def keys(connection: psycopg.Connection = connection) -> set[str]:
                connection.rollback()
                return {key for (key,) in connection.execute("select key from medport.system_configuration")}

            until(lambda keys=keys: keys() == expected)


def test_the_first_administrator_signs_in_everywhere_and_is_the_only_first(site: SiloUrls) -> None:
    with pytest.raises(ServerProblem, match="at least 12 characters"):
        make_first_administrator(site, EMAIL, "First", "short")
    make_first_administrator(site, EMAIL, "First", PASSWORD)
    login = {"user": role_name(EMAIL), "password": PASSWORD}

    def may_sign_in(url: str) -> bool:
        try:
            with psycopg.connect(make_conninfo(url, **login)) as connection:
                row = connection.execute("select medport.my_user_type(), medport.am_manager()").fetchone()
        except psycopg.OperationalError:
            return False
        return row == ("center", True)

    for silo in Silo:
        until(lambda silo=silo: may_sign_in(site.for_people()[silo]))
    with pytest.raises(ServerProblem, match="already"):
        make_first_administrator(site, "second@site.example", "Second", PASSWORD)

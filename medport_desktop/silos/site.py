"""The site file: where a site's three silos are, and its name, for every console on a machine.

name = "Southern Alleghenies transport center"

[databases]
hospital = "postgresql://hospital.example.org/medport?sslmode=verify-full"
ems = "postgresql://ems.example.org/medport?sslmode=verify-full"
center = "postgresql://center1.example.org,center2.example.org/medport?sslmode=verify-full"
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from platformdirs import site_config_path

from medport_desktop.domain.enums import Silo
from medport_desktop.silos.problem import ServerProblem
from medport_desktop.silos.urls import SiloUrls

VARIABLE = "MEDPORT_SITE_FILE"
"""The environment variable that names another file than the machine's."""


@dataclass(frozen=True, slots=True)
class Site:
    """What a site file says."""

    urls: SiloUrls
    name: str = ""


def site_file(environment: Mapping[str, str] = os.environ) -> Path:
    """Return where the site file is expected."""
    named = environment.get(VARIABLE)
    return Path(named) if named else site_config_path("medport", appauthor=False) / "site.toml"


def read_site(environment: Mapping[str, str] = os.environ) -> Site | None:
    """Read the site file; None if this machine has none. Raises ServerProblem for one that cannot be used."""
    path = site_file(environment)
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        if environment.get(VARIABLE):
            raise ServerProblem(f"There is no site file {path}.", f"{VARIABLE} names it.") from None
        return None
    except OSError as error:
        raise ServerProblem(f"The site file {path} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise ServerProblem(f"The site file {path} is not valid TOML.") from error
    return _site(path, content)


def _site(path: Path, content: Mapping[str, object]) -> Site:
    databases = content.get("databases")
    given = databases if isinstance(databases, dict) else {}
    urls = {silo.value: url for silo in Silo if isinstance(url := given.get(silo.value), str)}
    missing = [silo.value for silo in Silo if silo.value not in urls]
    if missing:
        raise ServerProblem(
            f"The site file {path} lacks the address of: {', '.join(missing)}.",
            'Under [databases], set each to "postgresql://host:port/database".',
        )
    name = content.get("name", "")
    try:
        return Site(SiloUrls(**urls), name if isinstance(name, str) else "")
    except ServerProblem as problem:
        raise ServerProblem(f"The site file {path} has an address that cannot be used.", str(problem)) from problem

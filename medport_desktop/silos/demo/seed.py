"""Filling three empty embedded silos with the demo region and a day of its trips."""

from collections.abc import Sequence
from ipaddress import ip_address

from psycopg.conninfo import conninfo_to_dict

from medport_desktop.domain.enums import Silo
from medport_desktop.silos.demo.acting import act
from medport_desktop.silos.demo.history import invent
from medport_desktop.silos.demo.people import ACCOUNTS, DemoAccount
from medport_desktop.silos.demo.setting import fill
from medport_desktop.silos.demo.stage import Stage, stage
from medport_desktop.silos.demo.timeline import spread
from medport_desktop.silos.problem import ServerProblem
from medport_desktop.silos.urls import SiloUrls

__all__ = ["ACCOUNTS", "DemoAccount", "seed"]

_MARK = "MedPort demo region"
"""The comment on the center's database once all is there."""

_LOCK = 7_364_002
"""Advisory lock in the center: one seeding at a time."""


def seed(urls: SiloUrls) -> Sequence[DemoAccount]:
    """Fill provisioned, empty silos once; returns the demo's accounts, each time.

    `urls` are a superuser's, and on loopback: the demo's passwords are public. Returns when all silos agree. Raises
    ServerProblem for a server elsewhere, or for silos that hold something else.
    """
    for silo, url in urls.items():
        _insist_on_loopback(silo, url)
    with stage(urls) as silos:
        silos[Silo.CENTER].execute("select pg_catalog.pg_advisory_lock(%s)", [_LOCK])
        if not _is_seeded(silos):
            _insist_on_empty(silos)
            fill(silos)
            scenes, acts = act(silos)
            spread(silos, scenes, acts)
            invent(silos[Silo.CENTER])
            _mark(silos)
    return ACCOUNTS


def _insist_on_loopback(silo: Silo, url: str) -> None:
    parts = conninfo_to_dict(url)
    hosts = ",".join(str(parts[key]) for key in ("host", "hostaddr") if parts.get(key)).split(",")
    if not all(_is_loopback(host) for host in hosts):
        raise ServerProblem(
            f"The {silo.label} database is on another machine, so the demo region is not added.",
            "Its passwords are public: it is for the embedded servers alone.",
        )


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _is_seeded(silos: Stage) -> bool:
    row = (
        silos[Silo.CENTER]
        .execute(
            "select pg_catalog.shobj_description(oid, 'pg_database') from pg_catalog.pg_database"
            " where datname = current_database()"
        )
        .fetchone()
    )
    return row == (_MARK,)


def _insist_on_empty(silos: Stage) -> None:
    for silo, table in ((Silo.CENTER, "app_user"), (Silo.HOSPITAL, "transport_request"), (Silo.EMS, "ems_agency")):
        if silos[silo].execute(f"select from medport.{table} limit 1".encode()).fetchone() is not None:  # nosec B608 # named above
            raise ServerProblem(
                f"The {silo.label} database holds data already, so the demo region is not added.",
                "Use empty databases: medport demo reset",
            )


def _mark(silos: Stage) -> None:
    silos[Silo.CENTER].execute(
        f"do $$ begin execute format('comment on database %I is %L', current_database(), '{_MARK}'); end $$".encode()
    )

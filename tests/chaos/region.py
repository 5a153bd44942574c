"""The servers, the people and the wires of a chaos run."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from uuid import uuid4

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from medport_desktop.data.connection.manager import DatabaseManager
from medport_desktop.data.stores.center import CenterStore
from medport_desktop.domain.enums import Silo, UserType
from medport_desktop.domain.people import NewAccount
from medport_desktop.silos import keeper, replication
from medport_desktop.silos.demo.people import ACCOUNTS, ADMIN, PASSWORD, demo_id
from medport_desktop.silos.demo.region import AGENCIES
from medport_desktop.silos.demo.seed import seed
from medport_desktop.silos.demo.stage import stage
from medport_desktop.silos.provision import provision
from medport_desktop.silos.servers import cluster
from medport_desktop.silos.servers.embedded import EmbeddedSilos
from medport_desktop.silos.urls import SiloUrls
from tests.chaos.people.keeping import Workstation
from tests.chaos.proxy import Proxies, Proxy
from tests.support import until

SCRAM_ITERATIONS = 4096
MORE_UNITS = 6
"""Free units that each agency gets on top of the demo's."""
_HIRED = (UserType.HOSPITAL, UserType.EMS, UserType.EMS, UserType.HOSPITAL, UserType.EMS, UserType.CENTER)
"""In turn."""
_PORTS = range(20_000, 32_000)
"""Below what systems give to outgoing connections: a killed server must find its port again."""


@dataclass(frozen=True)
class Hand:
    """Somebody who works: an account."""

    email: str
    user_type: UserType


@dataclass(frozen=True)
class Region:
    """Everything that a run needs to work on and to break."""

    silos: EmbeddedSilos
    urls: SiloUrls
    """A superuser's, past the proxies."""
    people_wires: Mapping[Silo, Proxy]
    """Between the people and each silo."""
    bus_wires: Mapping[str, Proxy]
    """Between a subscriber and its publisher, by subscription."""
    keeper_env: Path
    first: Workstation
    """That the people of the run work at."""
    second: Workstation
    """That the consoles run at which are killed."""
    keys: Path
    """Where both have their keyring."""
    hands: list[Hand] = field(default_factory=list)

    @contextmanager
    def clock(self) -> Iterator[None]:
        """Tick every second in each silo, as long as the block lasts."""
        ticking = keeper.Keeper(lambda: keeper.read_env(self.keeper_env), every_s=1)
        ticking.start()
        try:
            yield
        finally:
            ticking.stop()

    def urls_of_people(self) -> dict[Silo, str]:
        """Where people connect: through the proxies."""
        return {silo: f"postgresql://127.0.0.1:{wire.port}/{silo.value}" for silo, wire in self.people_wires.items()}

    def superuser(self, silo: Silo) -> psycopg.Connection:
        """Connect past the proxies; use it in a `with`."""
        return psycopg.connect(self.urls[silo], autocommit=True, connect_timeout=10)


@contextmanager
def region(folder: Path, people: int, dice: Random) -> Iterator[Region]:
    """Make the demo region with more people and units, wired through proxies."""
    ports = _free_ports(dice)
    silos = EmbeddedSilos(folder / "silos", ports=ports, scram_iterations=SCRAM_ITERATIONS, fsync=True)
    with ExitStack() as stack:
        stack.callback(silos.remove)
        urls = silos.start()
        env = folder / "keeper.env"
        provision(urls, keeper_env=env)
        seed(urls)
        proxies = stack.enter_context(Proxies())
        made = Region(
            silos,
            urls,
            {silo: proxies.before(port) for silo, port in silos.ports().items()},
            {link.subscription: proxies.before(silos.ports()[link.publisher]) for link in replication.links()},
            env,
            Workstation(folder / "first"),
            Workstation(folder / "second"),
            folder / "keyring",
        )
        _wire_the_bus(made)
        _end_seeded_trips(made)
        _more_units(made)
        made.hands.extend(_hire(made, people))
        yield made


def _free_ports(dice: Random) -> tuple[int, int, int]:
    found: list[int] = []
    while len(found) < len(Silo):
        port = dice.choice(_PORTS)
        if port not in found and cluster.is_free(port):
            found.append(port)
    hospital, ems, center = found
    return hospital, ems, center


def _wire_the_bus(made: Region) -> None:
    """Lead each subscription through its proxy."""
    for link in replication.links():
        with made.superuser(link.subscriber) as connection:
            row = connection.execute(
                "select subconninfo from pg_subscription where subname = %s", [link.subscription]
            ).fetchone()
            assert row is not None
            address = {**conninfo_to_dict(row[0]), "port": made.bus_wires[link.subscription].port}
            connection.execute(
                sql.SQL("alter subscription {} connection {}").format(
                    sql.Identifier(link.subscription), sql.Literal(make_conninfo("", **address))
                )
            )


def _end_seeded_trips(made: Region) -> None:
    """The demo's trips have a past that was written for the demo; a run looks at its own trips alone."""
    with made.superuser(Silo.EMS) as ems, made.superuser(Silo.HOSPITAL) as hospital:
        for before, after in (("IN_TRANSIT", "AT_DESTINATION"), ("AT_DESTINATION", "COMPLETED")):
            ems.execute("update medport.assignment set status = %s where status = %s", [after, before])
        hospital.execute(
            "update medport.transport_request set status = 'CANCELLED', cancellation_reason = 'OTHER'"
            " where status in ('SCHEDULED', 'PENDING', 'ACCEPTED', 'EN_ROUTE', 'ON_SCENE')"
        )
    with stage(made.urls) as silos:
        silos.settle()


def _more_units(made: Region) -> None:
    with made.superuser(Silo.EMS) as connection:
        for agency in AGENCIES:
            for number in range(MORE_UNITS):
                connection.execute(
                    "insert into medport.unit (agency_id, unit_number, type, current_status)"
                    " values (%s, %s, 'CCT', 'AVAILABLE')",
                    [agency.id, f"X-{number + 1}"],
                )


def _hire(made: Region, people: int) -> list[Hand]:
    """Return `people` accounts: the demo's first, then new ones that the administrator makes."""
    hands = [Hand(account.email, account.user_type) for account in ACCOUNTS][:people]
    hospitals = sorted({a.organisation for a in ACCOUNTS if a.user_type is UserType.HOSPITAL})
    manager = DatabaseManager(made.urls.for_people())
    try:
        manager.sign_in(ADMIN.email, PASSWORD)
        store = CenterStore(manager.databases[Silo.CENTER])
        for number in range(people - len(hands)):
            kind = _HIRED[number % len(_HIRED)]
            email = f"chaos{number}@{kind.value}.example"
            store.create_account(
                uuid4(),
                NewAccount(
                    email,
                    f"Demo hand {number}",
                    kind,
                    False,
                    demo_id("hospital", hospitals[number // 3 % len(hospitals)]) if kind is UserType.HOSPITAL else None,
                    AGENCIES[(2 + number) % len(AGENCIES)].id if kind is UserType.EMS else None,
                    PASSWORD,
                ),
            )
            hands.append(Hand(email, kind))
    finally:
        manager.close()
    with made.superuser(Silo.CENTER) as center:
        center.execute("update medport.app_user set must_change_password = false where must_change_password")
    for hand in hands:
        until(lambda hand=hand: _can_sign_in(made, hand))  # type: ignore[misc]
    return hands


def _can_sign_in(made: Region, hand: Hand) -> bool:
    probe = DatabaseManager(made.urls.for_people())
    try:
        return not probe.sign_in(hand.email, PASSWORD).away
    finally:
        probe.close()

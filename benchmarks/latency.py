"""From the commit of a trip in the hospital silo to its row on an agency's board, through all that lies between.

    python -m benchmarks.latency [--trips 100]

Three embedded silos, one agency's window off screen. Each trip is written by the hospital's own role with plain SQL.
Two times are taken from the return of COMMIT: until a bare listener in the ems silo hears of it (the database's
share), and until the row is on the board's model (what a person sees, the coalescing of 40 ms included).
"""

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo
from PySide6.QtWidgets import QApplication

from medport_desktop.bootstrap import dress
from medport_desktop.data.connection.scram import role_name
from medport_desktop.domain.enums import Silo
from medport_desktop.gui.kit.board import BoardModel, BoardView
from medport_desktop.runtime import loop
from medport_desktop.silos.demo.people import PASSWORD
from medport_desktop.silos.demo.seed import seed
from medport_desktop.silos.provision import provision
from medport_desktop.silos.servers.embedded import EmbeddedSilos
from medport_desktop.silos.urls import SiloUrls
from medport_desktop.tour.cast import Cast
from medport_desktop.tour.hands import eventually

_ENTER = """
    insert into transport_request (hospital_id, origin_facility_id, destination_facility_id, transport_level, priority,
                                   status, ready_at)
    select o.hospital_id, o.id, d.id, 'BLS', 'MEDIUM', 'PENDING', now() + interval '30 minutes'
    from hospital_facility o, hospital_facility d
    where o.hospital_id = my_hospital_id() and d.name = 'UPMC Presbyterian'
    returning id
"""


def main() -> int:
    """Run it and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--trips", type=int, default=100)
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="medport-bench-") as folder:
        silos = EmbeddedSilos(Path(folder) / "silos")
        try:
            urls = silos.start()
            provision(urls)
            seed(urls)
            app = QApplication(sys.argv[:1])
            dress(app)
            return loop.run(app, partial(_measure, urls, options.trips))
        finally:
            silos.remove()


async def _measure(urls: SiloUrls, trips: int) -> int:
    def as_person(email: str, silo: Silo) -> psycopg.Connection:
        login = {"user": role_name(email), "password": PASSWORD}
        return psycopg.connect(make_conninfo(urls.for_people()[silo], **login), autocommit=True)

    heard: list[float] = []
    seen: list[float] = []
    with (
        Cast(urls.for_people()) as cast,
        as_person("desk@nason.example", Silo.HOSPITAL) as desk,
        as_person("dispatch@bedford.example", Silo.EMS) as ear,
    ):
        dispatcher = cast.enter("dispatch@bedford.example", PASSWORD)
        await dispatcher.sign_in()
        board = (await dispatcher.at_window.find(BoardView, "board")).model()
        assert isinstance(board, BoardModel)
        arrivals: list[float] = []
        board.rowsInserted.connect(lambda *_: arrivals.append(time.perf_counter()))
        ear.execute("listen medport")
        for _ in range(trips):
            row = desk.execute(_ENTER).fetchone()
            committed = time.perf_counter()
            assert row is not None
            trip = row[0]
            heard.append(await asyncio.to_thread(_hear, ear, str(trip)) - committed)
            await eventually("the row on the board", lambda trip=trip: board.row(trip))
            seen.append(arrivals[-1] - committed)
            await asyncio.sleep(0.15)  # as people enter trips: not faster than a board repaints
    for name, figures in (("notified in the ems silo", heard), ("row on the agency's board", seen)):
        ms = sorted(figure * 1000 for figure in figures)
        print(  # noqa: T201
            f"{name:<28} median {statistics.median(ms):7.2f} ms   p95 {ms[int(len(ms) * 0.95)]:7.2f} ms   "
            f"max {ms[-1]:7.2f} ms   n={len(ms)}"
        )
    return 0


def _hear(ear: psycopg.Connection, trip: str) -> float:
    for notice in ear.notifies(timeout=10):
        if trip in notice.payload:
            return time.perf_counter()
    raise TimeoutError(trip)


if __name__ == "__main__":
    sys.exit(main())

"""Measure how long each step of an upgrade takes on the frozen release: `python -m tests.upgrade.measure`.

It writes silos/migrations/timings.json, which `medport db upgrade --check` shows. Run it on a quiet machine.
"""

import json
import os
import platform
import statistics
import tempfile
from collections import defaultdict
from datetime import date
from pathlib import Path

from medport_desktop.domain.enums import Silo
from medport_desktop.silos.migrations.checking import TIMINGS
from medport_desktop.silos.migrations.upgrade import upgrade
from medport_desktop.silos.servers.embedded import EmbeddedSilos
from tests.releases.restore import FrozenTrio

TIMES = 3


def main() -> None:
    """Upgrade each silo several times, and write the medians down."""
    taken: dict[Silo, dict[str, list[float]]] = {silo: defaultdict(list) for silo in Silo}
    with tempfile.TemporaryDirectory() as folder:
        silos = EmbeddedSilos(Path(folder) / "trio", scram_iterations=4096)
        try:
            trio = FrozenTrio(silos, silos.start())
            trio.make()
            for _ in range(TIMES):
                for silo in Silo:
                    for step in upgrade(silo, trio.urls[silo]):
                        taken[silo][step.name].append(step.seconds)
                trio.remake()
        finally:
            silos.remove()
    figures = {
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, fsync on",
        "date": date.today().isoformat(),
        "data": f"release {trio.release} with the demo's rows, median of {TIMES}",
        "seconds": {
            silo.value: {step: round(statistics.median(times), 3) for step, times in steps.items()}
            for silo, steps in taken.items()
        },
    }
    TIMINGS.write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()

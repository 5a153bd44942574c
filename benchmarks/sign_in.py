"""Signing in to three silos at 600,000 SCRAM iterations, and a further connection by keys.

python -m benchmarks.sign_in
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path
from uuid import uuid4

from medport_desktop.data.connection.manager import DatabaseManager
from medport_desktop.domain.enums import Silo
from medport_desktop.silos.administrator import make_first_administrator
from medport_desktop.silos.provision import provision
from medport_desktop.silos.servers.embedded import EmbeddedSilos

ROUNDS = 5
ITERATIONS = 600_000
"""A site's servers have that many (docs/deployment.md); the demo's have fewer."""


def main() -> int:
    """Run it and print medians in milliseconds."""
    email, password = "first@site.example", uuid4().hex
    with tempfile.TemporaryDirectory(prefix="medport-bench-") as folder:
        silos = EmbeddedSilos(Path(folder) / "silos", scram_iterations=ITERATIONS)
        try:
            urls = silos.start()
            provision(urls)
            make_first_administrator(urls, email, "First", password)
            time.sleep(2)  # the account reaches the other silos
            by_password, by_keys = [], []
            for _ in range(ROUNDS):
                manager = DatabaseManager(urls.for_people())
                start = time.perf_counter()
                outcome = manager.sign_in(email, password)
                by_password.append((time.perf_counter() - start) * 1000)
                assert not outcome.away
                start = time.perf_counter()
                manager.databases[Silo.EMS].connect_apart("benchmark").close()
                by_keys.append((time.perf_counter() - start) * 1000)
                manager.close()
        finally:
            silos.remove()
    sys.stdout.write(f"sign in, three silos     median {statistics.median(by_password):7.1f} ms\n")
    sys.stdout.write(f"a further connection     median {statistics.median(by_keys):7.1f} ms\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

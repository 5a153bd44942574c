"""`make chaos`: run the chaos suite and say what it found; exit code 1 if a promise was broken."""

import argparse
import faulthandler
import logging
import random
import signal
import sys
import tempfile
import time
from pathlib import Path

from tests.chaos.run import run

FOLDER = Path("out/chaos")


def main() -> int:
    """Run as the arguments say."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", type=int, default=None, help="of an earlier run, for the same faults and people")
    parser.add_argument("--people", type=int, default=18)
    parser.add_argument("--out", type=Path, default=FOLDER, help="for report.txt and report.json")
    options = parser.parse_args()
    faulthandler.register(signal.SIGUSR1)
    logging.getLogger("medport_desktop").addHandler(logging.NullHandler())  # that servers are away is no news here
    seed = random.SystemRandom().randrange(1_000_000) if options.seed is None else options.seed
    began = time.monotonic()

    def say(line: str) -> None:
        _say(f"{time.monotonic() - began:7.1f}  {line}")

    _say(f"chaos: seed {seed}; the same faults again: make chaos MINUTES={options.minutes:g} SEED={seed}")
    with tempfile.TemporaryDirectory(prefix="medport-chaos-") as folder:
        Path(folder).chmod(0o755)
        report = run(options.minutes, seed, options.people, Path(folder), say)
    report.write(options.out)
    _say(f"\n{report.text()}\n\nreport: {options.out / 'report.txt'}, {options.out / 'report.json'}")
    return 0 if report.passed else 1


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())

"""A console's process that writes in a loop, to be killed at any moment: `python -m tests.chaos.console`.

What it began and what it was told stands in its journal, line by line.
"""

import random
import sys
from pathlib import Path

from medport_desktop.data.manager import DatabaseManager
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.errors import MedPortError
from medport_desktop.silos.demo.people import PASSWORD
from tests.chaos.faults import CONSOLE_AWAY
from tests.chaos.journal import JournalFile
from tests.chaos.people import Desk, Dispatcher, Gate, Worker


def main(arguments: list[str]) -> int:
    """Work as that person until killed."""
    email, journal, seed, *urls = arguments
    file = JournalFile(Path(journal))
    addresses = {Silo(name): url for name, _, url in (part.partition("=") for part in urls)}
    manager = DatabaseManager(addresses)
    gate = Gate()
    gate.open()
    worker: Worker | None = None
    try:
        home = manager.sign_in(email, PASSWORD).home
        kind = Desk if home is Silo.HOSPITAL else Dispatcher
        worker = kind(manager, email, PASSWORD, gate, random.Random(int(seed)), file.write, begun=file.write)
        worker.sign_in()
    except MedPortError:
        return CONSOLE_AWAY
    while True:
        with gate.working():
            worker.one_thing()
        if worker.bugs:
            sys.stderr.write(worker.bugs[0])
            return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

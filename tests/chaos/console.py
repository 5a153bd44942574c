"""A console's process, to be killed at any moment: `python -m tests.chaos.console`.

It writes in a loop while somebody pulls the cable to the silo that it writes to, and plugs it in again: it keeps what
it cannot send, and sends it. What it began and what it was told stands in its journal, line by line.
"""

import random
import sys
import threading
from pathlib import Path
from urllib.parse import urlsplit

import keyring

from medport_desktop.data.connection.manager import DatabaseManager
from medport_desktop.domain.enums import Silo, UserType
from medport_desktop.domain.errors import MedPortError
from medport_desktop.silos.demo.people import PASSWORD
from tests.chaos.checking.journal import JournalFile
from tests.chaos.faults import CONSOLE_AWAY
from tests.chaos.people.keeping import FileKeyring, Workstation
from tests.chaos.people.kinds import KINDS
from tests.chaos.people.worker import Gate
from tests.chaos.proxy import Mode, Proxies, Proxy

LONGEST_CABLE_S = 2.0
"""Plugged in, or not."""


def main(arguments: list[str]) -> int:
    """Work as that person until killed."""
    email, user_type, folder, keys, journal, seed, *urls = arguments
    file, dice, kind = JournalFile(Path(journal)), random.Random(int(seed)), UserType(user_type)
    keyring.set_keyring(FileKeyring(Path(keys)))
    addresses = {Silo(name): url for name, _, url in (part.partition("=") for part in urls)}
    home = Silo.HOSPITAL if kind is UserType.HOSPITAL else Silo.EMS
    cable = Proxies().before(urlsplit(addresses[home]).port or 0)
    addresses[home] = f"postgresql://127.0.0.1:{cable.port}/{home.value}"
    gate = Gate()
    gate.open()
    worker = KINDS[kind](
        DatabaseManager(addresses),
        email,
        PASSWORD,
        gate,
        dice,
        file.write,
        begun=file.write,
        workstation=Workstation(Path(folder)),
    )
    try:
        worker.sign_in()
    except MedPortError:
        return CONSOLE_AWAY
    for beside in (worker.deliver, lambda: _pull(cable, gate, random.Random(dice.random()))):
        threading.Thread(target=beside, daemon=True).start()
    while not worker.bugs:
        worker.one_thing()
    sys.stderr.write(worker.bugs[0])
    return 1


def _pull(cable: Proxy, gate: Gate, dice: random.Random) -> None:
    while True:
        cable.set(dice.choice([Mode.PASS, Mode.PASS, Mode.DROP, Mode.DROP, Mode.HALF_OPEN]))
        gate.pause(dice.uniform(0.2, LONGEST_CABLE_S))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

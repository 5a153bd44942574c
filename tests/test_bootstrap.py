"""The composition root opens the right window for each kind of person, and takes everything down again."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QWidget

from medport_desktop import bootstrap
from medport_desktop.bootstrap import Console, open_session
from medport_desktop.data.connection.silo_clock import keep_clock
from medport_desktop.data.workstation.settings_file import WorkstationFile
from medport_desktop.data.workstation.vault import Vault
from medport_desktop.domain.enums import Silo, UserType
from medport_desktop.gui.kit.shell.lights import Light
from medport_desktop.gui.kit.shell.shell import ConsoleShell
from medport_desktop.gui.session import activity
from medport_desktop.gui.sign_in import SignInWindow
from tests.at_work import Seat
from tests.conftest import Trio
from tests.hands import emitted
from tests.keyrings import MemoryKeyring
from tests.support import until

NOBODY = "postgresql://127.0.0.1:1/nobody"
KINDS = [
    (UserType.HOSPITAL, False, "TripEntryWindow"),
    (UserType.HOSPITAL, True, "TripEntryWindow"),
    (UserType.EMS, False, "BidBoardWindow"),
    (UserType.EMS, True, "BidBoardWindow"),
    (UserType.CENTER, False, "DispatchWindow"),
    (UserType.CENTER, True, "DispatchWindow"),
]

Open = Callable[..., Console]


@pytest.fixture(autouse=True)
def at_hand(qapp: QApplication, memory_keyring: MemoryKeyring) -> None:
    """Every console here is dressed as the program dresses it, and has a keyring."""
    bootstrap.dress(qapp)


@pytest.fixture
def open_as(trio: Trio) -> Iterator[Open]:
    """Sign somebody of the demo in and wait for their window; `away` are silos at whose address nobody is."""
    consoles: list[Console] = []

    def open_one(user_type: UserType, *, manager: bool = False, away: tuple[Silo, ...] = ()) -> Console:
        account = trio.account(user_type, manager=manager)
        urls = {**trio.urls.for_people(), **dict.fromkeys(away, NOBODY)}
        console = open_session(urls, account.email, account.password)
        consoles.append(console)
        until(lambda: console.window is not None)
        return console

    yield open_one
    for console in consoles:
        console.close()


@pytest.fixture
def at_workstation(trio: Trio, tmp_path: Path) -> Iterator[Callable[[], Console]]:
    """A console on a workstation that remembers, before anybody has signed in."""
    consoles: list[Console] = []

    def start() -> Console:
        console = Console(trio.urls.for_people(), Vault(WorkstationFile(tmp_path / "workstation.json")))
        consoles.append(console)
        console.start()
        return console

    yield start
    for console in consoles:
        console.close()


def sign_in_window(console: Console) -> SignInWindow:
    assert console.sign_in_window is not None
    return console.sign_in_window


def shell(console: Console) -> ConsoleShell:
    assert console.window is not None
    return console.window


def all_live(console: Console) -> bool:
    return Seat(console).is_live()


def settle(console: Console) -> None:
    """Wait until the first reads of the window have been shown."""
    Seat(console).ready()


@pytest.mark.parametrize(("user_type", "manager", "window"), KINDS)
def test_each_kind_of_person_has_its_window_which_leaves_nothing_behind(
    open_as: Open, user_type: UserType, manager: bool, window: str
) -> None:
    console = open_as(user_type, manager=manager)
    assert type(shell(console)).__name__ == window
    assert shell(console).isVisible()
    assert shell(console).windowTitle().startswith("MedPort")
    assert console.sign_in_window is None
    runs_own_accounts = manager and user_type is not UserType.CENTER
    assert (shell(console).findChild(QWidget, "manager_accounts_page") is not None) is runs_own_accounts
    settle(console)
    console.close()  # the guard of tests/guards.py looks for threads, timers and windows


def test_three_people_work_side_by_side(open_as: Open) -> None:
    consoles = [open_as(kind) for kind in UserType]
    assert len({console.manager.person.id for console in consoles}) == 3
    for console in consoles:
        settle(console)
    consoles[0].close()
    assert all_live(consoles[1])
    assert shell(consoles[2]).isVisible()


def test_closing_the_window_ends_the_session_but_keeps_the_keys(
    trio: Trio, at_workstation: Callable[[], Console], memory_keyring: MemoryKeyring
) -> None:
    account = trio.account(UserType.HOSPITAL)
    console = at_workstation()
    keep = sign_in_window(console).findChild(QCheckBox, "keep")
    assert keep is not None
    keep.setChecked(True)
    sign_in_window(console).sign_in(account.email, account.password)
    until(lambda: console.window is not None)
    settle(console)
    with emitted(console.ended):
        shell(console).close()
    assert console.window is None
    assert memory_keyring.entries

    again = at_workstation()
    until(lambda: again.window is not None)
    assert again.manager.person.email == account.email


def test_signing_out_comes_back_to_the_sign_in_window_and_forgets_the_keys(
    trio: Trio, at_workstation: Callable[[], Console], memory_keyring: MemoryKeyring
) -> None:
    account = trio.account(UserType.EMS)
    console = at_workstation()
    window = sign_in_window(console)
    keep = window.findChild(QCheckBox, "keep")
    assert keep is not None
    keep.setChecked(True)
    window.sign_in(account.email, account.password)
    until(lambda: console.window is not None)
    settle(console)
    ended: list[bool] = []
    console.ended.connect(lambda: ended.append(True))
    action = shell(console).findChild(QAction, "sign_out")
    assert action is not None
    action.trigger()
    until(lambda: console.sign_in_window is not None and console.runtime.tasks.is_idle)
    assert console.window is None
    assert not ended
    assert not memory_keyring.entries
    assert console.session.signed_in is None
    email = sign_in_window(console).findChild(QLineEdit, "email")
    assert email is not None
    assert email.text() == account.email

    other = trio.account(UserType.CENTER)
    sign_in_window(console).sign_in(other.email, other.password)
    until(lambda: console.window is not None)
    assert type(shell(console)).__name__ == "DispatchWindow"
    with emitted(console.ended):
        console.leave()


def test_closing_the_sign_in_window_ends_the_program(at_workstation: Callable[[], Console]) -> None:
    console = at_workstation()
    with emitted(console.ended):
        sign_in_window(console).close()


class Hesitant(ConsoleShell):
    """A window with something unsent: it refuses to close once."""

    asked = False

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.asked:
            self.asked = True
            event.ignore()


def test_a_window_that_asks_first_still_signs_out_when_it_closes(
    open_as: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "build_window", lambda *_: Hesitant())
    console = open_as(UserType.HOSPITAL)
    console.sign_out()
    assert shell(console).isVisible()
    shell(console).close()  # as its question does when the answer is to discard
    until(lambda: console.sign_in_window is not None)
    until(lambda: console.runtime.tasks.is_idle)


@pytest.mark.parametrize(
    ("user_type", "away", "words"),
    [(UserType.EMS, Silo.HOSPITAL, "The Hospital database is away"), (UserType.HOSPITAL, Silo.EMS, "The EMS database")],
)
def test_a_silo_that_is_away_is_told_in_the_window(open_as: Open, user_type: UserType, away: Silo, words: str) -> None:
    console = open_as(user_type, away=(away,))
    bar = shell(console).messages
    until(lambda: any(words in message.text for message in bar.history()))
    until(lambda: shell(console).lights.light(away.label).state() is Light.AWAY)


def test_a_workstation_without_a_keyring_says_so_in_the_window(
    trio: Trio, at_workstation: Callable[[], Console]
) -> None:
    keyring.set_keyring(NoKeyring())
    account = trio.account(UserType.HOSPITAL)
    console = at_workstation()
    keep = sign_in_window(console).findChild(QCheckBox, "keep")
    assert keep is not None
    keep.setChecked(True)
    sign_in_window(console).sign_in(account.email, account.password)
    until(lambda: console.window is not None)
    bar = shell(console).messages
    until(lambda: any("no keyring" in message.text for message in bar.history()))


def last_seen(trio: Trio, silo: Silo, email: str) -> datetime | None:
    query = "select last_seen_at from reference.session join reference.account using (user_id) where email = %s"
    with trio.superuser(silo) as connection:
        row = connection.execute(query, [email]).fetchone()
    return None if row is None else row[0]


def test_activity_is_told_to_every_silo_at_most_once_a_minute(
    trio: Trio, open_as: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    monkeypatch.setattr(activity, "monotonic", lambda: now[0])
    console = open_as(UserType.EMS)
    settle(console)
    touches: list[bool] = []
    touch = console.session.touch
    monkeypatch.setattr(console.session, "touch", lambda: (touches.append(True), touch()))
    begun = datetime.now(UTC)
    for later in (30, 61, 90, 119, 123):
        now[0] = 1000.0 + later
        QTest.keyClick(shell(console).windowHandle(), Qt.Key.Key_Shift)
    until(lambda: console.runtime.tasks.is_idle)
    assert len(touches) == 2
    for silo in Silo:
        seen = last_seen(trio, silo, console.manager.person.email)
        assert seen is not None
        assert seen > begun - timedelta(seconds=1)


def heartbeats(trio: Trio, silo: Silo) -> int:
    with trio.superuser(silo) as connection:
        query = f"select count(*) from events.{silo.value} where kind = 'silo.heartbeat'"
        row = connection.execute(query).fetchone()  # type: ignore[arg-type]
    assert row is not None
    return int(row[0])


def forget_heartbeats(trio: Trio) -> None:
    for silo in Silo:
        with trio.superuser(silo) as connection:
            connection.execute(
                f"update events.{silo.value} set occurred_at = occurred_at - interval '31 seconds'"
                " where kind = 'silo.heartbeat'"
            )  # type: ignore[call-overload]


def test_a_center_console_keeps_the_clock_when_nobody_else_does(
    trio: Trio, open_as: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "CLOCK_EVERY_MS", 20)
    forget_heartbeats(trio)
    before = {silo: heartbeats(trio, silo) for silo in Silo}
    console = open_as(UserType.CENTER)
    until(lambda: all(heartbeats(trio, silo) == before[silo] + 1 for silo in Silo))
    databases = dict(console.manager.databases)
    with emitted(console.ended):
        console.leave()
    for database in databases.values():
        database._forbidden_thread = lambda: False
    trio.tick()
    assert keep_clock(databases) == frozenset()  # somebody has just called it


def test_others_keep_no_clock(trio: Trio, open_as: Open) -> None:
    console = open_as(UserType.HOSPITAL)
    assert not console._clock.isActive()


def run_program(urls: Mapping[Silo, str], home: Path, script: str) -> subprocess.Popen[str]:
    program = (
        "import sys, json\n"
        "from medport_desktop import bootstrap\n"
        "from medport_desktop.domain.enums import Silo\n"
        "urls = {Silo(name): url for name, url in json.loads(sys.argv[1]).items()}\n"
        + script
        + "sys.exit(bootstrap.run_console(urls))\n"
    )
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_STATE_HOME": str(home / "state"),
    }
    arguments = json.dumps({silo.value: url for silo, url in urls.items()})
    return subprocess.Popen(
        [sys.executable, "-c", program, arguments],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


WHEN_SHOWN = (
    "show = bootstrap.SignInWindow.showEvent\n"
    "def shown(self, event):\n"
    "    show(self, event)\n"
    "    print('shown', flush=True)\n"
    "bootstrap.SignInWindow.showEvent = shown\n"
)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_program_ends_cleanly_when_it_is_told_to(trio: Trio, tmp_path: Path, number: signal.Signals) -> None:
    process = run_program(trio.urls.for_people(), tmp_path, WHEN_SHOWN)
    assert process.stdout is not None
    assert process.stdout.readline() == "shown\n"
    process.send_signal(number)
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 0, errors
    assert "Traceback" not in errors


def test_the_look_and_the_sites_name_are_remembered(trio: Trio, tmp_path: Path) -> None:
    account = trio.account(UserType.HOSPITAL)
    script = (
        "enter = bootstrap.Console.start\n"
        "def start(self):\n"
        "    enter(self)\n"
        "    bootstrap.theme().set_mode(bootstrap.Mode.DARK)\n"
        f"    self.sign_in_window.sign_in({account.email!r}, {account.password!r})\n"
        "    self.opened.connect(lambda window: bootstrap.QTimer.singleShot(0, self.leave))\n"
        "bootstrap.Console.start = start\n"
    )
    process = run_program(trio.urls.for_people(), tmp_path, script)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 0, errors
    remembered = json.loads((tmp_path / "config" / "medport" / "workstation.json").read_text("utf-8"))
    assert remembered["theme"] == "dark"
    assert remembered["email"] == account.email
    assert remembered["site_name"]
    assert (tmp_path / "state" / "medport" / "log" / "console.log").exists()

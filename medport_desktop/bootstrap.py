"""The composition root: the one place that builds connections, services, runtime and windows, and takes them down."""

import logging
import sys
from collections.abc import Callable, Collection, Mapping
from functools import partial
from importlib.resources import as_file, files
from logging.handlers import RotatingFileHandler

from platformdirs import user_log_path
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from medport_desktop import __version__
from medport_desktop.data.connection.listener import Listener
from medport_desktop.data.connection.manager import DatabaseManager
from medport_desktop.data.connection.reach import ServerReach
from medport_desktop.data.connection.scram import role_name
from medport_desktop.data.connection.silo_clock import keep_clock
from medport_desktop.data.stores.stores import Stores
from medport_desktop.data.workstation.outbox_folder import OutboxFolder
from medport_desktop.data.workstation.settings_file import PersonLayout, WorkstationFile
from medport_desktop.data.workstation.vault import Forgetful, Vault
from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.enums import Silo, UserType
from medport_desktop.domain.people import Person
from medport_desktop.domain.session import SignedIn
from medport_desktop.gui.kit.clock import SiteClock, set_site_clock
from medport_desktop.gui.kit.controls.focus_keys import FocusKeys
from medport_desktop.gui.kit.shell.shell import ConsoleShell
from medport_desktop.gui.kit.style.accessible import speak_of_painted_controls
from medport_desktop.gui.kit.style.theme import Mode, theme
from medport_desktop.gui.kit.style.tokens import RESOURCES
from medport_desktop.gui.session.activity import Activity
from medport_desktop.gui.session.layout_memory import LayoutMemory, dress_for
from medport_desktop.gui.session.lock import ScreenLock
from medport_desktop.gui.session.password import ChangePasswordDialog, offer_password_change
from medport_desktop.gui.session.session_shell import join
from medport_desktop.gui.sign_in import SignInWindow
from medport_desktop.person_window import build_window, now
from medport_desktop.runtime import Runtime, loop
from medport_desktop.services.outbox.outbox import KeptStore, Outbox
from medport_desktop.services.session.session import CredentialStore, Session

CLOCK_EVERY_MS = 10_000
"""How often a center's console looks whether somebody keeps the silos' clock."""

_LOG_BYTES = 1_000_000
_LOG_FILES = 3
_SITE_NAME = "site_name"
_THEME = "theme"


def run_console(urls: Mapping[Silo, str], site_name: str = "") -> int:
    """Run the program on this screen until its window is closed; returns the exit code.

    `urls`: a libpq URL a silo, without user and password; `site_name`: '' where it is not known beforehand, then
    the sign-in window shows that of the last session. Raises BadAddress.
    """
    _log_to_file()
    loop.log_qt_messages()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    workstation = WorkstationFile()
    dress(app, _mode(workstation.get(_THEME)))
    return loop.run(app, partial(_run, urls, workstation, site_name or workstation.get(_SITE_NAME)))


def open_console(urls: Mapping[Silo, str]) -> "Console":
    """Show a sign-in window beside others in this process; nothing of it is kept on this workstation.

    The application must be dressed. Call `close()` at the end.
    """
    console = Console(urls, Forgetful())
    console.start()
    return console


def open_session(urls: Mapping[Silo, str], email: str, password: str) -> "Console":
    """Begin to sign a person in at such a window. Returns at once: `opened` follows."""
    console = Console(urls, Forgetful())
    console.sign_in(email, password)
    return console


def dress(app: QApplication, mode: Mode = Mode.SYSTEM) -> None:
    """Give the application its name, icon and theme; once, before the first window."""
    app.setApplicationName("MedPort")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("medport")
    with as_file(files(RESOURCES).joinpath("medport.svg")) as path:
        app.setWindowIcon(QIcon(str(path)))
    theme().set_mode(mode)
    theme().install(app)
    speak_of_painted_controls()
    if app.findChild(FocusKeys) is None:
        FocusKeys(app)


class Console(QObject):
    """One person's place in this process: their connections, their runtime, and one window at a time."""

    opened = Signal(object)
    """The person is in: carries their window."""
    ended = Signal()
    """The person closed the window and wants to leave: call `close()`."""

    def __init__(
        self,
        urls: Mapping[Silo, str],
        keeper: CredentialStore,
        *,
        site_name: str = "",
        workstation: WorkstationFile | None = None,
        keeps: Callable[[Person], KeptStore] | None = None,
    ) -> None:
        """`site_name` is shown until the center can be asked; `workstation` remembers how each person arranges the
        window, and without it nobody's is remembered. `keeps` gives where a person's writes are kept while a silo is
        away; without it none are. Raises BadAddress.
        """
        super().__init__()
        self.manager = DatabaseManager(urls, loop.on_gui_thread)
        self._reach = ServerReach(urls)
        self._workstation = workstation
        self._keeps = keeps
        self.runtime = Runtime.build()
        self.session = Session(self.manager, keeper)
        self.settings = Settings(site_name=site_name)
        self.sign_in_window: SignInWindow | None = None
        self.window: ConsoleShell | None = None
        self._lock: ScreenLock | None = None
        self._listeners: list[Listener] = []
        self._signing_out = False
        self._closed = False
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._keep_clock)

    # -- in and out -------------------------------------------------------------------------------------
    def start(self) -> None:
        """Show the sign-in window, and sign in by itself where this workstation has kept the keys."""
        self._show_sign_in().resume()

    def sign_in(self, email: str, password: str) -> None:
        """Sign in as a person would who types this; a failure is shown in the sign-in window."""
        self._show_sign_in().sign_in(email, password)

    @Slot()
    def sign_out(self) -> None:
        """Close the window, unless it asks first, and come back to the sign-in window."""
        if self.window is not None:
            self._signing_out = True
            self._close(self.window)

    @Slot()
    def leave(self) -> None:
        """Close whichever window is open, unless it asks first; `ended` follows."""
        self._signing_out = False
        window = self.window or self.sign_in_window
        if window is not None:
            self._close(window)

    def _close(self, window: QWidget) -> None:
        """A locked window cannot ask: what was not sent is lost, as its lock has said."""
        if self._lock is not None and self._lock.is_locked:
            window.hide()
            window.deleteLater()
        else:
            window.close()

    def close(self) -> None:
        """End at once whatever this console has: windows, threads, connections. Waits a few seconds at most."""
        self._closed = True
        self._clock.stop()
        for window in (self.window, self.sign_in_window):
            if window is not None:
                window.hide()
                window.deleteLater()
        self.window = self.sign_in_window = None
        for listener in self._listeners:
            listener.request_stop()
        self.manager.close()
        self._stop_listeners()
        self.runtime.close()

    # -- the sign-in window -----------------------------------------------------------------------------
    def _show_sign_in(self) -> SignInWindow:
        window = SignInWindow(self.runtime, self.session, self._reach, site_name=self.settings.site_name)
        window.signed_in.connect(self._signed_in)
        window.closed.connect(self._sign_in_closed)
        self.sign_in_window = window
        window.show()
        return window

    @Slot(object)
    def _signed_in(self, outcome: SignedIn) -> None:
        """The sign-in window stays busy until the person's own is open."""
        assert self.sign_in_window is not None
        if not outcome.must_change_password:
            self._read_settings(outcome)
            return
        self.sign_in_window.set_busy("A new password…")
        dialog = ChangePasswordDialog(self.runtime, self.session, self.sign_in_window, first=True)
        dialog.changed.connect(self._signed_in)
        dialog.rejected.connect(self._back_to_sign_in)
        dialog.open()

    def _read_settings(self, outcome: SignedIn) -> None:
        assert self.sign_in_window is not None
        self.sign_in_window.set_busy("Signing in…")
        stores = Stores.of(self.manager)
        self.runtime.tasks.run(
            stores.center.settings,
            then=partial(self._enter, outcome, stores),
            failed=self.sign_in_window.show_failure,
            owner=self.sign_in_window,
        )

    @Slot()
    def _sign_in_closed(self) -> None:
        if self.sign_in_window is not None and self.window is None:
            self._drop_sign_in()
            self.ended.emit()

    def _drop_sign_in(self) -> None:
        if self.sign_in_window is not None:
            self.sign_in_window.hide()
            self.sign_in_window.deleteLater()
            self.sign_in_window = None

    # -- the person's window ----------------------------------------------------------------------------
    def _enter(self, outcome: SignedIn, stores: Stores, settings: Settings) -> None:
        assert self.sign_in_window is not None
        self.sign_in_window.set_ready()  # should the window fail to open, the form is there to try again
        self.settings = settings
        set_site_clock(SiteClock(settings.zone))
        memory = self._memory_of(outcome.person)
        if memory is not None:
            dress_for(memory)
        person = outcome.person
        kept = self._keeps(person) if self._keeps is not None else None
        outbox = Outbox(kept, stores.hospital, stores.ems, now)
        window = build_window(self.runtime, person, stores, settings, outbox)
        offer_password_change(window, self.runtime, self.session)
        self._lock = ScreenLock(window, self.runtime, self.session, outcome.person.name)
        join(window, self.runtime, outcome.person, self.sign_out, self.leave, outbox)
        if memory is not None:
            LayoutMemory(window, memory)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.destroyed.connect(self._window_gone)
        window.installEventFilter(self)
        self.window = window
        self._start_listening()
        if outcome.person.user_type is UserType.CENTER:
            self._clock.start(CLOCK_EVERY_MS)
        _show_on_screen(window)
        self._watch(window, self._lock, settings, stores)
        self._drop_sign_in()
        if note := _note(outcome):
            self.runtime.messages.warn(note)
        self.opened.emit(window)

    def _memory_of(self, person: Person) -> PersonLayout | None:
        return PersonLayout(self._workstation, role_name(person.email)) if self._workstation is not None else None

    def _watch(self, window: ConsoleShell, lock: ScreenLock, settings: Settings, stores: Stores) -> None:
        """Count the time without activity, by the site's configuration as it is now."""
        activity = Activity(window)
        activity.noticed.connect(self._touch)
        lock.watch(activity, settings, stores.center.settings)
        lock.unlocked.connect(self._touch)
        window.looked_at.connect(self._keep_session)
        lock.sign_out_asked.connect(self.sign_out)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A window closed by its own button is closed to leave, whatever was asked for and refused before."""
        if event.type() is QEvent.Type.Close and event.spontaneous():
            self._signing_out = False
        return super().eventFilter(watched, event)

    @Slot()
    def _window_gone(self) -> None:
        self.window = self._lock = None
        self._clock.stop()
        if self._closed:
            return
        if not self._signing_out:
            self.ended.emit()
            return
        self._signing_out = False
        self._back_to_sign_in()

    @Slot()
    def _back_to_sign_in(self) -> None:
        """End the session, at an empty form."""
        self._drop_sign_in()
        window = self._show_sign_in()
        window.set_busy("Signing out…")
        self.runtime.tasks.run(self._end_session, then=lambda _: window.set_ready(), owner=window)

    def _end_session(self) -> None:
        """In a worker: a listener that is just connecting takes up to 3 s to end."""
        self._stop_listeners()
        self.session.sign_out()

    @Slot()
    def _touch(self) -> None:
        """Moving the mouse over a locked window is not activity of the signed-in person."""
        if self._lock is None or not self._lock.is_locked:
            self.runtime.tasks.run(self.session.touch)

    @Slot()
    def _keep_session(self) -> None:
        """A wallboard is looked at without a hand on the keyboard; the window behind it is locked all the same."""
        self.runtime.tasks.run(self.session.touch)

    @Slot()
    def _keep_clock(self) -> None:
        self.runtime.tasks.run(keep_clock, self.manager.databases, key=(id(self), "clock"))

    def _start_listening(self) -> None:
        self._listeners = [Listener(database, self.runtime.changes) for database in self.manager.databases.values()]
        for listener in self._listeners:
            listener.start()

    def _stop_listeners(self) -> None:
        listeners, self._listeners = self._listeners, []
        for listener in listeners:
            listener.request_stop()
        for listener in listeners:
            listener.stop()


def _show_on_screen(window: ConsoleShell) -> None:
    """At its own size where the screen has room for it, else on the whole screen."""
    room = window.screen().availableSize()
    fits = window.width() <= room.width() and window.height() <= room.height()
    window.show() if fits else window.showMaximized()


def _note(outcome: SignedIn) -> str:
    """What the person must know of a sign-in that succeeded, or ''."""
    sentences = [outcome.kept_note] if outcome.kept_note else []
    if outcome.away:
        back = "it is" if len(outcome.away) == 1 else "they are"
        sentences.append(f"{_the(outcome.away)} away; what is there appears by itself when {back} back.")
    if outcome.behind:
        sentences.append(f"{_the(outcome.behind)} not upgraded yet; what is new there comes after that.")
    return " ".join(sentences)


def _the(silos: Collection[Silo]) -> str:
    names = " and ".join(silo.label for silo in Silo if silo in silos)
    return f"The {names} database is" if len(silos) == 1 else f"The {names} databases are"


async def _run(urls: Mapping[Silo, str], workstation: WorkstationFile, site_name: str) -> int:
    """One person's console from start to end, with everything undone at the end however it comes."""
    vault = Vault(workstation)
    console = Console(urls, vault, site_name=site_name, workstation=workstation, keeps=OutboxFolder)
    undo = [loop.catch_bugs(console.runtime.messages), loop.on_stop_signal(console.leave)]
    console.opened.connect(lambda _: workstation.set(_SITE_NAME, console.settings.site_name))
    link = theme().changed.connect(lambda: workstation.set(_THEME, theme().mode.value))
    try:
        console.start()
        await loop.signal_once(console.ended)
    finally:
        console.close()
        theme().changed.disconnect(link)
        for step in undo:
            step()
    return 0


def _mode(text: str) -> Mode:
    return Mode(text) if text in set(Mode) else Mode.SYSTEM


def _log_to_file() -> None:
    """Write numbered bugs, and when silos went away and came back, to a file; no data of patients or trips."""
    try:
        folder = user_log_path("medport", appauthor=False, ensure_exists=True)
        handler = RotatingFileHandler(folder / "console.log", maxBytes=_LOG_BYTES, backupCount=_LOG_FILES)
    except OSError as error:
        logging.getLogger(__name__).warning("no log is kept: %s", error.strerror)
        return
    layout = "%(asctime)s %(levelname)s %(name)s: %(message)s"
    logging.basicConfig(level=logging.INFO, handlers=[handler], format=layout)

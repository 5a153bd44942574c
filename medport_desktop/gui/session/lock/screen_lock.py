"""Locks a console window: its content is hidden and kept, until the person's password is typed."""

from collections.abc import Callable
from typing import TypeGuard

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from shiboken6 import isValid

from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.errors import MedPortError, WrongPassword
from medport_desktop.domain.session import Freshness, SiloState
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.forms.dialogs import AskDialog
from medport_desktop.gui.kit.shell.shell import ConsoleShell
from medport_desktop.gui.session.activity import Activity
from medport_desktop.gui.session.lock.locked_screen import LockScreen
from medport_desktop.gui.session.session_shell import GROUP
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.faults import Fault
from medport_desktop.services.session.session import Session

KEY = "Ctrl+Alt+L"
CHECK_EVERY_MS = 1000
"""How often the time without activity is looked at."""
TRIES = 5
"""Wrong passwords at one locked window, after which the person is signed out and the keys are forgotten."""


class ScreenLock(QObject):
    """Covers a window and hides what stands on it; lives as long as the window.

    What is hidden stays as it is: typed text, selection, open dialogs. Listeners go on, so that the boards are up to
    date when the cover goes. While locked, no shortcut of the window works, a dialog that opens by itself waits
    hidden, and the window's own close button asks whether to sign out.
    """

    unlocked = Signal()
    sign_out_asked = Signal()
    """The person at the locked window wants to sign out: what was not sent may be lost."""

    def __init__(self, shell: ConsoleShell, runtime: Runtime, session: Session, who: str) -> None:
        """`who` is signed in: shown on the cover."""
        super().__init__(shell)
        self._shell = shell
        self._runtime = runtime
        self._session = session
        self._who = who
        self._activity: Activity | None = None
        self._idle_s = 0.0
        self._screen: LockScreen | None = None
        self._wrong = 0
        self._hidden: list[QWidget] = []
        self._focus: QWidget | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        runtime.changes.state_changed.connect(self._hear)
        action = make_action(shell, "Lock this window", KEY, self.lock, icon="lock", group=GROUP)
        action.setObjectName("lock_window")
        shell.add_top_action(action)

    @property
    def is_locked(self) -> bool:
        """Whether the window is covered."""
        return self._screen is not None

    def watch(self, activity: Activity, settings: Settings, read_settings: Callable[[], Settings]) -> None:
        """Lock by itself after `idle_logoff_minutes` without activity, as the site has them now: they are read again
        when the site's configuration changes."""
        self._activity = activity
        self._take_over(settings)
        topics = [(Silo.CENTER, "system_configuration")]
        self._runtime.changes.subscribe(self, topics, read=lambda _changes: read_settings, apply=self._take_over)
        self._timer.start(CHECK_EVERY_MS)

    def _take_over(self, settings: Settings) -> None:
        self._idle_s = settings.idle_logoff_minutes * 60.0

    @Slot()
    def _look(self) -> None:
        if self._activity is not None and not self.is_locked and self._activity.idle_s() >= self._idle_s:
            self.lock()

    @Slot(object)
    def _hear(self, state: SiloState) -> None:
        """A silo that lets this person in no more has said why."""
        if state.freshness is Freshness.REFUSED:
            self.lock()
            assert self._screen is not None
            self._screen.explain(state.reason)

    # -- locking ----------------------------------------------------------------------------------------
    def lock(self) -> None:
        """Cover the window now."""
        if self.is_locked:
            return
        QToolTip.hideText()
        while (popup := QApplication.activePopupWidget()) is not None and popup.close():
            pass
        self._focus = self._shell.focusWidget()
        clock = site_clock()
        screen = LockScreen(
            self._shell, who=self._who, since=f"Locked at {clock.hm(clock.now())}; all is as you left it."
        )
        self._wrong = 0
        screen.unlock_asked.connect(self._unlock)
        screen.sign_out_asked.connect(self._ask_sign_out)
        self._screen = screen
        for window in self._windows():
            self._hide(window)
        self._show_content(False)
        screen.show()
        screen.raise_()
        screen.setFocus()
        self._application().installEventFilter(self)

    def _windows(self) -> list[QWidget]:
        """The visible windows that stand on the locked one, but for the cover's own; the outer ones first."""
        found = [w for w in QApplication.topLevelWidgets() if w.isVisible() and self._is_behind(w)]
        return sorted(found, key=_depth)

    def _is_behind(self, window: QWidget) -> bool:
        if window.property("shown_when_locked"):  # a board for everybody in the room
            return False
        parent = window.parentWidget()
        while parent is not None and parent is not self._shell:
            if parent is self._screen:
                return False
            parent = parent.parentWidget()
        return parent is not None

    def _show_content(self, shown: bool) -> None:
        content = self._shell.centralWidget()
        assert content is not None
        content.setVisible(shown)

    def _hide(self, window: QWidget) -> None:
        if self.is_locked and isValid(window) and window.isVisible():
            window.hide()
            self._hidden.append(window)

    @staticmethod
    def _application() -> QApplication:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        return application

    # -- while it is locked -----------------------------------------------------------------------------
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Of the whole application, while locked only: keys, a close button, and windows that appear."""
        kind = event.type()
        if kind is QEvent.Type.ShortcutOverride:
            if isinstance(watched, QWidget) and watched.window() is self._shell:
                event.accept()  # the key goes to the cover, and to no action of the window
                return True
        elif kind is QEvent.Type.Close:
            if watched is self._shell and event.spontaneous():
                event.ignore()
                self._ask_sign_out()
                return True
        elif kind is QEvent.Type.Show and self._is_news(watched):
            QTimer.singleShot(0, self, lambda: self._hide(watched))
        return False

    def _is_news(self, watched: QObject) -> TypeGuard[QWidget]:
        """Whether it is a window that has come up on the locked one."""
        return isinstance(watched, QWidget) and watched.isWindow() and self._is_behind(watched)

    @Slot(str)
    def _unlock(self, password: str) -> None:
        self._runtime.tasks.run(
            self._session.unlock, password, then=lambda _done: self._uncover(), failed=self._refuse, owner=self._screen
        )

    def _refuse(self, error: MedPortError) -> None:
        assert self._screen is not None
        if isinstance(error, WrongPassword):
            self._wrong += 1
            if self._wrong >= TRIES:
                self._runtime.messages.warn(f"Signed out after {TRIES} wrong passwords at the locked window.")
                self.sign_out_asked.emit()
                return
        if isinstance(error, Fault):  # the message bar shows it, but cannot be seen
            self._screen.refuse("That did not work, for a reason of our own. Try again, or sign out.")
        else:
            self._screen.refuse(error.whole)

    def _uncover(self) -> None:
        screen, self._screen = self._screen, None
        assert screen is not None
        self._application().removeEventFilter(self)
        self._show_content(True)
        screen.hide()
        screen.deleteLater()
        if self._focus is not None and isValid(self._focus):
            self._focus.setFocus()
        self._focus = None
        hidden, self._hidden = self._hidden, []
        for window in hidden:
            if isValid(window):
                window.show()
        self.unlocked.emit()

    @Slot()
    def _ask_sign_out(self) -> None:
        if self._screen is None or any(asked.isVisible() for asked in self._screen.findChildren(AskDialog)):
            return
        dialog = AskDialog(
            self._screen,
            title="Sign out?",
            sentence="What was typed and not sent is lost.",
            yes="Sign out",
            no="Stay locked",
            danger=True,
        )
        dialog.setObjectName("locked_sign_out_dialog")
        dialog.answered.connect(self._answered)
        dialog.open()

    @Slot(bool)
    def _answered(self, yes: bool) -> None:
        if yes:
            self.sign_out_asked.emit()


def _depth(window: QWidget) -> int:
    parent, depth = window.parentWidget(), 0
    while parent is not None:
        parent, depth = parent.parentWidget(), depth + 1
    return depth

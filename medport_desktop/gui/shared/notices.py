"""What others did to a trip of this side: a line across the window, until somebody here has acknowledged it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject

from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.buttons import SecondaryButton
from medport_desktop.gui.kit.shell.shell import ConsoleShell
from medport_desktop.gui.kit.shell.strip import NoticeStrip
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.tokens import Tone
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.operation import Operation, Writes

KEY, SHOW_KEY = "Ctrl+F12", "Ctrl+Shift+F12"
GROUP = "Messages"


@dataclass(frozen=True, slots=True)
class Notice:
    """What happened, when, in a few words and in a sentence. `about` is the row that `show` brings into view."""

    id: UUID
    about: UUID
    at: datetime
    title: str
    text: str

    @property
    def key(self) -> tuple[UUID, datetime]:
        """What tells it from all others: there may be more than one message about the same row."""
        return self.id, self.at


class Notices(QObject):
    """Lives as long as the window. Shows the oldest of those that wait; takes no focus."""

    def __init__(
        self,
        shell: ConsoleShell,
        runtime: Runtime,
        acknowledge: Callable[[Notice], None],
        show: Callable[[UUID], object],
    ) -> None:
        """`acknowledge` is called in a worker; `show` brings its row into view."""
        super().__init__(shell)
        self._shell, self._runtime, self._write = shell, runtime, acknowledge
        self._waiting: list[Notice] = []
        self._done: set[tuple[UUID, datetime]] = set()
        self._writes = Writes()
        self.strip = NoticeStrip(shell, tone=Tone.RED, icon="triangle-alert")
        self.strip.setObjectName("notice_strip")
        self._count = Text(None, tone=Tone.MUTED)
        self.acknowledge = make_action(
            shell, "Acknowledge what happened to a trip", KEY, self._acknowledge, icon="check", group=GROUP
        )
        self.show_it = make_action(
            shell, "Show the trip that it happened to", SHOW_KEY, lambda: self._with_first(show), group=GROUP
        )
        self.strip.add_part(self._count)
        self._buttons = []
        for action, words, key, name in (
            (self.show_it, "Show", SHOW_KEY, "show_notice"),
            (self.acknowledge, "Acknowledge", KEY, "acknowledge_notice"),
        ):
            button = SecondaryButton(self.strip, text=words, key=key)
            button.setObjectName(name)
            button.setToolTip(action.toolTip())
            button.clicked.connect(action.trigger)
            self.strip.add_part(button)
            self._buttons.append(button)
        shell.add_strip(self.strip)
        self._draw()

    def show_notices(self, notices: Sequence[Notice]) -> None:
        """Those that wait now, in any order."""
        self._waiting = sorted((n for n in notices if n.key not in self._done), key=lambda notice: notice.at)
        self._draw()

    def _draw(self) -> None:
        first = self._waiting[0] if self._waiting else None
        for action in (self.acknowledge, self.show_it):
            action.setEnabled(first is not None)
        if first is not None:
            self.strip.set_words(first.title, first.text)
            self._count.setText(f"1 of {len(self._waiting)}")
            self._count.setVisible(len(self._waiting) > 1)
        elif any(button.hasFocus() for button in self._buttons):
            page = self._shell.current_page()  # else Qt would choose, and the next key would press another button
            if page is not None:
                (page.focusWidget() or page).setFocus()
        self.strip.setVisible(first is not None)

    def _with_first(self, show: Callable[[UUID], object]) -> None:
        if self._waiting:
            show(self._waiting[0].about)

    def _acknowledge(self) -> None:
        if self._waiting:
            notice = self._waiting[0]
            Operation(
                partial(self._write, notice),
                owner=self,
                writes=self._writes,
                about=notice.key,
                then=lambda _none: self._seen(notice),
            ).run(self._runtime)

    def _seen(self, notice: Notice) -> None:
        self._done.add(notice.key)
        self.show_notices(self._waiting)

"""The people of the tour: each with a console of their own, signed in by hand."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Self

from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from medport_desktop.bootstrap import Console, open_console
from medport_desktop.domain.enums import Silo
from medport_desktop.tour.hands import Hands, NotSeen, eventually
from medport_desktop.tour.ledger import Ledger

WIDTH, HEIGHT = 1600, 940
"""Pixels of each window."""
TRIES = 4
"""How often somebody tries to sign in."""


async def fit(window: QWidget, width: int, height: int) -> bool:
    """Give a window that size, whatever its screen; returns whether it took it."""
    window.showNormal()  # a window larger than its screen opens on the whole of it
    for _ in range(20):
        window.resize(width, height)
        QApplication.processEvents()
        await asyncio.sleep(0.01)
        if (window.width(), window.height()) == (width, height):
            return True
    return False


class Actor:
    """One person: a console, and hands on whichever window it shows."""

    def __init__(self, console: Console, email: str, password: str) -> None:
        """`console` shows its sign-in window."""
        self.console = console
        self.email = email
        self._password = password

    @property
    def at_sign_in(self) -> Hands:
        """Hands on the sign-in window."""
        assert self.console.sign_in_window is not None
        return Hands(self.console.sign_in_window)

    @property
    def at_window(self) -> Hands:
        """Hands on the person's own window."""
        assert self.console.window is not None
        return Hands(self.console.window)

    async def sign_in(self) -> None:
        """Type e-mail and password, press Enter, and wait for the window."""
        await self.try_until(f"the window of {self.email}", lambda: self.console.window)
        await self.opened()

    async def opened(self) -> None:
        """Wait for the person's window."""

        def opened() -> QWidget | None:
            return self.console.window

        await fit(await eventually(f"the window of {self.email}", opened), WIDTH, HEIGHT)

    async def try_until(self, what: str, look: Callable[[], object]) -> None:
        """Sign in, and again as a person would where a busy machine has kept the center from answering in time."""
        for _ in range(TRIES):
            await self.try_to_sign_in()
            await eventually(f"{what}, or the form again", lambda: look() or self._form_is_ready())
            if look():
                return
        raise NotSeen(f"not seen after {TRIES} tries: {what}")

    def _form_is_ready(self) -> bool:
        window = self.console.sign_in_window
        button = window.findChild(QAbstractButton, "sign_in") if window is not None else None
        return button is not None and button.isEnabled()  # not while it is busy, or a new password is asked for

    async def try_to_sign_in(self) -> None:
        """Type e-mail and password and press Enter."""
        hands = self.at_sign_in
        await hands.write("email", self.email)
        await hands.write("password", self._password)
        await hands.keys("Return", "password")


class Cast(AbstractContextManager["Cast"]):
    """Everybody who has a console open; closes them all at the end."""

    def __init__(self, urls: Mapping[Silo, str]) -> None:
        """`urls`: where the people connect."""
        self._urls = urls
        self._actors: list[Actor] = []

    def enter(self, email: str, password: str) -> Actor:
        """Give a person a console at its sign-in window."""
        actor = Actor(open_console(self._urls), email, password)
        self._actors.append(actor)
        return actor

    def keep(self, *staying: Actor) -> None:
        """Close the consoles of everybody else: each window that is open is dressed again by a change of theme."""
        for actor in self._actors:
            if actor not in staying:
                actor.console.close()
        self._actors = [actor for actor in self._actors if actor in staying]

    def actors(self) -> tuple[Actor, ...]:
        """Everybody, in the order in which they came in."""
        return tuple(self._actors)

    def actor(self, email: str) -> Actor:
        """The person of that e-mail who came in last."""
        return next(actor for actor in reversed(self._actors) if actor.email == email)

    async def show_where_it_failed(self, ledger: Ledger) -> None:
        """Grab every window as it stands."""
        for actor in self._actors:
            for window in (actor.console.window, actor.console.sign_in_window):
                if window is not None:
                    name = f"failed-{actor.email.partition('@')[0].replace('.', '-')}"
                    await Hands(window).picture(ledger.next_picture(name))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for actor in self._actors:
            actor.console.close()

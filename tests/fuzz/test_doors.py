"""Strange texts where a person proves who they are: told in words, never a fault."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from medport_desktop import bootstrap
from medport_desktop.domain.enums import Silo
from medport_desktop.gui.session.lock.locked_screen import LockScreen
from medport_desktop.gui.session.password.change_password import ChangePasswordDialog
from medport_desktop.runtime.messages import Message
from tests.at_work import Seat
from tests.conftest import Trio
from tests.fuzz.pasting import LONGEST_WAIT_S, paste
from tests.fuzz.place import KEY, Place, is_open, named, told
from tests.fuzz.strange import NUMBERS, TEXTS
from tests.gui_password.conftest import FIRST, New, make_person, opens
from tests.hands import ALT, CTRL
from tests.support import until

__all__ = ["make_person"]

DESK = "desk@nason.example"
ODD = {**TEXTS, **NUMBERS, "a mark that SASLprep takes out": "soft\u00adhyphen ﬁne １２３"}


@pytest.fixture
def refused(trio: Trio, qapp: QApplication) -> Iterator[Seat]:
    """A console at its sign-in window, after a wrong password."""
    bootstrap.dress(QApplication.instance())  # type: ignore[arg-type]
    seat = Seat.of(trio, DESK, "a wrong password")
    seat.settle()
    yield seat
    seat.close()


@pytest.fixture
def at_desk(trio: Trio, qapp: QApplication) -> Iterator[Place]:
    """A desk."""
    place = Place.open(trio, DESK)
    yield place
    place.close()


@pytest.mark.parametrize("kind", ODD)
def test_nobody_signs_in_with_a_strange_text(refused: Seat, qapp: QApplication, kind: str) -> None:
    window, said = refused.console.sign_in_window, list[Message]()
    assert window is not None
    refused.runtime.messages.attach(said.append)
    form = named(window)
    for name, other in (("email", "password"), ("password", "email")):
        paste(form[other], DESK)
        assert paste(form[name], ODD[kind]) < LONGEST_WAIT_S
        refused.press(KEY.Key_Return)
        refused.settle()
        assert refused.console.window is None
        assert told(window)
    assert said == []


def test_a_locked_window_opens_for_no_strange_text(at_desk: Place) -> None:
    at_desk.press(KEY.Key_L, CTRL | ALT)
    screen = at_desk.shown(LockScreen, "lock_screen")
    password = at_desk.shown(QLineEdit, "unlock_password")
    for kind, text in ODD.items():
        assert paste(password, text) < LONGEST_WAIT_S
        at_desk.press(KEY.Key_Return)
        at_desk.settle()
        if not is_open(screen):  # after so many wrong ones the person is signed out
            return
        assert told(screen), kind
        assert at_desk.faults() == []


def test_a_strange_password_is_refused_in_words_or_opens_every_silo(
    trio: Trio, qapp: QApplication, make_person: Callable[..., New]
) -> None:
    person, held = make_person(must_change=False), FIRST
    place, kept = Place.open(trio, person.email, FIRST), 0
    try:
        for kind, text in ODD.items():
            dialog = place.dialog("password_change_dialog", KEY.Key_P, CTRL | ALT)
            assert type(dialog) is ChangePasswordDialog
            form = named(dialog)
            paste(form["old_password"], held)
            for name in ("new_password", "new_password_again"):
                assert paste(form[name], text) < LONGEST_WAIT_S
            place.press(KEY.Key_Return, CTRL)
            place.settle()
            if is_open(dialog):
                assert told(dialog), kind
                dialog.reject()
            else:
                held, kept = text.replace("\ud83d", ""), kept + 1
            until(lambda: opens(trio, person.email, held) == list(Silo))  # noqa: B023
        assert kept
        assert place.faults() == []
    finally:
        place.close()

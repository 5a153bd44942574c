"""The user guide and the program agree: a key in the guide is a key of that person's window, and none is left out."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from medport_desktop import bootstrap
from medport_desktop.gui.kit.controls.actions import action_key
from tests.conftest import Trio
from tests.every_page import console_of, every_page

GUIDE = Path(__file__).parent.parent / "docs" / "user-guide.md"
PAGES = {
    "desk@nason.example": ("Everywhere", "Hospital desk"),
    "manager@nason.example": ("Everywhere", "Hospital desk", "Hospital manager"),
    "dispatch@bedford.example": ("Everywhere", "Agency dispatcher"),
    "manager@bedford.example": ("Everywhere", "Agency dispatcher", "Agency manager"),
    "dispatch@center.example": ("Everywhere", "Center dispatcher"),
    "admin@center.example": ("Everywhere", "Center dispatcher", "Administrator"),
}
"""What each person reads."""
OF_WIDGETS = {"Enter", "Esc", "Space", "Tab", "Shift+Tab"}
"""Keys that lists, fields and dialogs have by themselves."""
NO_KEYS = {"1951-03-08", "3/8/1951", "Now", "14:45", "+30", "-4:10"}
"""What people type or see, in the same letters as keys."""
SAID_ONCE = re.compile(r"View [2-9]")
"""The guide names the first of them and the keys of the others."""
CHANGING = {"Ctrl+Enter": {"Award the chosen bid", "Accept for an agency"}}
"""Words of one action that follow the facts."""

MOST_PICTURES = 24

ROW = re.compile(r"^\| `(?P<key>[^`]+)` \| \*\*(?P<words>[^*]+)\*\*.*\|$", re.MULTILINE)
CODE = re.compile(r"`([^`\n]+)`")
PICTURE = re.compile(r"!\[[^]]*\]\(([^)]+)\)")


def chapters() -> dict[str, str]:
    """The guide's text by heading."""
    parts = re.split(r"^## (.+)$", GUIDE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def plain(words: str) -> str:
    """An action's words without what only a screen needs."""
    return words.replace("&", "").rstrip("…").strip()


def guide_key(action: QAction) -> str:
    """The action's key as people call it."""
    return action_key(action).replace("Return", "Enter")


def actions_of(window: QWidget) -> list[QAction]:
    """Each action of a window that has a key."""
    owners = [window, *window.findChildren(QWidget)]
    return [action for owner in owners for action in owner.actions() if not action.shortcut().isEmpty()]


def keys_of(window: QWidget) -> set[tuple[str, str]]:
    """Key and words of each action of a window."""
    found = {(guide_key(action), plain(action.text())) for action in actions_of(window)}
    for key, words in CHANGING.items():
        if any((key, each) in found for each in words):
            found |= {(key, each) for each in words}
    return found


@pytest.mark.parametrize("email", PAGES)
def test_the_keys_of_the_guide_are_the_windows_keys_and_each_acts_once(
    trio: Trio, email: str, qapp: QApplication
) -> None:
    bootstrap.dress(qapp)
    guide = chapters()
    text = "\n".join(guide[name] for name in PAGES[email])
    told = {(match["key"], plain(match["words"])) for match in ROW.finditer(text)}
    with console_of(trio, email) as seat:
        window = seat.window
        shown = list(every_page(seat))  # some tabs are made only then
        real = keys_of(window)
        repeating = [(guide_key(a), a.text()) for a in actions_of(window) if a.autoRepeat()]
    assert shown
    assert repeating == [], "a key that is held down would act again and again"
    assert told - real == set(), "the guide has keys that the window has not"
    untold = {(key, words) for key, words in real - told if not SAID_ONCE.match(words)}
    assert untold == set(), "the window has keys that the guide has not"
    mentioned = set(CODE.findall(text)) - NO_KEYS
    assert mentioned - {key for key, _words in real} - OF_WIDGETS == set()


def test_every_row_of_the_guide_that_has_a_key_is_read() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| `") and "in red" not in line]
    assert len(rows) == len(ROW.findall(text)) > 100
    for key, _words in ROW.findall(text):
        assert not QKeySequence(key.replace("Enter", "Return")).isEmpty(), key


def test_the_documents_show_the_pictures_that_are_there() -> None:
    shown = set()
    for document in (GUIDE, GUIDE.parent.parent / "README.md"):
        pictures = PICTURE.findall(document.read_text(encoding="utf-8"))
        assert pictures
        shown |= {(document.parent / name).resolve() for name in pictures}
    assert shown == set((GUIDE.parent / "screenshots").resolve().iterdir())
    assert len(shown) <= MOST_PICTURES

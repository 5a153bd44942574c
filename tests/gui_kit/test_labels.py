"""An "&" in a name is shown wherever the name stands on a button, an action, a tab or in a menu."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QPushButton, QWidget

import medport_desktop.gui
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.buttons import DangerButton, PrimaryButton, SecondaryButton
from medport_desktop.gui.kit.controls.chips import Chip, ToggleChip
from medport_desktop.gui.kit.style.labels import label, words_of

GUI = Path(medport_desktop.gui.__file__).parent
NAME = "Blair & demo"
_ACTS = ("make_action", "QAction", "QToolButton", "QPushButton", "PrimaryButton", "SecondaryButton", "DangerButton")
_IN_MENUS = ("addAction", "addMenu", "addSection", "setTabText", "setIconText")
_OTHERS = ("action", "words")
"""Names of arguments that are an action itself, or a choice of fixed words."""


@pytest.mark.parametrize("kind", [PrimaryButton, SecondaryButton, DangerButton])
def test_a_button_shows_it(kind: type[QPushButton], qapp: object) -> None:
    button = kind(text=NAME)  # type: ignore[call-arg]
    assert button.shortcut().isEmpty()
    assert words_of(button.text()) == NAME
    wider = kind(text=f"{NAME}&")  # type: ignore[call-arg]
    assert wider.sizeHint().width() > button.sizeHint().width()


def test_actions_and_chips_show_it(qapp: object) -> None:
    scope = QWidget()
    action = make_action(scope, f"Award to {NAME}")
    assert words_of(action.text()) == f"Award to {NAME}"
    assert action.toolTip() == f"Award to {NAME}"
    chip: QAbstractButton = ToggleChip(scope, chip=Chip(None, NAME))
    assert chip.shortcut().isEmpty()


def test_a_label_is_read_again() -> None:
    for words in ("", "&", "A & B", "A && B", "A&&&B"):
        assert words_of(label(words)) == words


def _sources() -> list[Path]:
    return [path for path in sorted(GUI.rglob("*.py")) if not path.name.startswith("ui_")]


def _acting_names() -> set[str]:
    """Attributes that are actions or buttons, by what they are made with."""
    names = set()
    for path in _sources():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
                made = node.value.func
                maker = made.attr if isinstance(made, ast.Attribute) else made.id if isinstance(made, ast.Name) else ""
                if maker in _ACTS:
                    names |= {t.attr if isinstance(t, ast.Attribute) else getattr(t, "id", "") for t in node.targets}
    return names


def _fixed(words: ast.expr) -> bool:
    """Whether words hold no name, or are escaped already."""
    match words:
        case ast.IfExp():
            return _fixed(words.body) and _fixed(words.orelse)
        case ast.BinOp():
            return _fixed(words.left) or _fixed(words.right)
        case ast.Call(func=ast.Name(id="label")) | ast.Call(func=ast.Attribute(attr="text" | "capitalize")):
            return True
    return isinstance(words, (ast.Constant, ast.Attribute)) or (isinstance(words, ast.Name) and words.id in _OTHERS)


def _unescaped() -> Iterator[str]:
    names = _acting_names()
    for path in _sources():
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or not node.args:
                continue
            owner = node.func.value
            owned = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
            acts = node.func.attr in _IN_MENUS or (node.func.attr == "setText" and owned in names)
            if acts and owned != "edit" and not _fixed(node.args[0]):
                yield f"{path.relative_to(GUI)}:{node.lineno}: {ast.unparse(node)}"


def test_every_name_on_a_label_is_escaped() -> None:
    assert list(_unescaped()) == []

"""The hands of a person at a window: real clicks and keys, given to the control that would get them."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from medport_desktop.gui.kit.controls.segmented import SegmentedControl
from medport_desktop.gui.kit.forms.field import Field
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.tokens import Tone

W = TypeVar("W", bound=QWidget)
T = TypeVar("T")

PATIENCE_S = 30.0
"""How long is waited for something that should come by itself, in seconds: other programs may have the processors."""


class NotSeen(AssertionError):
    """What should have been on the screen, or in a database, was not there in time."""


async def eventually(what: str, look: Callable[[], T | None], patience_s: float = PATIENCE_S) -> T:
    """Return what `look` finds as soon as it is truthy; raise NotSeen with `what` when patience ends."""
    deadline = time.monotonic() + patience_s
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > deadline:
            raise NotSeen(f"not seen within {patience_s:g} s: {what}")
        await asyncio.sleep(0.01)


class Hands:
    """One person's hands on one window."""

    def __init__(self, window: QWidget) -> None:
        """`window` is shown already."""
        self.window = window

    async def turn_to(self) -> None:
        """Bring the window, or the dialog on it, to the front as a click would: one at a time has the keyboard."""
        front = next(iter(self.dialogs()), self.window)
        if not front.isActiveWindow():
            front.activateWindow()
            await eventually("the window has the keyboard", lambda: front.isActiveWindow() or None)

    async def find(self, kind: type[W], name: str) -> W:
        """The visible control with that object name."""

        def look() -> W | None:
            return next((w for w in self._roots(kind, name) if w.isVisible()), None)

        return await eventually(f"{kind.__name__} {name!r}", look)

    async def click(self, name: str) -> None:
        """Click an enabled button with the mouse."""
        await self.turn_to()
        button = await self.find(QWidget, name)
        await self.ready(name)
        where = QPoint(12, button.height() // 2) if isinstance(button, QAbstractButton) else button.rect().center()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
        QApplication.processEvents()

    async def ready(self, name: str) -> None:
        """Wait until a control can be used: what was asked for before has been answered."""
        control = await self.find(QWidget, name)
        await eventually(f"{name!r} can be used", lambda: control.isEnabled() or None)

    async def write(self, name: str, text: str) -> None:
        """Put the caret into a field, replace what it holds and type."""
        await self.turn_to()
        field = await self.find(QLineEdit, name)
        await eventually(f"{name!r} can be written", lambda: field.isEnabled() or None)
        field.setFocus(Qt.FocusReason.MouseFocusReason)
        field.selectAll()
        QTest.keyClicks(field, text)
        QApplication.processEvents()

    async def write_note(self, name: str, text: str) -> None:
        """Put the caret into a field of several lines and type."""
        await self.turn_to()
        field = await self.find(QPlainTextEdit, name)
        field.setFocus(Qt.FocusReason.MouseFocusReason)
        QTest.keyClicks(field, text)
        QApplication.processEvents()

    async def pick(self, menu: str, has: str = "") -> None:
        """Click the first entry of an open menu that can be chosen and whose words hold `has`."""

        def look() -> tuple[QMenu, QAction] | None:
            shown = next((m for m in self.window.findChildren(QMenu, menu) if m.isVisible()), None)
            entries = shown.actions() if shown is not None else []
            entry = next((e for e in entries if e.isEnabled() and not e.isSeparator() and has in e.text()), None)
            return (shown, entry) if shown is not None and entry is not None else None

        shown, entry = await eventually(f"{has!r} in the menu {menu!r}", look)
        QTest.mouseClick(
            shown,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            shown.actionGeometry(entry).center(),
        )
        QApplication.processEvents()

    async def dialog(self, name: str) -> None:
        """Wait until the dialog of that name is open."""
        await eventually(f"the dialog {name!r}", lambda: any(d.objectName() == name for d in self.dialogs()))

    async def no_dialog(self) -> None:
        """Wait until no dialog is open."""
        await eventually("every dialog is closed", lambda: not self.dialogs())

    async def shows(self, name: str, words: str) -> None:
        """Wait until a label or a field holds these words."""

        def look() -> bool:
            found = [w for w in self._roots(QWidget, name) if w.isVisible()]
            return any(words in w.text() for w in found if isinstance(w, (QLabel, QLineEdit, QAbstractButton)))

        await eventually(f"{words!r} at {name!r}", look)

    async def keys(self, sequence: str, name: str = "") -> None:
        """Press a key or chord, like "Ctrl+Return", in the named control or else wherever the focus is."""
        await self.turn_to()
        front = next(iter(self.dialogs()), self.window)
        target = front.focusWidget() or front
        if name:
            target = await eventually(f"{name!r} for {sequence}", lambda: self._typed_into(name))
        QTest.keySequence(target, QKeySequence(sequence))
        QApplication.processEvents()

    async def choose_row(self, board: str, has: str) -> None:
        """Click the row of a board that shows `has` in one of its cells."""
        await self.turn_to()
        view = await self.find(QAbstractItemView, board)

        def look() -> tuple[int, int] | None:
            model = view.model()
            for row in range(model.rowCount()):
                for column in range(model.columnCount()):
                    if model.index(row, column).data(Qt.ItemDataRole.DisplayRole) == has:
                        return row, column
            return None

        row, column = await eventually(f"{has!r} on {board!r}", look)
        index = view.model().index(row, column)
        view.scrollTo(index)
        where = view.visualRect(index).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
        if view.currentIndex().row() != row:
            raise NotSeen(f"a click on {has!r} did not choose its row on {board!r}")

    async def first_row(self, board: str) -> None:
        """Click the first row of a board."""
        await self.turn_to()
        view = await self.find(QAbstractItemView, board)
        await eventually(f"a row on {board!r}", lambda: view.model().rowCount())
        where = view.visualRect(view.model().index(0, 0)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)

    async def sees(self, board: str, has: str, and_has: str = "") -> None:
        """Wait until one row of a board shows `has`, and in the same row `and_has`."""
        view = await self.find(QAbstractItemView, board)

        def look() -> bool | None:
            model = view.model()
            for row in range(model.rowCount()):
                cells = [
                    str(model.index(row, column).data(Qt.ItemDataRole.DisplayRole) or "")
                    for column in range(model.columnCount())
                ]
                if any(has in cell for cell in cells) and any(and_has in cell for cell in cells):
                    return True
            return None

        await eventually(f"{has!r} {and_has!r} on {board!r}", look)

    async def misses(self, board: str, has: str) -> None:
        """Wait until no row of a board shows `has`."""
        view = await self.find(QAbstractItemView, board)

        def look() -> bool | None:
            model = view.model()
            return not any(
                model.index(row, column).data(Qt.ItemDataRole.DisplayRole) == has
                for row in range(model.rowCount())
                for column in range(model.columnCount())
            )

        await eventually(f"no {has!r} on {board!r}", look)

    async def reads(self, field: str, words: str) -> None:
        """Wait until the sentence at a field holds `words`."""
        labelled = await self.find(Field, field)
        await eventually(f"{words!r} at {field!r}", lambda: words in labelled.error())

    async def open_tab(self, title: str) -> None:
        """Click a tab: one of the window's pages, or of a panel's parts."""
        await self.turn_to()

        def look() -> QAbstractButton | None:
            tabs = self.window.findChildren(QAbstractButton)
            return next((tab for tab in tabs if tab.isVisible() and tab.isCheckable() and tab.text() == title), None)

        tab = await eventually(f"the tab {title!r}", look)
        QTest.mouseClick(tab, Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    async def choose(self, name: str, label: str) -> None:
        """Choose in a segmented control or a drop-down by typing how the choice begins."""
        control = await self.find(QWidget, name)
        control.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClicks(control, label[0] if isinstance(control, SegmentedControl) else label.split(maxsplit=1)[0])
        QApplication.processEvents()

    async def picture(self, path: Path) -> None:
        """Grab the window once it has painted what was done last, with the dialogs that stand on it."""
        for _ in range(5):
            QApplication.processEvents()
            await asyncio.sleep(0.02)
        picture = self.window.grab()
        painter = QPainter(picture)
        for dialog in reversed(self.dialogs()):
            middle = self.window.rect().center() - dialog.rect().center()
            painter.drawPixmap(middle, dialog.grab())
            painter.setPen(theme().color(Tone.BORDER))
            painter.drawRect(dialog.rect().translated(middle))
        painter.end()
        if not picture.save(str(path)):
            raise NotSeen(f"{path.name} could not be written")

    def _typed_into(self, name: str) -> QWidget | None:
        """The visible control of that name that takes keys: a field and its editor may share a name."""
        controls = self._roots(QWidget, name)
        return next((w for w in controls if w.isVisible() and w.focusPolicy() != Qt.FocusPolicy.NoFocus), None)

    def dialogs(self) -> list[QDialog]:
        """Open dialogs of the window, the front one first."""
        return [dialog for dialog in reversed(self.window.findChildren(QDialog)) if dialog.isVisible()]

    def _roots(self, kind: type[W], name: str) -> list[W]:
        """Controls of that name, those of an open dialog before the window's own."""
        places: list[QWidget] = [*self.dialogs(), self.window]
        return [found for place in places for found in place.findChildren(kind, name)]

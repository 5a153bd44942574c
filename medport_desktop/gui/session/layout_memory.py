"""What a person has arranged on this workstation: window, boards, splitters, colours, size of type, and choices."""

import base64
from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from PySide6.QtCore import QByteArray, QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget
from shiboken6 import isValid

from medport_desktop.gui.kit.board import BoardView
from medport_desktop.gui.kit.shell.shell import ConsoleShell
from medport_desktop.gui.kit.shell.stored_choice import StoredChoice
from medport_desktop.gui.kit.style.theme import LARGEST_SCALE, SMALLEST_SCALE, Mode, theme

SAVE_AFTER_MS = 600
"""A change is written this long after the last one, and when the window goes."""

LONGEST = 20_000
"""No column and no part of a window is as long as this, in pixels."""

_MOVES = frozenset({QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.WindowStateChange})


class Memory(Protocol):
    """Where one person's arrangement is kept. Neither of them fails."""

    def read(self) -> dict[str, Any]:
        """What was written last; {} at first."""

    def write(self, layout: Mapping[str, Any]) -> None:
        """Keep this, plain JSON values."""


def dress_for(memory: Memory) -> None:
    """Take the person's colours and size of type; before their window is made, so that it is made at that size."""
    layout = memory.read()
    mode, scale = layout.get("theme"), layout.get("scale")
    if isinstance(mode, str) and mode in set(Mode):
        theme().set_mode(Mode(mode))
    if not isinstance(scale, int | float) or not SMALLEST_SCALE <= scale <= LARGEST_SCALE:
        scale = 1.0  # theirs, not the one of the person before them
    theme().set_scale(scale)


class LayoutMemory(QObject):
    """Puts a window's arrangement back and writes down every change that the person makes.

    Boards and splitters are found by themselves, wherever a page has them, also in parts that are made later:
    each by its page and the object names above it.
    """

    def __init__(self, shell: ConsoleShell, memory: Memory) -> None:
        super().__init__(shell)
        self._shell = shell
        self._memory = memory
        layout = memory.read()
        self._boards: dict[str, Any] = _part(layout, "boards")
        self._splitters: dict[str, Any] = _part(layout, "splitters")
        self._placed: dict[QWidget, str] = {}
        self._followed: set[QWidget] = set()
        self._stacks: set[QStackedWidget] = set()
        self._save_soon = QTimer(self)
        self._save_soon.setSingleShot(True)
        self._save_soon.setInterval(SAVE_AFTER_MS)
        self._save_soon.timeout.connect(self.save)
        self._look_soon = QTimer(self)
        self._look_soon.setSingleShot(True)
        self._look_soon.timeout.connect(self.look)
        self._put_window(layout.get("window"))
        self._choices = _part(layout, "choices")
        self._kept = shell.findChildren(StoredChoice)
        for kept in self._kept:
            if kept.kept_as in self._choices:
                kept.restore(self._choices[kept.kept_as])
            kept.changed.connect(self._changed)
        shell.installEventFilter(self)
        theme().changed.connect(self._changed)
        shell.page_changed.connect(self._page_changed)
        self.look()

    # -- putting back -----------------------------------------------------------------------------------
    @Slot()
    def look(self) -> None:
        """Find boards and splitters that are new, or in a new place, and put back what is known of them."""
        for stack in self._shell.findChildren(QStackedWidget):
            if stack not in self._stacks:
                self._stacks.add(stack)
                stack.currentChanged.connect(self._turned)
                stack.destroyed.connect(lambda _gone, stack=stack: self._stacks.discard(stack))
        for widget, place in _places(self._shell):
            if widget not in self._followed:
                self._followed.add(widget)
                self._follow(widget)
            if self._placed.get(widget) == place or not widget.isVisible():
                continue  # what is not in view yet still finds its own size when it comes into view
            self._placed[widget] = place
            self._put(widget, place)

    def _follow(self, widget: QWidget) -> None:
        if isinstance(widget, BoardView):
            widget.layout_changed.connect(lambda: self._board_changed(widget))
        elif isinstance(widget, QSplitter):
            widget.splitterMoved.connect(lambda _position, _index: self._splitter_moved(widget))
        widget.destroyed.connect(lambda _gone: self._forget(widget))

    def _forget(self, widget: QWidget) -> None:
        self._placed.pop(widget, None)
        self._followed.discard(widget)

    def _place_of(self, widget: QWidget) -> str:
        return self._placed.get(widget) or dict(_places(self._shell)).get(widget, "")

    def _put(self, widget: QWidget, place: str) -> None:
        if isinstance(widget, BoardView):
            state = board_state(self._boards.get(place))
            if state is not None:
                widget.restore_layout(state)
        elif isinstance(widget, QSplitter):
            sizes = _sizes(self._splitters.get(place))
            if len(sizes) == widget.count():
                widget.setSizes(sizes)

    def _put_window(self, text: object) -> None:
        if isinstance(text, str):
            try:
                raw = base64.b64decode(text, validate=True)
            except ValueError:
                return
            self._shell.restoreGeometry(QByteArray(raw))

    # -- writing down -----------------------------------------------------------------------------------
    def _board_changed(self, view: BoardView) -> None:
        self._boards[self._place_of(view)] = view.layout_state()
        self._changed()

    def _splitter_moved(self, splitter: QSplitter) -> None:
        self._splitters[self._place_of(splitter)] = splitter.sizes()
        self._changed()

    @Slot()
    def _changed(self) -> None:
        self._save_soon.start()

    @Slot(int)
    def _turned(self, _index: int) -> None:
        self._look_soon.start()

    @Slot(QWidget)
    def _page_changed(self, _page: QWidget) -> None:
        self._look_soon.start()

    @Slot()
    def save(self) -> None:
        """Write everything down now."""
        self._save_soon.stop()
        self._memory.write(
            {
                "window": base64.b64encode(self._shell.saveGeometry().data()).decode(),
                "theme": theme().mode.value,
                "scale": theme().scale,
                "boards": self._boards,
                "splitters": self._splitters,
                "choices": self._choices | {kept.kept_as: kept.state() for kept in self._kept if isValid(kept)},
            }
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _MOVES and self._shell.isVisible():
            self._changed()
        elif kind is QEvent.Type.Show:
            self._look_soon.start()
        elif kind is QEvent.Type.Hide and not self._shell.isMinimized():
            self.save()
        return False


# -- where something is ---------------------------------------------------------------------------------
def _places(shell: ConsoleShell) -> Iterator[tuple[QWidget, str]]:
    """Every board and splitter of the window's pages with the name of its place, the same on every start."""
    seen: dict[str, int] = {}
    for widget in [*shell.findChildren(BoardView), *shell.findChildren(QSplitter)]:
        place = _place(widget, shell)
        if place is None:
            continue
        seen[place] = seen.get(place, 0) + 1
        yield widget, place if seen[place] == 1 else f"{place}#{seen[place]}"


def _place(widget: QWidget, shell: ConsoleShell) -> str | None:
    """The number of the page and the object names from there down; None outside the pages (dialogs, bars)."""
    names: list[str] = [_name(widget) or type(widget).__name__]
    page: int | None = None
    below = widget
    while (above := below.parentWidget()) is not None and above is not shell:
        if above.isWindow():
            return None
        if isinstance(above, QStackedWidget):
            page = above.indexOf(below)  # the outermost is the window's own
        if name := _name(above):
            names.append(name)
        below = above
    return None if page is None else "/".join([str(page), *reversed(names)])


def _name(widget: QWidget) -> str:
    name = widget.objectName()
    return "" if name.startswith("qt_") else name


# -- what may be believed of a file ---------------------------------------------------------------------
def _part(layout: Mapping[str, Any], name: str) -> dict[str, Any]:
    part = layout.get(name)
    return dict(part) if isinstance(part, dict) else {}


def board_state(state: object) -> dict[str, Any] | None:
    """A board's layout as the board wrote it; None for anything else."""
    if not isinstance(state, dict):
        return None
    columns, sort = state.get("columns"), state.get("sort")
    if not isinstance(columns, list) or not all(_is_column(column) for column in columns):
        return None
    if all(column["hidden"] for column in columns):
        return None
    if not isinstance(sort, list) or len(sort) != 2 or not isinstance(sort[0], str):
        return None
    return state


def _is_column(column: object) -> bool:
    return (
        isinstance(column, dict)
        and isinstance(column.get("key"), str)
        and isinstance(column.get("hidden"), bool)
        and _is_length(column.get("width"))
    )


def _is_length(value: object) -> bool:
    return isinstance(value, int) and 0 <= value <= LONGEST


def _sizes(sizes: object) -> list[int]:
    """A splitter's sizes; [] for anything else."""
    return sizes if isinstance(sizes, list) and all(_is_length(size) for size in sizes) and any(sizes) else []

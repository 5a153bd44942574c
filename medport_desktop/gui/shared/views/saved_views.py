"""Named views of the board: what the filter strip says, the sort and the columns, kept for each person."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from medport_desktop.gui.kit.shell.stored_choice import StoredChoice
from medport_desktop.gui.session.layout_memory import board_state
from medport_desktop.services.texts import text_error

LONGEST_NAME = 40
MOST = 50
"""So many views are kept; the first nine have a key."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How the board is arranged, in plain JSON values: the strip's and the board's own."""

    filters: dict[str, Any]
    layout: dict[str, Any]

    def looks_like(self, other: "Arrangement") -> bool:
        """Whether both show the same: a column's width tells nothing, it follows the window's too."""
        return self.filters == other.filters and _shape(self.layout) == _shape(other.layout)


@dataclass(frozen=True, slots=True)
class SavedView:
    """An arrangement with a person's name for it."""

    name: str
    arrangement: Arrangement


class SavedViews(QObject):
    """A person's views in the order in which they were saved. Names differ by more than capitals."""

    changed = Signal()

    def __init__(self, parent: QObject, kept_as: str) -> None:
        super().__init__(parent)
        self.changed.connect(StoredChoice(kept_as, self, self.state, self.restore).changed)
        self._views: list[SavedView] = []

    def all(self) -> Sequence[SavedView]:
        """Every view."""
        return tuple(self._views)

    def find(self, name: str) -> SavedView | None:
        """The view of that name, whatever its capitals."""
        return next((view for view in self._views if view.name.casefold() == name.strip().casefold()), None)

    def save(self, name: str, arrangement: Arrangement) -> SavedView:
        """Keep it under that name, in the place of the view that has the name."""
        view, there = SavedView(name.strip(), arrangement), self.find(name)
        if there is None:
            self._views.append(view)
        else:
            self._views[self._views.index(there)] = view
        self.changed.emit()
        return view

    def rename(self, view: SavedView, name: str) -> SavedView:
        """Give a view another name; a view that has that name goes."""
        clash, renamed = self.find(name), replace(view, name=name.strip())
        if clash is not None and clash is not view:
            self._views.remove(clash)
        self._views[self._views.index(view)] = renamed
        self.changed.emit()
        return renamed

    def delete(self, view: SavedView) -> None:
        """Forget a view."""
        self._views.remove(view)
        self.changed.emit()

    def state(self) -> Any:
        """Every view, in plain JSON values."""
        return [
            {"name": view.name, "filters": view.arrangement.filters, "layout": view.arrangement.layout}
            for view in self._views
        ]

    def restore(self, state: Any) -> None:
        """Take back what `state` gave once."""
        found = [view for entry in (state if isinstance(state, list) else []) if (view := _view_from(entry))]
        self._views = []
        for view in found[:MOST]:
            if self.find(view.name) is None:
                self._views.append(view)
        self.changed.emit()


def wrong_name(name: str) -> str:
    """What is wrong with a view's name, as a sentence; "" where nothing is."""
    if not name.strip():
        return "Give the view a name, like “ALS near Bedford”."
    return text_error(name.strip(), LONGEST_NAME)


def _view_from(entry: object) -> SavedView | None:
    """What may be believed of a file."""
    if not isinstance(entry, dict):
        return None
    name, filters, layout = entry.get("name"), entry.get("filters"), board_state(entry.get("layout"))
    if not isinstance(name, str) or wrong_name(name) or not isinstance(filters, dict) or layout is None:
        return None
    return SavedView(name.strip(), Arrangement(filters, layout))


def _shape(layout: dict[str, Any]) -> object:
    return layout.get("sort"), [(column["key"], column["hidden"]) for column in layout.get("columns", [])]

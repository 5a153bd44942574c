"""Remembers a board's columns for a person: order, widths, which are hidden, and the sort."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QHeaderView

from medport_desktop.gui.kit.board.columns import Column
from medport_desktop.gui.kit.style.theme import theme


def saved_layout(
    header: QHeaderView, columns: tuple[Column[Any], ...], sorting: tuple[str, bool], own: Mapping[int, int]
) -> dict[str, object]:
    """The layout as plain JSON values; widths at a scale of 1, so that they suit any size of type.

    `own`: by section, the width that the person gave to a column that is shown, or would be if there was room.
    """
    entries = []
    for visual in range(header.count()):
        logical = header.logicalIndex(visual)
        hidden = logical not in own
        width = 0 if hidden else round(own[logical] / theme().scale)
        entries.append({"key": columns[logical].key, "width": width, "hidden": hidden})
    return {"columns": entries, "sort": list(sorting)}


def apply_layout(header: QHeaderView, columns: tuple[Column[Any], ...], state: dict[str, Any]) -> None:
    """Put a saved layout back. Columns that it does not know keep their places; unknown keys are passed over."""
    index = {column.key: i for i, column in enumerate(columns)}
    entries = state.get("columns", [])
    visual = 0
    for entry in entries if isinstance(entries, list) else []:
        logical = index.get(entry.get("key", ""))
        if logical is None:
            continue
        header.moveSection(header.visualIndex(logical), visual)
        header.setSectionHidden(logical, bool(entry.get("hidden")))
        width = entry.get("width")
        if isinstance(width, int) and width > 0 and not entry.get("hidden"):
            header.resizeSection(logical, theme().px(width))
        visual += 1

"""The center's directory of agencies with the hospital's preference, which its manager keeps here."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from medport_desktop.domain.agencies import Agency
from medport_desktop.domain.preferences import Preference, in_order, moved, ordinal
from medport_desktop.gui.hospital.columns import agency_columns, on_agency
from medport_desktop.gui.hospital.feed import DeskFeed
from medport_desktop.gui.hospital.places.directory import DirectoryPage
from medport_desktop.gui.hospital.places.preference_dialog import PreferenceDialog
from medport_desktop.gui.hospital.places.preference_order import AgencyOrder
from medport_desktop.gui.hospital.places.row_dragging import RowReorder
from medport_desktop.gui.kit.board import Column, columns
from medport_desktop.gui.kit.board.menus import give_menu
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.empty import EmptyState
from medport_desktop.gui.kit.forms.dialogs import AskDialog
from medport_desktop.gui.kit.style.tokens import Tone
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.operation import Operation
from medport_desktop.services.hospital.hospital_manager import HospitalManager

GROUP = "Preferred agencies"


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """An agency with what the hospital says of it."""

    agency: Agency
    preference: Preference | None
    rank: int | None
    """1 for the first choice; None for one that is not preferred, or paused."""

    @property
    def id(self) -> UUID:
        """The agency's."""
        return self.agency.id

    @property
    def choice(self) -> str:
        """ "1st", "paused" or ''."""
        if self.rank is not None:
            return ordinal(self.rank)
        return "paused" if self.preference is not None else ""


def row_columns() -> list[Column[AgencyRow]]:
    """The preference, then the directory's columns, then the notes."""
    choice: Column[AgencyRow] = columns.plain(
        "preferred",
        "Preferred",
        lambda r: r.choice,
        width=90,
        sort=lambda r: r.rank,
        tone=lambda r: Tone.ACCENT if r.rank is not None else Tone.MUTED,
        tooltip=lambda r: f"Your hospital's {r.choice} choice" if r.rank is not None else "",
    )
    notes: Column[AgencyRow] = columns.muted(
        "notes",
        "Your notes",
        lambda r: " ".join(r.preference.notes.split()) if r.preference is not None else "",
        width=220,
        tooltip=lambda r: r.preference.notes if r.preference is not None else "",
    )
    return [choice, *(on_agency(column) for column in agency_columns()), notes]


class AgenciesPage(DirectoryPage):
    """Preferred agencies first, in the hospital's order; a manager (`manager` is given) changes it."""

    def __init__(
        self, runtime: Runtime, feed: DeskFeed, manager: HospitalManager | None, parent: QWidget | None = None
    ) -> None:
        self._runtime = runtime
        self._feed = feed
        self._manager = manager
        self._knows_preferences = False
        hint = "The transport center registers them."
        empty = EmptyState(icon="ambulance", sentence="No agencies are registered.", hint=hint)
        source = "from the transport center's directory, those that your hospital prefers first"
        super().__init__("agencies", "Agencies", source, row_columns(), empty, parent)
        self.setObjectName("agencies_page")
        feed.agencies_changed.connect(self._show)
        feed.preferences_changed.connect(self._preferences_changed)
        if manager is not None:
            self._order = AgencyOrder(runtime, feed, manager, self)
            self._order.changed.connect(self._show)
            RowReorder(self.view, self._shows_our_order).dropped.connect(self._dropped)
            self.view.current_changed.connect(lambda _key: self._settle())
            self.view.opened.connect(lambda _key: self._edit())
            give_menu(self.view, self._row_actions)
            self._settle()
        feed.preferences_changed.connect(self._preferences_known)

    def tools(self) -> list[QAction]:
        """What a manager does with the row in view."""
        if self._manager is None:
            return []

        def action(text: str, key: str, slot: Callable[[], object], name: str) -> QAction:
            made = make_action(self, text, key, slot, group=GROUP)
            made.setObjectName(name)
            return made

        self.prefer = action("Prefer", "Ins", self._prefer, "prefer")
        self.move_up = action("Move up", "Alt+Up", lambda: self._move(-1), "move_up")
        self.move_down = action("Move down", "Alt+Down", lambda: self._move(1), "move_down")
        self.edit = action("Notes…", "F2", self._edit, "edit_preference")
        self.stop = action("No longer prefer…", "Ctrl+Del", self._ask_stop, "stop_preferring")
        return [self.prefer, self.move_up, self.move_down, self.edit, self.stop]

    # -- facts ------------------------------------------------------------------------------------------
    @Slot()
    def _preferences_changed(self) -> None:
        if self._manager is None:  # else the order, which hears of it first, says so
            self._show()

    @Slot()
    def _preferences_known(self) -> None:
        self._knows_preferences = True  # what they were at first is no news

    @Slot()
    def _show(self) -> None:
        """Preferred ones first, in the order of the moment; then by name."""
        order = self._in_order()
        by_agency = {preference.agency_id: preference for preference in self._feed.preferences}
        known = [by_agency.get(agency) for agency in order]
        counting = [agency for agency, p in zip(order, known, strict=True) if p is None or p.is_active]
        ranks = {agency: rank for rank, agency in enumerate(counting, start=1)}
        place = {agency: index for index, agency in enumerate(order)}
        rows = [AgencyRow(a, by_agency.get(a.id), ranks.get(a.id)) for a in self._feed.agencies.values()]
        rows.sort(key=lambda row: (place.get(row.id, len(order)), row.agency.name.casefold()))
        self.board.apply(rows, glow=self._knows_preferences)
        if self._manager is not None:
            self._settle()

    def _in_order(self) -> list[UUID]:
        """The preferred agencies, the paused ones too, as they are or are about to be."""
        if self._manager is not None:
            return self._order.agencies
        return [preference.agency_id for preference in in_order(self._feed.preferences)]

    def _row(self) -> AgencyRow | None:
        row = self.view.current_row()
        return row if isinstance(row, AgencyRow) else None

    def _settle(self) -> None:
        row, order = self._row(), self._order.agencies
        preferred = row is not None and row.id in order
        self.prefer.setEnabled(row is not None and not preferred)
        self.move_up.setEnabled(row is not None and preferred and order[0] != row.id)
        self.move_down.setEnabled(row is not None and preferred and order[-1] != row.id)
        kept = row is not None and row.preference is not None
        self.edit.setEnabled(kept)
        self.stop.setEnabled(kept)

    # -- the order --------------------------------------------------------------------------------------
    def _prefer(self) -> None:
        row = self._row()
        if row is not None:
            self._order.arrange([*self._order.agencies, row.id])

    def _move(self, step: int) -> None:
        """Past the next one that is in view: an agency that has left the directory keeps its place unseen."""
        row = self._row()
        if row is None:
            return
        order = self._order.agencies
        at = to = order.index(row.id)
        while 0 <= to + step < len(order):
            to += step
            if order[to] in self._feed.agencies:
                break
        if to != at:
            self._order.arrange(moved(order, row.id, to))

    def _shows_our_order(self) -> bool:
        return self.board.sorting in (("", False), ("preferred", False))

    @Slot(str, int)
    def _dropped(self, key: str, line: int) -> None:
        row = next((row for row in self.board.rows() if str(row.id) == key), None)
        if row is None:
            return
        order = [agency for agency in self._order.agencies if agency != row.id]
        below = (self.board.row_at(at) for at in range(line, self.board.rowCount()))
        follower = next((other.id for other in below if other is not None and other.id in order), None)
        self._order.arrange(moved(order, row.id, order.index(follower) if follower is not None else len(order)))
        self.view.select_key(row.id)

    # -- one preference ---------------------------------------------------------------------------------
    def _row_actions(self) -> list[QAction]:
        actions = (self.prefer, self.move_up, self.move_down, self.edit, self.stop)
        return [action for action in actions if action.isEnabled()]

    def _edit(self) -> None:
        row, manager = self._row(), self._manager
        if manager is None or row is None or row.preference is None:
            return
        dialog = PreferenceDialog(row.agency.name, row.preference, self.window())

        def send(counts: bool, notes: str) -> None:
            Operation(
                partial(manager.edit_preference, row.id, counts, notes),
                owner=self,
                form=dialog,
                told=f"What you prefer of {row.agency.name} is saved.",
            ).run(self._runtime)

        dialog.entered.connect(send)
        dialog.open()

    def _ask_stop(self) -> None:
        row = self._row()
        if row is None or row.preference is None:
            return
        dialog = AskDialog(
            self.window(),
            title=f"No longer prefer {row.agency.name}?",
            sentence="It stays in the directory and may bid like any other. Your notes on it are lost.",
            yes="No longer prefer",
            no="Go back",
            danger=True,
        )
        dialog.setObjectName("stop_dialog")
        dialog.answered.connect(lambda yes: self._order.drop(row.id, row.agency.name) if yes else None)
        dialog.open()

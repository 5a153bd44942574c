"""Giving a trip a unit: dropped on the unit's card, or chosen with U. Either way the same question is asked once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from medport_desktop.domain.agencies import Unit
from medport_desktop.domain.trips import ActiveTrip
from medport_desktop.gui.agency.agency_feed import AgencyFeed
from medport_desktop.gui.agency.offers.offer_rows import BoardRow, can_run, why_not
from medport_desktop.gui.agency.units.unit_combo import unit_words
from medport_desktop.gui.kit.board import BoardView
from medport_desktop.gui.kit.facts.duty import place_words
from medport_desktop.gui.kit.forms.dialogs import AskDialog
from medport_desktop.gui.kit.style.labels import label


@dataclass(frozen=True, slots=True)
class UnitOption:
    """A unit in the chooser; `refusal` says why it cannot be chosen."""

    unit: Unit
    refusal: str = ""


def key_from(text: str) -> UUID | None:
    """The key of a board's row as it is dragged; None where the text is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def why_not_offer(row: BoardRow | None, unit: Unit | None) -> str:
    """Why a unit cannot be offered for a trip of the board, as a sentence; "" where it can."""
    if row is None or unit is None:
        return "It is no longer on offer."
    if row.my_bid is not None:
        return f"Your bid on {row.trip.trip_number} is open. Withdraw it first."
    return why_not(unit, row.trip.transport_level)


def why_not_run(trip: ActiveTrip | None, unit: Unit | None, *, may_change: bool) -> str:
    """Why a unit cannot run a trip that the agency holds, as a sentence; "" where it can."""
    if trip is None or unit is None:
        return "It is no longer yours."
    if unit.id == trip.unit_id:
        return f"{unit.unit_number} runs it already."
    if not may_change:
        return f"{trip.trip_number} is {trip.status.label.lower()}: its unit stays."
    return why_not(unit, trip.transport_level)


def offer_options(feed: AgencyFeed, row: BoardRow) -> list[UnitOption]:
    """Every unit for a trip of the board: those that can run it first, the closest before the others."""
    near = [unit for unit, _ in feed.fleet.free_and_able(row.trip)]
    rest = [unit for unit in feed.fleet.units if not can_run(unit, row.trip)]
    return [UnitOption(unit, why_not_offer(row, unit)) for unit in (*near, *rest)]


def run_options(feed: AgencyFeed, trip: ActiveTrip, *, may_change: bool) -> list[UnitOption]:
    """Every unit for a trip that the agency holds, those that can run it first."""
    options = [UnitOption(unit, why_not_run(trip, unit, may_change=may_change)) for unit in feed.fleet.units]
    return sorted(options, key=lambda option: bool(option.refusal))


def choose_unit(view: BoardView, options: Sequence[UnitOption], chosen: Callable[[UUID], object]) -> QMenu:
    """Open the chooser under the board's current row: arrows and Enter, or a click. It deletes itself."""
    menu = QMenu(view)
    menu.setObjectName("unit_chooser")
    menu.setAccessibleName("Units for the selected trip")
    menu.aboutToHide.connect(menu.deleteLater)
    for option in options:
        more = _short(option) if option.refusal else place_words(option.unit)
        entry = menu.addAction(label(unit_words(option.unit, *([more] if more else []))))
        entry.setEnabled(not option.refusal)
        entry.triggered.connect(partial(_chosen, chosen, option.unit.id))
    if not options:
        menu.addAction("The agency has no units yet").setEnabled(False)
    row = view.visualRect(view.currentIndex())
    menu.popup(view.viewport().mapToGlobal(QPoint(0, row.bottom() + 1)))
    first = next((entry for entry in menu.actions() if entry.isEnabled()), None)
    if first is not None:
        menu.setActiveAction(first)
    return menu


def _short(option: UnitOption) -> str:
    """The refusal without what the line says already: "out of service"."""
    unit = option.unit
    words = option.refusal.removeprefix(f"{unit.unit_number} ").removeprefix("is ").rstrip(".")
    return words.removeprefix(f"{unit.type.label} and ").removesuffix(" just now")


def _chosen(chosen: Callable[[UUID], object], unit_id: UUID, _checked: bool = False) -> None:
    chosen(unit_id)


def ask_once(
    parent: QWidget, title: str, sentence: str, yes: str, do: Callable[[], object], otherwise: Callable[[], object]
) -> None:
    """Ask; do it on yes."""
    ask = AskDialog(parent.window(), title=title, sentence=sentence, yes=yes, no="Not now")
    ask.setObjectName("unit_question")
    ask.answered.connect(lambda answer: do() if answer else otherwise())
    ask.open()

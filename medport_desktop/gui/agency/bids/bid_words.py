"""Small things that the bid panel and its form share: words for counts and minutes, and where the focus is."""

from PySide6.QtWidgets import QLineEdit, QWidget

from medport_desktop.domain.written.money import dollars
from medport_desktop.gui.agency.offers.offer_rows import BoardRow


def show_text(editor: QLineEdit, typed: str | None, proposed: str) -> None:
    """Show what was typed, or what is proposed; a field with the cursor in it is left alone unless it is empty."""
    words = typed if typed is not None else proposed
    if editor.text() != words and not (typed is None and editor.hasFocus() and editor.text()):
        editor.setText(words)


def others_words(count: int, *, mine: bool = False) -> str:
    """How many agencies have bid; `mine` where this one is not counted among them."""
    if count <= 0:
        return "No other agency has bid yet." if mine else "Nobody has bid yet."
    return f"{count} other agenc{'y has' if count == 1 else 'ies have'} bid."


def remark(row: BoardRow, valid_minutes: int, *, differs: bool) -> str:
    """What stands under the form; `differs`: another amount was typed than the price sheet has."""
    sheet = dollars(row.pay_cents) if row.pay_cents is not None else ""
    if row.is_first_accept:
        return f"The first agency to accept has this trip{f', at the {sheet} of your price sheet' if sheet else ''}."
    words = [others_words(row.trip.bid_count), f"Your bid stands for {valid_minutes} min."]
    return " ".join([f"Your price sheet says {sheet}.", *words] if differs else words)


def minutes_words(minutes: int) -> str:
    """ "in 26 min", "1 h 05 ago": never with a plus, which tells how much later than asked a pick-up is."""
    hours, rest = divmod(abs(minutes), 60)
    span = f"{hours} h {rest:02}" if hours else f"{rest} min"
    return f"{span} ago" if minutes < 0 else f"in {span}"


def is_inside(widget: QWidget | None, outer: QWidget) -> bool:
    """Whether a widget is, or lies in, another."""
    return widget is not None and (widget is outer or outer.isAncestorOf(widget))

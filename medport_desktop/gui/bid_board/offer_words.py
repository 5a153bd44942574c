"""Small things that the bid panel and its form share: words for counts and minutes, and where the focus is."""

from PySide6.QtWidgets import QLineEdit, QWidget


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


def minutes_words(minutes: int) -> str:
    """ "in 26 min", "1 h 05 ago": never with a plus, which tells how much later than asked a pick-up is."""
    hours, rest = divmod(abs(minutes), 60)
    span = f"{hours} h {rest:02}" if hours else f"{rest} min"
    return f"{span} ago" if minutes < 0 else f"in {span}"


def is_inside(widget: QWidget | None, outer: QWidget) -> bool:
    """Whether a widget is, or lies in, another."""
    return widget is not None and (widget is outer or outer.isAncestorOf(widget))

"""What is thrown at the fields of a form, and the judgement: told at the field with nothing lost, or kept as shown."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from medport_desktop.domain.enums import Silo
from medport_desktop.gui.kit.clock import MONTHS
from medport_desktop.gui.kit.forms.type_ahead import TypeAhead
from tests.fuzz.nasty import HUGE
from tests.fuzz.pasting import LONGEST_WAIT_S, Typed, paste, said_at, shows_what_is_read, text_of
from tests.fuzz.place import KEY, Place, is_open, named, told
from tests.hands import CTRL

ZONE = ZoneInfo("America/New_York")
"""The demo site's."""
TEXTS = {
    "a megabyte": HUGE,
    "NUL": "a\x00b\x01",
    "half a pair, markup, SQL and right to left": (
        "half \ud83d <b>O'Brien</b>\"; drop table medport.trip_note; -- %s {0} \u202eevitcaer\u202c שלום"
    ),
}
NUMBERS = {
    "minus nothing": "-0",
    "too great": "1e999",
    "a digit of elsewhere": "٣",
    "four hundred digits": "9" * 400,
    "five thousand digits": "9" * 5000,
}


def _changes(now: datetime) -> tuple[datetime, datetime]:
    """The next days, at noon, on which the site's clocks go forward, and back."""
    found: dict[bool, datetime] = {}
    for days in range(1, 400):
        noon = (now.astimezone(ZONE) + timedelta(days=days)).replace(hour=12)
        turned = (noon.utcoffset() or timedelta()) - ((noon - timedelta(days=1)).utcoffset() or timedelta())
        if turned:
            found.setdefault(turned > timedelta(), noon)
    return found[True], found[False]


_FORWARD, _BACK = _changes(datetime.now(ZONE))
AMERICAN_TIMES = {
    "an hour that is left out": f"{_FORWARD:%m/%d/%Y} 02:30",
    "an hour that comes twice": f"{_BACK:%m/%d/%Y} 01:30",
    "before the clocks go forward": f"{_FORWARD:%m/%d/%Y} 01:59",
}
BRITISH_TIMES = {
    "an hour that is left out": f"{_FORWARD.day} {MONTHS[_FORWARD.month - 1]} {_FORWARD.year} 02:30",
    "an hour that comes twice": f"{_BACK.day} {MONTHS[_BACK.month - 1]} {_BACK.year} 01:30",
    "before the clocks go forward": f"{_FORWARD.day} {MONTHS[_FORWARD.month - 1]} {_FORWARD.year} 01:59",
}


# -- what a text means, to compare it with what a silo holds ---------------------------------------------
def amount(text: str) -> object:
    """Dollars in cents."""
    try:
        return int(Decimal(text.strip().lstrip("$").replace(",", "")) * 100)
    except (InvalidOperation, ValueError):
        return f"no amount: {text}"


def number(text: str) -> object:
    """A number."""
    try:
        return float(text.split(maxsplit=1)[0])
    except ValueError:
        return f"no number: {text}"


def clock(text: str) -> object:
    """The time of day in it, as "HH:MM"; None where it tells a span from now."""
    if text.startswith("+"):
        return None
    found = re.search(r"(\d{1,2}):(\d\d)$", text.strip())
    return f"{int(found[1]):02}:{found[2]}" if found else f"no time: {text}"


def at(column: str) -> str:
    """The time of day that a column shows on the site's clocks."""
    return f"to_char({column} at time zone '{ZONE.key}', 'HH24:MI')"


# -- forms ----------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Cell:
    """A field: what makes it whole, and where its text is kept."""

    good: str
    """ "{n}" in it is another number each time it is sent."""
    column: str = ""
    """An SQL expression; '' where it is not looked at."""
    means: Callable[[str], object] = str.strip
    """What a text stands for; None where that cannot be compared."""
    also: Mapping[str, str] = field(default_factory=dict)
    """What is thrown at it beside the texts."""


@dataclass(frozen=True)
class Form:
    """A dialog or a page, who has it, and how it is brought up, sent, and known to be kept."""

    kind: type[QWidget]
    who: str
    opened: Callable[[Place], QWidget]
    cells: Mapping[str, Cell]
    held: Callable[[Place, str], object]
    """What is kept now in a column, as `of` gives it."""
    send: tuple[Qt.Key, Qt.KeyboardModifier] = (KEY.Key_Return, CTRL)
    is_kept: Callable[[QWidget], bool] = lambda form: not is_open(form)


def of(silo: Silo, rows: str) -> Callable[[Place, str], object]:
    """A column of the first of these rows ("from … order by …")."""
    return lambda place, column: place.held(silo, f"select {column} {rows} limit 1")


def throw(place: Place, form: Form) -> dict[str, str]:
    """Each strange text into each field, the others being good; gives what is wrong, by what was done."""
    wrong = _send_good(place, form)
    widget, strays = form.opened(place), set(form.cells)
    for name, cell in form.cells.items():
        for kind, text in {**TEXTS, **cell.also}.items():
            what = f"{kind} in {name}"
            _write_good(place, form, widget, strays)
            strays = {name}
            if problem := _paste(place, named(widget)[name], text):
                wrong[what] = problem
            before = _texts(widget)
            place.press(*form.send)
            place.settle()
            if form.is_kept(widget):
                if problem := _not_as_shown(place, form, name, before):
                    wrong[what] = problem
                widget, strays = form.opened(place), set(form.cells)
            elif not (said_at(named(widget)[name]) or told(widget)):
                wrong[what] = "stays, and says nothing"
            elif _texts(widget) != before:
                wrong[what] = "loses what was typed"
    return wrong


def _send_good(place: Place, form: Form) -> dict[str, str]:
    widget = form.opened(place)
    assert type(widget) is form.kind
    assert named(widget).keys() == form.cells.keys(), f"{set(named(widget))} are typed into"
    _write_good(place, form, widget, form.cells)
    before = _texts(widget)
    place.press(*form.send)
    place.settle()
    assert form.is_kept(widget), told(widget)
    problems = {name: _not_as_shown(place, form, name, before) for name in form.cells}
    return {f"good text in {name}": problem for name, problem in problems.items() if problem}


def _write_good(place: Place, form: Form, widget: QWidget, names: Iterable[str]) -> None:
    for name in names:
        write(named(widget)[name], form.cells[name].good.format(n=place.number()))
    place.settle()


def _paste(place: Place, typed: Typed, text: str) -> str:
    """Gives what is wrong at once: half a pair is no text, and must be neither shown nor kept."""
    took = paste(typed, text)
    place.settle()
    if took > LONGEST_WAIT_S:
        return "stands still"
    if text_of(typed) != text.replace("\ud83d", "") and not said_at(typed):
        return f"cut to {len(text_of(typed))} without a word"
    if not shows_what_is_read(typed):
        return "shows more than is read"
    take(typed)
    place.settle()
    return ""


def _texts(widget: QWidget) -> dict[str, str]:
    return {name: text_of(typed) for name, typed in named(widget).items()}


def _not_as_shown(place: Place, form: Form, name: str, shown: Mapping[str, str]) -> str:
    """Where a field has a column, and something is written in it: whether they say the same."""
    cell = form.cells[name]
    if not cell.column or not shown[name] or (meant := cell.means(shown[name])) is None:
        return ""
    held = form.held(place, cell.column)
    return "" if held == meant else f"shows {str(meant)[:60]!r}, and {str(held)[:60]!r} is kept"


def write(typed: Typed, text: str) -> None:
    """Good text, over what is there."""
    if text:
        paste(typed, text)
        take(typed)
    else:
        typed.setFocus()
        typed.selectAll()
        QTest.keyClick(typed, KEY.Key_Delete)


def take(typed: Typed) -> None:
    """From a list that offers something, the marked row."""
    if isinstance(typed, TypeAhead) and typed.is_open():
        QTest.keyClick(typed, KEY.Key_Return)

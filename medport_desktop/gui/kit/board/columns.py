"""A board's columns. Make them with the functions below: each knows how its kind reads, sorts and is painted."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import Enum, auto
from typing import Any, Generic, TypedDict, TypeVar, Unpack

from PySide6.QtCore import Qt

from medport_desktop.domain.enums import Need, Priority, TransportLevel, UnitType
from medport_desktop.domain.written.matching import natural
from medport_desktop.domain.written.money import dollars
from medport_desktop.gui.kit.board.cells import Route, Timer
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.facts.vocabulary import StatusLook, need_look
from medport_desktop.gui.kit.style.tokens import Tone

R = TypeVar("R")
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Paint(Enum):
    """How a cell is painted."""

    TEXT = auto()
    PRIORITY = auto()
    STATUS = auto()
    LEVEL = auto()
    ROUTE = auto()
    NEEDS = auto()
    TIMER = auto()


class Extras(TypedDict, Generic[R], total=False):
    """What every kind of column takes as well."""

    sort: Callable[[R], Any]
    tooltip: Callable[[R], str]
    spoken: Callable[[R], str]
    tone: Callable[[R], Tone]
    width: int
    stretch: bool
    hidden: bool
    align: Qt.AlignmentFlag
    yields: int
    written: Callable[[R], str]


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column. `text` is what search and screen readers see; `cell` what the painter sees; `written` what a file
    says where that is more: a time with its date.

    `sort` gives a value that compares with its like; rows whose value is None come last in both directions.
    """

    key: str
    title: str
    text: Callable[[R], str]
    cell: Callable[[R], Any]
    sort: Callable[[R], Any]
    paint: Paint = Paint.TEXT
    tooltip: Callable[[R], str] | None = None
    spoken: Callable[[R], str] | None = None
    written: Callable[[R], str] | None = None
    tone: Callable[[R], Tone] = field(default=lambda _row: Tone.TEXT)
    strong: bool = False
    align: Qt.AlignmentFlag = LEFT
    width: int = 90
    stretch: bool = False
    hidden: bool = False
    ticks: bool = False
    yields: int = 2
    """Where there is no room for all, a column that yields more leaves sooner. 0: it always stays, as wide as its
    words; only a route may be cut."""

    @property
    def names_itself(self) -> bool:
        """Whether its words need no title before them when they are read out."""
        return self.strong or self.paint in (Paint.ROUTE, Paint.STATUS, Paint.LEVEL)

    @property
    def reading_order(self) -> int:
        """When it is read out: the name, the way, how it stands, when it is due, then the rest as they stand."""
        order = (Paint.ROUTE, Paint.STATUS, Paint.TIMER)
        return 0 if self.strong else 1 + order.index(self.paint) if self.paint in order else len(order) + 1


def plain(key: str, title: str, get: Callable[[R], str | None], **extras: Unpack[Extras[R]]) -> Column[R]:
    """A text."""

    def text(row: R) -> str:
        return get(row) or ""

    options: dict[str, Any] = {"sort": lambda row: natural(text(row)) or None, **extras}
    return Column(key, title, text, text, **options)


def strong(key: str, title: str, get: Callable[[R], str | None], **extras: Unpack[Extras[R]]) -> Column[R]:
    """A text in semi-bold: what the row is called."""
    made = plain(key, title, get, **extras)
    return Column(**{**made.__dict__, "strong": True, "yields": 0})


def muted(key: str, title: str, get: Callable[[R], str | None], **extras: Unpack[Extras[R]]) -> Column[R]:
    """A text of second rank."""
    options: Extras[R] = {"tone": lambda _row: Tone.MUTED, "yields": 3, **extras}
    return plain(key, title, get, **options)


def number(
    key: str, title: str, get: Callable[[R], float | Decimal | None], *, digits: int = 0, **extras: Unpack[Extras[R]]
) -> Column[R]:
    """A number, right-aligned, with so many decimals; None is empty."""

    def text(row: R) -> str:
        value = get(row)
        return "" if value is None else f"{value:,.{digits}f}"

    options: dict[str, Any] = {"sort": get, "align": RIGHT, "width": 64, **extras}
    return Column(key, title, text, text, **options)


def money(key: str, title: str, get: Callable[[R], int | None], **extras: Unpack[Extras[R]]) -> Column[R]:
    """An amount, right-aligned; `get` gives integer cents, which show only where there are any."""

    def text(row: R) -> str:
        cents = get(row)
        return "" if cents is None else dollars(cents)

    options: dict[str, Any] = {"sort": get, "align": RIGHT, "width": 72, "yields": 0, **extras}
    return Column(key, title, text, text, **options)


def when(key: str, title: str, get: Callable[[R], datetime | None], **extras: Unpack[Extras[R]]) -> Column[R]:
    """A time in the site's zone; hovering shows the date."""

    def text(row: R) -> str:
        moment = get(row)
        return "" if moment is None else site_clock().short(moment)

    def tip(row: R) -> str:
        moment = get(row)
        return "" if moment is None else site_clock().full(moment)

    def written(row: R) -> str:
        moment = get(row)
        return "" if moment is None else site_clock().dated(moment)

    options: dict[str, Any] = {
        "sort": get,
        "align": RIGHT,
        "width": 72,
        "tooltip": tip,
        "written": written,
        **extras,
    }
    return Column(key, title, text, text, **options)


def timer(key: str, title: str, get: Callable[[R], Timer], **extras: Unpack[Extras[R]]) -> Column[R]:
    """A running time; hovering shows the moment that it counts from or to."""

    def text(row: R) -> str:
        return get(row).text(site_clock().now())

    def tip(row: R) -> str:
        moment = get(row).moment
        return "" if moment is None else site_clock().full(moment)

    options: dict[str, Any] = {
        "sort": lambda row: get(row).moment,
        "align": RIGHT,
        "width": 80,
        "tooltip": tip,
        "written": lambda row: get(row).dated(),
        "yields": 0,
        **extras,
    }
    return Column(key, title, text, get, paint=Paint.TIMER, ticks=True, **options)


def priority(key: str, title: str, get: Callable[[R], Priority], **extras: Unpack[Extras[R]]) -> Column[R]:
    """A priority's shape and word; sorts with the most urgent first."""
    options: dict[str, Any] = {"sort": lambda row: get(row).rank, "width": 94, "yields": 1, **extras}
    return Column(key, title, lambda row: get(row).label, get, paint=Paint.PRIORITY, **options)


def status(key: str, title: str, get: Callable[[R], StatusLook], **extras: Unpack[Extras[R]]) -> Column[R]:
    """A status's square and word; give `sort` where the order of the enumeration matters."""
    options: dict[str, Any] = {"sort": lambda row: get(row).word, "width": 116, "yields": 0, **extras}
    return Column(key, title, lambda row: get(row).word, get, paint=Paint.STATUS, **options)


def level(
    key: str, title: str, get: Callable[[R], TransportLevel | UnitType], **extras: Unpack[Extras[R]]
) -> Column[R]:
    """A level of care as its tag."""
    options: dict[str, Any] = {
        "sort": lambda row: list(type(get(row))).index(get(row)),
        "width": 60,
        "yields": 1,
        **extras,
    }
    return Column(key, title, lambda row: get(row).label, get, paint=Paint.LEVEL, **options)


def route(key: str, title: str, get: Callable[[R], Route], **extras: Unpack[Extras[R]]) -> Column[R]:
    """From and to; takes the width that is left."""
    options: dict[str, Any] = {
        "sort": lambda row: natural(get(row).text),
        "width": 360,
        "stretch": True,
        "tooltip": lambda row: get(row).text,
        "yields": 0,
        **extras,
    }
    return Column(key, title, lambda row: get(row).text, get, paint=Paint.ROUTE, **options)


def needs(key: str, title: str, get: Callable[[R], Iterable[Need]], **extras: Unpack[Extras[R]]) -> Column[R]:
    """Requirements as icons, each with its own tooltip; always in the order of the enumeration."""

    def ordered(row: R) -> tuple[Need, ...]:
        present = set(get(row))
        return tuple(need for need in Need if need in present)

    def text(row: R) -> str:
        return ", ".join(need_look(need).word for need in ordered(row))

    options: dict[str, Any] = {"sort": lambda row: -len(ordered(row)), "width": 84, "yields": 1, **extras}
    return Column(key, title, text, ordered, paint=Paint.NEEDS, **options)

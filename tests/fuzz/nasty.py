"""Values that people paste by mistake and attackers on purpose, by the type that a command asks for."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

NEW_YORK = ZoneInfo("America/New_York")

TEXTS = (
    "",
    " ",
    "\t\n ",
    "O'Brien\"; drop table medport.transport_request; --",
    "%s %(name)s {0} :name \\x00",
    "Zoë Ünsal-Đặng",
    "Zoe\u0308 e\u0301\u0301\u0301\u0301",  # combining marks, not in a normal form
    "שלום עולם",
    "\u202eevitcaer\u202c \u2066abc\u2069",  # writing direction turned by hand
    "👩🏽\u200d⚕️ 🏳️\u200d🌈",
    "\ufeffBOM and \u200bzero\u2060width",
    "\ufffe\uffff\U0010ffff",
    "a\x00b",
    "\x00",
    "a\x01\x1f\x7f\x9bb",
    "line\r\nline\x0b\x0cline\u2028line\u2029line",
    "half \ud83d of a pair",
    "\udcff",
    "<b>bold</b><img src='file:///etc/passwd'>&amp;",
    "=cmd|' /C calc'!A0",
    "null",
    "NaN",
    "-1",
    "9" * 40,
    "x" * 201,
    "٣٤٥",  # digits, but not ours
    "１６６０１",
    "İıſßﬀ",  # their length changes with their case
)
HUGE = "\N{SNOWMAN}" * 350_000
"""A little over 1 MB in UTF-8."""

INTEGERS = (0, 1, -1, 2**31 - 1, 2**31, -(2**31) - 1, 2**63 - 1, 2**63, -(2**63) - 1, 10**40)
FLOATS = (0.0, -0.0, -1.0, 1e-320, 0.3, 500.0, 500.1, 1e6, 1.7e308, float("nan"), float("inf"), float("-inf"))
DATES = (date.min, date(1, 1, 2), date(1899, 12, 31), date(1582, 10, 10), date(2024, 2, 29), date(2999, 1, 1), date.max)


def moments(now: datetime) -> tuple[datetime, ...]:
    """Times at every edge: of the calendar, of offsets, around the clock changes to come, and with no zone at all."""
    year = now.year + 1
    spring, autumn = datetime(year, 3, 14, 2, 30), datetime(year, 11, 7, 1, 30)  # within a week of the changes
    return (
        datetime.min,
        datetime.max,
        now.replace(tzinfo=None),
        datetime.min.replace(tzinfo=UTC),
        datetime.max.replace(tzinfo=UTC),
        datetime.max.replace(tzinfo=timezone(timedelta(hours=-12))),
        datetime.min.replace(tzinfo=timezone(timedelta(hours=14))),
        datetime(1970, 1, 1, tzinfo=UTC),
        now,
        now + timedelta(microseconds=1),
        now - timedelta(days=400),
        now + timedelta(days=59, hours=23),
        now + timedelta(days=800),
        now + timedelta(days=365 * 60),
        now.astimezone(timezone(timedelta(hours=5, minutes=45))),
        *(day.replace(tzinfo=NEW_YORK, fold=fold) for day in (spring, autumn) for fold in (0, 1)),
        *(day.replace(tzinfo=NEW_YORK) + timedelta(hours=h) for day in (spring, autumn) for h in (-1, 1)),
    )


def texts() -> st.SearchStrategy[str]:
    """Mostly known trouble, some of a megabyte, some that nobody thought of."""
    anything = st.text(st.characters(exclude_categories=()), max_size=60)
    return st.one_of(st.sampled_from(TEXTS), st.sampled_from(TEXTS), anything, st.just(HUGE))


def wrong(kind: type[Enum], word: str) -> Any:
    """A member that the kind does not have, as an older or a newer console might send it."""
    member = str.__new__(kind, word)  # type: ignore[type-var]
    member._name_, member._value_ = "WRONG", word
    return member


def _members(kind: type[Enum]) -> st.SearchStrategy[Any]:
    words = st.sampled_from(("nonsense", f" {next(iter(kind)).value.lower()} "))
    return st.one_of(st.sampled_from(list(kind)), words.map(lambda word: wrong(kind, word)))


def like(hint: Any, now: datetime) -> st.SearchStrategy[Any]:
    """Values of the declared type `hint`, as bad as they come. Raises KeyError for a type that nobody thought of."""
    origin, inside = get_origin(hint), get_args(hint)
    parts = [like(part, now) for part in inside if part is not ...]
    if origin is not None:
        return {
            Union: st.one_of(*parts),
            UnionType: st.one_of(*parts),
            frozenset: st.frozensets(parts[0], max_size=4),
            tuple: st.lists(parts[0], max_size=130).map(tuple),
            Sequence: st.lists(parts[0], max_size=130),
            dict: st.dictionaries(parts[0], parts[-1], max_size=9),
        }[origin]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _members(hint)
    by_type: dict[Any, st.SearchStrategy[Any]] = {
        type(None): st.none(),
        str: texts(),
        bool: st.booleans(),
        int: st.one_of(st.sampled_from(INTEGERS), st.integers()),
        float: st.one_of(st.sampled_from(FLOATS), st.floats()),
        UUID: st.builds(uuid4),  # of nothing that there is; the same again would be a repeat
        date: st.sampled_from(DATES),
        datetime: st.sampled_from(moments(now)),
        time: st.times(),
    }
    return by_type[hint]

"""What a cell shows when it is more than a text: a route, a running time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from medport_desktop.gui.kit.clock import countdown_text, elapsed_text, overdue_text, site_clock
from medport_desktop.gui.kit.style.tokens import Tone


@dataclass(frozen=True)
class Route:
    """From and to on one line: bold name, muted place, an arrow between. An empty name leaves its half out."""

    from_name: str
    from_place: str
    to_name: str
    to_place: str

    @property
    def text(self) -> str:
        """The route as plain words."""
        ends = (f"{self.from_name} {self.from_place}".strip(), f"{self.to_name} {self.to_place}".strip())
        return " → ".join(end for end in ends if end)


_SHORTER = {
    "Medical Center": "Med Ctr",
    "Health System": "Health",
    "Hospital": "Hosp",
    "Memorial": "Mem",
    "Regional": "Reg",
    "Rehabilitation": "Rehab",
    "University": "Univ",
    "Community": "Comm",
    "Children's": "Child",
    "Center": "Ctr",
}


def short_place(name: str) -> str:
    """A facility's name with its usual words abbreviated, for where the whole has no room."""
    for words, short in _SHORTER.items():
        name = name.replace(words, short)
    return name


def without_kind(name: str) -> str:
    """A facility's name without the kind of house at its end, as people say it: "Conemaugh Memorial"."""
    for kind in (" Medical Center", " Hospital"):
        if name.endswith(kind) and len(name) > len(kind) + 3:
            return name.removesuffix(kind)
    return name


def spoken_place(name: str) -> str:
    """As people say it and abbreviated, for where even `short_place` has no room: "Conemaugh Mem"."""
    return short_place(without_kind(name))


class Count(Enum):
    """Which way a timer runs."""

    SINCE = auto()
    UNTIL = auto()
    DUE = auto()
    FIXED = auto()


@dataclass(frozen=True)
class Timer:
    """A time that counts. It turns amber, then red, at the caller's thresholds (None: never)."""

    count: Count
    moment: datetime | None
    amber: timedelta | None = None
    red: timedelta | None = None
    words: str = ""

    @classmethod
    def since(cls, moment: datetime | None, *, amber: timedelta | None = None, red: timedelta | None = None) -> "Timer":
        """Counts up: "0:06:12". Amber and red once so much time has passed."""
        return cls(Count.SINCE, moment, amber, red)

    @classmethod
    def until(cls, moment: datetime | None, *, amber: timedelta | None = None, red: timedelta | None = None) -> "Timer":
        """Counts down: "3:48". Amber and red when no more than so much is left; then "0:00"."""
        return cls(Count.UNTIL, moment, amber, red)

    @classmethod
    def due(cls, moment: datetime | None, *, amber: timedelta | None = None) -> "Timer":
        """The time of day until then, and "-0:27" in red after. Amber when no more than so much is left."""
        return cls(Count.DUE, moment, amber, timedelta(0))

    @classmethod
    def fixed(cls, words: str, moment: datetime | None = None) -> "Timer":
        """Muted words that do not count, e.g. "offers 05:30"; `moment` still sorts and shows in the tooltip."""
        return cls(Count.FIXED, moment, words=words)

    @property
    def counts(self) -> bool:
        """Whether it changes from second to second."""
        return self.moment is not None and self.count is not Count.FIXED

    def text(self, now: datetime) -> str:
        """The words at a moment."""
        if self.moment is None or self.count is Count.FIXED:
            return self.words
        if self.count is Count.SINCE:
            return elapsed_text(now - self.moment)
        left = self.moment - now
        if self.count is Count.UNTIL:
            return countdown_text(left)
        return site_clock().short(self.moment) if left >= timedelta(0) else overdue_text(-left)

    def brief(self, now: datetime) -> str:
        """As `text`, for where that has no room: of a time on another day the day alone."""
        words, moment, clock = self.text(now), self.moment, site_clock()
        return words.replace(clock.short(moment), clock.brief(moment)) if moment is not None else words

    def dated(self) -> str:
        """The moment with its date, for a file; words that are no time stay."""
        if self.moment is None:
            return self.words
        moment = site_clock().dated(self.moment)
        return self.words.replace(site_clock().short(self.moment), moment) if self.count is Count.FIXED else moment

    def tone(self, now: datetime) -> Tone:
        """Calm, amber or red at a moment."""
        if self.moment is None or self.count is Count.FIXED:
            return Tone.MUTED
        if self.count is Count.SINCE:
            passed = now - self.moment
            late = self.red is not None and passed >= self.red
            soon = self.amber is not None and passed >= self.amber
        else:
            left = self.moment - now
            late = self.red is not None and (left < self.red if self.count is Count.DUE else left <= self.red)
            soon = self.amber is not None and left <= self.amber
        return Tone.RED if late else Tone.AMBER if soon else Tone.TEXT

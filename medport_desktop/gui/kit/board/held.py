"""Which row of a board holds still under the eye or the pointer while facts arrive."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from statistics import median_low


@dataclass(frozen=True, slots=True)
class Held:
    """The rows in view before a change: `line` is to stay at the height `top`."""

    line: int
    top: int
    lines: Mapping[Hashable, int]
    """The line of each row in view, by its key."""
    pointed: bool
    """Whether the pointer is on it."""

    def line_now(self, line_of: Callable[[Hashable], int]) -> int:
        """Where the held row's line would be now; -1 where no row that was in view is shown.

        A row that went somewhere else (to another group, or off the board) is not followed: then the rows around it
        hold still.
        """
        moved = {was: now - was for key, was in self.lines.items() if (now := line_of(key)) >= 0}
        if not moved:
            return -1
        shift = median_low(moved.values())
        own = moved.get(self.line, shift)
        return self.line + (own if abs(own - shift) <= 1 else shift)

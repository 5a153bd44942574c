"""Choose the documents' pictures from a tour's, and write them small: python tools/pictures.py TOUR docs/screenshots

Needs Pillow, which nothing else here does: run it in an environment of its own.
"""

import re
import sys
from pathlib import Path

from PIL import Image

CHOSEN = {
    "trip-entry-light": "bids-on-a-trip",
    "trip-entry-dark": "trip-entry-dark",
    "repeat-trip-light": "repeat-trip",
    "agencies-light": "agencies",
    "our-facilities-light": "new-facility",
    "bid-board-light": "bid-board",
    "bid-board-dark": "bid-board-selected-dark",
    "another-time-light": "another-time",
    "units-dark": "units-dark",
    "prices-light": "prices",
    "dispatch-board-light": "undo",
    "dispatch-board-dark": "dispatch-selected-dark",
    "message-light": "message-received",
    "handoff-light": "handoff",
    "wallboard-dark": "wallboard-dark",
    "analytics-dark": "analytics-dark",
    "audit-light": "audit-change",
    "health-dark": "health-dark",
    "small-screen-light": "dispatch-board-1366",
    "large-type-light": "bid-board-2560",
}
"""Name in the documents: name in the tour, without its number."""
FREQUENT, ALL = 128, 256
"""Colours of each picture's palette: the most frequent ones first, then whichever is furthest from those."""

Colour = tuple[int, int, int]


def small(picture: Image.Image) -> Image.Image:
    """The picture in few colours, none of which is far from what it was: what a colour means must stay to be seen."""
    counted = sorted(picture.getcolors(picture.width * picture.height) or [], reverse=True)
    colours: list[Colour] = [colour for _count, colour in counted]
    palette = colours[:FREQUENT]
    nearest = {colour: min((apart(colour, kept), at) for at, kept in enumerate(palette)) for colour in colours}
    while len(palette) < min(ALL, len(colours)):
        palette.append(max(nearest, key=lambda colour: nearest[colour][0]))
        for colour, known in nearest.items():
            nearest[colour] = min(known, (apart(colour, palette[-1]), len(palette) - 1))
    few = Image.new("P", picture.size)
    few.putpalette([part for colour in palette for part in colour])
    few.putdata([nearest[colour][1] for colour in picture.get_flattened_data()])
    return few


def apart(one: Colour, other: Colour) -> int:
    """How different two colours are."""
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def main(tour: Path, documents: Path) -> None:
    """Write each chosen picture."""
    by_name = {re.sub(r"^\d+-", "", path.stem): path for path in sorted(tour.glob("*.png"))}
    for name, source in CHOSEN.items():
        small(Image.open(by_name[source]).convert("RGB")).save(documents / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

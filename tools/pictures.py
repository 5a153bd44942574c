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
COLOURS = 255


def main(tour: Path, documents: Path) -> None:
    """Write each chosen picture."""
    by_name = {re.sub(r"^\d+-", "", path.stem): path for path in sorted(tour.glob("*.png"))}
    for name, source in CHOSEN.items():
        picture = Image.open(by_name[source]).convert("RGB")
        few = picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        few.save(documents / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

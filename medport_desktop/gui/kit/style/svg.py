"""The text of the icons in resources/icons, tinted."""

from functools import cache
from importlib.resources import files

from medport_desktop.gui.kit.style.tokens import RESOURCES

STROKE = "1.75"  # Lucide's 2 is too heavy beside Inter Regular at 13 px


@cache
def svg_source(name: str) -> str:
    """The SVG text of an icon in resources/icons. Raises FileNotFoundError for an unknown name."""
    return files(RESOURCES).joinpath("icons", f"{name}.svg").read_text("utf-8")


def tinted_svg(name: str, colour: str) -> str:
    """The icon's SVG with its stroke in a colour ("#RRGGBB")."""
    return svg_source(name).replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{STROKE}"')

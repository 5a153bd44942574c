"""The design tokens: named colours, type styles and radii, read once from resources/tokens.json."""

import json
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

RESOURCES = "medport_desktop.resources"


class Tone(StrEnum):
    """A named colour; what it looks like depends on the theme.

    Words in any of them reach 7:1 on every surface (WCAG 2.2, 1.4.6), but for OFF: what cannot be used at present.
    """

    CANVAS = "canvas"
    SURFACE = "surface"
    RAISED = "raised"
    HOVER = "hover"
    SELECT = "select"
    BORDER = "border"
    TEXT = "text"
    MUTED = "muted"
    FAINT = "faint"
    ACCENT = "accent"
    ONACCENT = "onaccent"
    RED = "red"
    REDBG = "redbg"
    ORANGE = "orange"
    AMBER = "amber"
    AMBERBG = "amberbg"
    TEAL = "teal"
    VIOLET = "violet"
    GREEN = "green"
    BLUE = "blue"
    GREY = "grey"
    OFF = "off"
    GLOW = "glow"


class Type(StrEnum):
    """A named size of type."""

    CAPTION = "caption"
    BODY = "body"
    STRONG = "strong"
    TITLE = "title"
    DISPLAY = "display"

    @property
    def is_strong(self) -> bool:
        """Whether the style is semi-bold by itself."""
        return self in (Type.STRONG, Type.TITLE, Type.DISPLAY)


@dataclass(frozen=True)
class Tokens:
    """Everything in tokens.json that the program uses. Lengths are pixels at a scale of 1."""

    light: dict[Tone, str]
    dark: dict[Tone, str]
    light_marks: dict[Tone, str]
    dark_marks: dict[Tone, str]
    family: str
    features: tuple[str, ...]
    sizes: dict[Type, int]
    radius_control: int
    radius_pill: int
    radius_panel: int
    row_height: int
    status_tones: dict[str, Tone]
    priority_tones: dict[str, Tone]


@cache
def tokens() -> Tokens:
    """The tokens of this installation."""
    raw: dict[str, Any] = json.loads(files(RESOURCES).joinpath("tokens.json").read_text("utf-8"))
    return Tokens(
        light={tone: raw["themes"]["light"][tone.value] for tone in Tone},
        dark={tone: raw["themes"]["dark"][tone.value] for tone in Tone},
        light_marks={Tone(name): value for name, value in raw["marks"]["light"].items()},
        dark_marks={Tone(name): value for name, value in raw["marks"]["dark"].items()},
        family=raw["type"]["family"],
        features=tuple(raw["type"]["features"]),
        sizes={style: raw["type"]["sizes_px"][style.value] for style in Type},
        radius_control=raw["radius"]["control"],
        radius_pill=raw["radius"]["pill"],
        radius_panel=raw["radius"]["panel"],
        row_height=raw["row_height"],
        status_tones={name: Tone(tone) for name, tone in raw["status_color"].items()},
        priority_tones={name: Tone(look[0]) for name, look in raw["priority"].items()},
    )

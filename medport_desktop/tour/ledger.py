"""What the tour did: one entry a step, written to tour.json and printed on the terminal as it goes."""

import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TextIO

from medport_desktop.domain.enums import Silo
from medport_desktop.tour.hands import NotSeen


@dataclass(slots=True)
class Step:
    """One step of the story. `seconds` is how long it took; `failed` is '' or what was not so."""

    number: int
    title: str
    seconds: float = 0.0
    asserted: list[str] = field(default_factory=list)
    read_back: list[dict[str, str]] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    failed: str = ""

    def saw(self, sentence: str) -> None:
        """Note what was asserted, once it was."""
        self.asserted.append(sentence)

    def read(self, silo: Silo, fact: str, value: object) -> None:
        """Note what the database that owns the fact said of it."""
        self.read_back.append({"silo": silo.value, "fact": fact, "value": str(value)})


class Ledger:
    """Keeps the steps in order."""

    def __init__(self, out: Path, voice: TextIO) -> None:
        """`out`: the folder of tour.json and the pictures; `voice`: where each step is printed."""
        self.out = out
        self.steps: list[Step] = []
        self._voice = voice
        self._pictures = 0

    @asynccontextmanager
    async def step(self, title: str) -> AsyncIterator[Step]:
        """Time a step. One that fails is noted, and ends the story with NotSeen."""
        step = Step(len(self.steps) + 1, title)
        self.steps.append(step)
        start = time.perf_counter()
        try:
            yield step
        except NotSeen as error:
            step.failed = str(error)
            raise
        finally:
            step.seconds = round(time.perf_counter() - start, 3)
            mark = "FAILED" if step.failed else "ok"
            self._voice.write(f"{step.number:3}  {step.seconds:6.2f} s  {mark:6}  {title}\n")
            if step.failed:
                self._voice.write(f"     {step.failed}\n")
            self._voice.flush()

    def next_picture(self, name: str) -> Path:
        """The path of the next numbered picture."""
        self._pictures += 1
        return self.out / f"{self._pictures:02}-{name}.png"

    @property
    def is_whole(self) -> bool:
        """Whether there were steps, none failed, and each asserted something."""
        return bool(self.steps) and all(not s.failed and (s.asserted or s.read_back) for s in self.steps)

    def write(self) -> Path:
        """Write tour.json."""
        path = self.out / "tour.json"
        document = {
            "passed": self.is_whole,
            "seconds": round(sum(s.seconds for s in self.steps), 3),
            "steps": [asdict(s) for s in self.steps],
        }
        path.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        return path

"""The tour is a test; and it can fail."""

import asyncio
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from medport_desktop import cli, tour
from medport_desktop.tour.hands import NotSeen, eventually
from medport_desktop.tour.ledger import Ledger


def test_the_main_job_is_done_whole(tmp_path: Path) -> None:
    """As a person would start it, on silos of its own: three consoles in a process that then ends cleanly."""
    environment = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
    done = subprocess.run(
        [sys.executable, "-m", "medport_desktop", "tour", "--main-job", "--out", str(tmp_path), "--offscreen"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=420,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    story = json.loads((tmp_path / "tour.json").read_text(encoding="utf-8"))
    assert story["passed"]
    assert len(story["steps"]) > 20
    for step in story["steps"]:
        assert step["asserted"] or step["read_back"], step["title"]
    pictures = [name for step in story["steps"] for name in step["pictures"]]
    assert len(pictures) == len(list(tmp_path.glob("*.png"))) > 10


@pytest.mark.parametrize(("display", "offscreen"), [("", True), (":0", False)])
def test_without_a_display_it_plays_off_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, display: str, offscreen: bool
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", display)
    asked: list[bool] = []

    def run(_out: Path, *, offscreen: bool, chapters: bool) -> int:
        asked.append(offscreen)
        return 0

    monkeypatch.setattr(tour, "run", run)
    assert cli.main(["tour", "--out", str(tmp_path)]) == 0
    assert asked == [offscreen]


def test_a_step_that_is_not_so_ends_the_story(tmp_path: Path) -> None:
    voice = io.StringIO()
    ledger = Ledger(tmp_path, voice)

    async def story() -> None:
        async with ledger.step("A step that holds") as step:
            step.saw("something")
        async with ledger.step("A step that does not"):
            await eventually("the impossible", lambda: None, patience_s=0.05)

    with pytest.raises(NotSeen, match="the impossible"):
        asyncio.run(story())
    assert not ledger.is_whole
    assert "the impossible" in voice.getvalue()
    written = json.loads(ledger.write().read_text(encoding="utf-8"))
    assert written["passed"] is False
    assert [bool(step["failed"]) for step in written["steps"]] == [False, True]


def test_a_story_that_asserts_nothing_is_not_whole(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path, io.StringIO())

    async def story() -> None:
        async with ledger.step("Nothing was looked at"):
            pass

    assert not ledger.is_whole
    asyncio.run(story())
    assert not ledger.is_whole

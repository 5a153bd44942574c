"""The package as the installer stages it."""

from pathlib import Path

import pytest

from installer import build


@pytest.fixture
def staged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of medport_desktop, as it is staged for the analysis."""
    monkeypatch.setattr(build, "STAGED", tmp_path)
    build.stage()
    return tmp_path / "medport_desktop"

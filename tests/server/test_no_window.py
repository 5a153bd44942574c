"""A console that cannot open a window says why on stderr, and ends with a code of its own."""

import os
import subprocess
import sys

import pytest

from medport_desktop.runtime.no_window import NO_WINDOW, package_of, sentence
from tools.system_check import DISPLAY_LIBRARIES

URLS = {f"{silo}_DATABASE_URL": "postgresql://127.0.0.1:1/x" for silo in ("HOSPITAL", "EMS", "CENTER")}


def test_without_a_screen_it_is_said_in_a_sentence() -> None:
    there = {**os.environ, **URLS, "QT_QPA_PLATFORM": "xcb", "DISPLAY": ":987"}
    ended = subprocess.run(
        [sys.executable, "-m", "medport_desktop"], env=there, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == NO_WINDOW
    assert ended.stderr.startswith("MedPort cannot open a window: ")
    assert "Traceback" not in ended.stderr


def test_a_missing_library_is_named_with_its_package() -> None:
    words = sentence(["libxcb-cursor.so.0", "libxcb-icccm.so.4"])
    assert "this machine lacks libxcb-cursor.so.0, libxcb-icccm.so.4." in words
    assert words.endswith("apt-get install -y libxcb-cursor0 libxcb-icccm4")


@pytest.mark.parametrize("library", DISPLAY_LIBRARIES)
def test_the_package_is_debians(library: str) -> None:
    assert package_of(library) == DISPLAY_LIBRARIES[library]

"""Why no window can be opened, in a sentence for stderr: Qt itself would end the program without a word."""

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLibraryInfo

NO_WINDOW = 69
"""The program's exit code: EX_UNAVAILABLE of sysexits.h."""
_NO_PLATFORM = "no Qt platform plugin could be initialized"
_LIBRARY = re.compile(r"(?P<name>[\w.+-]+?)\.so\.(?P<version>\d+)")


def end_without_window(qt_said: str) -> None:
    """Where Qt's last words are that it cannot open a window: say why, and end the program."""
    if _NO_PLATFORM in qt_said:
        sys.stderr.write(sentence(missing_libraries()) + "\n")
        sys.stderr.flush()
        os._exit(NO_WINDOW)  # Qt would abort now; nothing has been opened yet


def sentence(missing: Sequence[str]) -> str:
    """What is wrong and what to do; `missing` are shared libraries that Qt needs for a screen."""
    if missing:
        sudo = "" if os.geteuid() == 0 else "sudo "
        packages = " ".join(dict.fromkeys(map(package_of, missing)))
        return (
            f"MedPort cannot open a window: this machine lacks {', '.join(missing)}.\n"
            f"Install the package:\n  {sudo}apt-get update && {sudo}apt-get install -y {packages}"
        )
    screen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or "none is named"
    return (
        f"MedPort cannot open a window: there is no screen to connect to ({screen}).\n"
        "Start it on a desktop, or set DISPLAY to the desktop's screen."
    )


def missing_libraries() -> list[str]:
    """The shared libraries that Qt's window system is linked to and that are not there."""
    plugin = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath), "platforms", "libqxcb.so")
    try:
        linked = subprocess.run(["ldd", plugin], capture_output=True, text=True, check=False).stdout  # nosec # noqa: S603, S607
    except OSError:
        return []
    return list(dict.fromkeys(line.split()[0] for line in linked.splitlines() if line.endswith("not found")))


def package_of(library: str) -> str:
    """Debian's package of a shared library, by Debian's rule for their names."""
    match = _LIBRARY.match(library)
    if match is None:
        return library
    name = match["name"].lower()
    return f"{name}{'-' if name[-1].isdigit() else ''}{match['version']}"

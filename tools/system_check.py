"""Is this machine fit for MedPort? Names what is missing and the command that installs it. Standard library only.

python3 tools/system_check.py [--display] [--tests] [--packages]
    --display    also what a console on a screen needs (it is asked for by itself where DISPLAY is set)
    --tests      also what the tests start beside the program
    --packages   print the names of the missing Debian packages alone, for scripts
Exit code 0: nothing is missing; 1: something is.
"""

from __future__ import annotations  # an old Python must get as far as the sentence about it

import argparse
import ctypes
import importlib.util
import os
import shutil
import sys

OLDEST, NEWEST = (3, 11), (3, 14)

# Shared libraries that PySide6's wheels expect from the system, and the Debian package of each.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
}
DISPLAY_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
TEST_PROGRAMS = {"stunnel4": "stunnel4"}


def is_there(library: str) -> bool:
    """Whether the dynamic loader finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_packages(*, display: bool, tests: bool) -> dict[str, str]:
    """Return the Debian packages to install, each with what it is missed for."""
    missing = {}
    if any(importlib.util.find_spec(module) is None for module in ("venv", "ensurepip")):
        missing["python3-venv"] = "Python's venv module"
    if sys.platform == "linux":
        libraries = {**QT_LIBRARIES, **(DISPLAY_LIBRARIES if display else {})}
        missing.update({package: library for library, package in libraries.items() if not is_there(library)})
    if tests:
        missing.update({package: name for name, package in TEST_PROGRAMS.items() if shutil.which(name) is None})
    return missing


def main() -> int:
    """Check, say what is missing, and return the exit code."""
    parser = argparse.ArgumentParser(description="Is this machine fit for MedPort?")
    parser.add_argument("--display", action="store_true", help="also what a console on a screen needs")
    parser.add_argument("--tests", action="store_true", help="also what the tests start beside the program")
    parser.add_argument("--packages", action="store_true", help="print the missing Debian packages alone")
    options = parser.parse_args()
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        versions = f"{OLDEST[0]}.{OLDEST[1]} to {NEWEST[0]}.{NEWEST[1]}"
        found = f"{sys.version_info[0]}.{sys.version_info[1]}"
        print(
            f"MedPort needs Python {versions}; this is {found}. Name another: make PYTHON=python3.12",
            file=sys.stderr,
        )
        return 1
    missing = missing_packages(display=options.display or bool(os.environ.get("DISPLAY")), tests=options.tests)
    if not missing:
        return 0
    if options.packages:
        print(" ".join(missing))
        return 1
    print("MedPort needs what this machine lacks:", file=sys.stderr)
    for package, reason in missing.items():
        print(f"  {reason:<26} (package {package})", file=sys.stderr)
    sudo = "" if hasattr(os, "geteuid") and os.geteuid() == 0 else "sudo "
    print(f"Install it:\n  {sudo}apt-get update && {sudo}apt-get install -y {' '.join(missing)}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())

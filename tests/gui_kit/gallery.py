"""Renders every part of the kit in both themes to PNG files: `python -m tests.gui_kit.gallery --out DIR`."""

import argparse
import os
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from medport_desktop.gui.kit.clock import set_site_clock
from medport_desktop.gui.kit.style.theme import Mode, theme
from tests.gui_kit.pages import PAGES
from tests.gui_kit.samples import CLOCK


def shoot(app: QApplication, make: Callable[[], QWidget], path: Path) -> None:
    """Render one page as it stands after its events have run."""
    widget = make()
    widget.show()
    for _ in range(5):
        app.processEvents()
    widget.grab().save(str(path))
    widget.close()
    widget.deleteLater()


def main() -> None:
    """Render all pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    set_site_clock(CLOCK)
    theme().install(app)
    theme().set_scale(options.scale)
    for mode in (Mode.LIGHT, Mode.DARK):
        theme().set_mode(mode)
        for name, make in PAGES.items():
            if options.only in name:
                shoot(app, make, options.out / f"{name}-{mode.value}.png")


if __name__ == "__main__":
    main()

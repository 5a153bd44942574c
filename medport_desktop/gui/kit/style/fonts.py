"""Inter, with figures of equal width, so that columns of numbers and running timers stand still."""

from importlib.resources import as_file, files

from PySide6.QtGui import QFont, QFontDatabase

from medport_desktop.gui.kit.style.tokens import RESOURCES, tokens

WEIGHTS = ("Regular", "Medium", "SemiBold")


def load_fonts() -> list[str]:
    """Register the bundled faces with Qt; returns the names of the files that Qt could not read."""
    failed = []
    for weight in WEIGHTS:
        name = f"Inter-{weight}.otf"
        with as_file(files(RESOURCES).joinpath("fonts", name)) as path:
            if QFontDatabase.addApplicationFont(str(path)) < 0:
                failed.append(name)
    return failed


def make_font(size_px: int, *, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Inter at a size in pixels, with the features that the tokens ask for."""
    font = QFont(tokens().family)
    font.setPixelSize(size_px)
    font.setWeight(weight)
    for feature in tokens().features:
        font.setFeature(QFont.Tag(feature), 1)
    return font

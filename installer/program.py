"""The packaged program's start: `medport`, also where no terminal shows what it complains of."""

import io
import os
import sys
from contextlib import redirect_stderr

from medport_desktop.cli import main as medport


def main() -> int:
    """Run one command and return its exit code; the console's complaint is shown where it would not be seen."""
    if len(sys.argv) > 1 or not _is_without_terminal():
        return medport()
    said = _Copy()
    with redirect_stderr(said):
        code = medport()
    if code != 0 and said.getvalue().strip():
        _show(said.getvalue().strip())
    return code


def _is_without_terminal() -> bool:
    """Whether a person started it from a menu: there is a screen, and nobody reads what it prints."""
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return False
    return sys.stderr is None or not sys.stderr.isatty()


class _Copy(io.StringIO):
    """Keeps what is written to it, and passes it on to where it would have gone."""

    _original = sys.stderr

    def write(self, text: str) -> int:
        if self._original is not None:
            self._original.write(text)
        return super().write(text)


def _show(text: str) -> None:
    from PySide6.QtWidgets import QApplication, QMessageBox  # noqa: PLC0415  (the commands do without Qt)

    from medport_desktop.bootstrap import dress  # noqa: PLC0415

    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    dress(application)
    QMessageBox(QMessageBox.Icon.Warning, "MedPort", text.removeprefix("medport: ")).exec()


if __name__ == "__main__":
    sys.exit(main())

"""Compiles ui/*.ui into medport_desktop/gui/forms/ui_*.py with pyside6-uic; `--check` only tells if any is stale."""

import argparse
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE, TARGET = ROOT / "ui", ROOT / "medport_desktop" / "gui" / "forms"


def uic() -> Path:
    """The compiler that belongs to this interpreter's PySide6."""
    scripts = Path(sysconfig.get_path("scripts"))
    found = next((path for path in (scripts / "pyside6-uic", scripts / "pyside6-uic.exe") if path.exists()), None)
    if found is None:
        raise SystemExit(f"pyside6-uic is not in {scripts}: install PySide6-Essentials into this environment.")
    return found


def compiled(form: Path) -> str:
    """The Python text of one form. Raises CalledProcessError, with uic's own words, if the form is broken."""
    command = [str(uic()), "--generator", "python", str(form)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)  # noqa: S603 - our own tool
    return done.stdout


def main() -> int:
    """Compile, or with --check report stale, missing and orphaned forms; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if anything is stale")
    check = parser.parse_args().check
    stale = []
    wanted = {TARGET / f"ui_{form.stem}.py": form for form in sorted(SOURCE.glob("*.ui"))}
    for target, form in wanted.items():
        text = compiled(form)
        if not target.exists() or target.read_text("utf-8") != text:
            stale.append(target.name)
            if not check:
                target.write_text(text, "utf-8")
    for orphan in sorted(set(TARGET.glob("ui_*.py")) - set(wanted)):
        stale.append(orphan.name)
        if not check:
            orphan.unlink()
    if stale:
        verb = "stale, run python tools/compile_forms.py" if check else "written"
        sys.stdout.write(f"{', '.join(stale)}: {verb}\n")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())

"""The licences of everything that the packaged program brings along, gathered from what is installed."""

import re
import shutil
import subprocess
import sysconfig
from importlib import metadata
from pathlib import Path

from installer.dependencies import distributions

_HERE = Path(__file__).parent
_LICENCE = re.compile(r"licen[cs]e|copying|notice|authors", re.IGNORECASE)


def gather(program: Path) -> None:
    """Copy to `program`/licences those of all that the project needs, of Python, Qt and the system's libraries."""
    folder = program / "licences"
    for distribution in distributions():
        place = folder / f"{distribution.metadata['Name']}-{distribution.version}"
        place.mkdir(parents=True)
        for file in distribution.files or []:
            if ".dist-info" in str(file) and _LICENCE.search(file.name):
                shutil.copyfile(Path(str(distribution.locate_file(file))), place / file.name)
        if not any(place.iterdir()):
            (place / "LICENCE.txt").write_text(_stated(distribution), encoding="utf-8")
    for text in sorted((_HERE / "licences").iterdir()):
        shutil.copyfile(text, folder / text.name)
    python = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    if python.exists():
        shutil.copyfile(python, folder / "Python.txt")
    _gather_debian(program / "_internal", folder)


def _gather_debian(libraries: Path, folder: Path) -> None:
    """Copy the copyright file of each Debian package that one of the program's own libraries came from."""
    if shutil.which("dpkg-query") is None:
        return
    names = [f"*/{path.name}" for path in libraries.glob("lib*.so*") if not path.is_symlink()]
    command = ["dpkg-query", "--search", *names]
    found = subprocess.run(command, capture_output=True, text=True, check=False).stdout  # noqa: S603
    for package in {line.partition(":")[0] for line in found.splitlines()}:
        text = Path("/usr/share/doc") / package / "copyright"
        if text.exists():
            shutil.copyfile(text, folder / f"{package}.txt")


def _stated(distribution: metadata.Distribution) -> str:
    """What a distribution without a licence file says of its licence."""
    facts = distribution.metadata.json
    stated = facts.get("license_expression") or facts.get("license") or "see its home page"
    pages = [facts.get("home_page", ""), *facts.get("project_url", [])]
    return "\n".join(
        [
            f"{facts['name']} {distribution.version}: {stated}",
            *filter(None, pages),
            "The texts of the LGPL and the GPL, version 3, are beside this folder.",
            "",
        ]
    )

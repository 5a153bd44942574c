"""Try the built archives as a person would get them: unpacked elsewhere, with an empty environment, without Python.

python -m installer.check [--pictures DIR] [FLAVOUR ...]      (Linux; after installer.build)
Needs Xvfb and ImageMagick's `import` for the sign-in window. Exit code 0: all is well; 1: something is not.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtGui import QImage

from installer import contents
from installer.build import DIST, ROOT, version

_PATIENCE_S = 60
_NOBODY = 65534


class Wrong(Exception):
    """The program did not do what it should; the text says what."""


def main() -> int:
    """Check each flavour and say how it went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("flavours", nargs="*", metavar="FLAVOUR")
    parser.add_argument("--pictures", type=Path, default=ROOT / "out" / "installer", metavar="DIR")
    options = parser.parse_args()
    options.pictures.mkdir(parents=True, exist_ok=True)
    wrong = 0
    for flavour in options.flavours or contents.FLAVOURS:
        with tempfile.TemporaryDirectory(prefix="medport-check-") as folder:
            os.chmod(folder, 0o755)  # nosec B103 # noqa: S103  (the demo's servers run under another account)
            try:
                Check(flavour, Path(folder), options.pictures).run()
            except (Wrong, subprocess.TimeoutExpired) as problem:
                wrong += 1
                print(f"{flavour}: WRONG: {problem}", file=sys.stderr)
            else:
                print(f"{flavour}: all is well")
    return 1 if wrong else 0


class Check:
    """One flavour, unpacked into a folder of its own."""

    def __init__(self, flavour: str, folder: Path, pictures: Path) -> None:
        self.flavour = flavour
        self.folder = folder
        self.pictures = pictures
        name = f"medport-{version()}-linux-{platform.machine()}-{flavour}"
        archive = DIST / f"{name}.tar.gz"
        if not archive.exists():
            raise Wrong(f"{archive} is missing: make installer")
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="tar")  # nosec B202 # what make installer made
        self.unpacked = folder / name
        self.program = self.unpacked / "program" / "medport"

    def run(self) -> None:
        """Raises Wrong at the first thing that is not as it should be."""
        self.says(f"MedPort Desktop {version()}", "--version")
        self.says("Patient transport", "--help")
        self.says("There are no databases", "demo", "status", "--data-dir", str(self.folder / "none"), code=1)
        self.installs()
        if self.flavour == "demo":
            self.keeps_a_demo()
            self.plays_the_tour()
        else:
            self.says("came without PostgreSQL", "demo", "start", "--data-dir", str(self.folder / "none"), code=1)
            addresses = {name: f"postgresql://127.0.0.1:9/{name[:3].lower()}" for name in _URLS}
            self.shows_the_sign_in_window(addresses)

    def says(self, words: str, *arguments: str, code: int = 0, timeout_s: float = 120) -> str:
        """Run a command; its exit code must be `code` and its output hold `words`. Returns the output."""
        done = self._do([str(self.program), *arguments], timeout_s=timeout_s)
        if done.returncode != code or words not in done.stdout:
            raise Wrong(f"medport {' '.join(arguments)} gave code {done.returncode} and said: {done.stdout[-2000:]}")
        return done.stdout

    def installs(self) -> None:
        """Install for one person, twice, run it from there, and remove it."""
        home = self.folder / "home of a person"
        home.mkdir()
        if as_root := os.geteuid() == 0:
            shutil.chown(home, _NOBODY, _NOBODY)
        steps = [["install.sh"], ["install.sh"], [str(home / ".local/bin/medport"), "--version"]]
        for step in (*steps, [str(home / ".local/opt/medport/uninstall.sh")]):
            command = [str(self.unpacked / step[0]), *step[1:]]
            done = self._do(command, home=home, as_nobody=as_root)
            if done.returncode != 0 or "lacks" in done.stdout:
                raise Wrong(f"{' '.join(step)} gave code {done.returncode} and said: {done.stdout}")
            if step == ["install.sh"] and len(list((home / ".local/opt/medport/versions").iterdir())) != 1:
                raise Wrong("install.sh left an earlier version behind")
        left = [str(path) for path in home.rglob("*") if not path.is_dir()]
        if left:
            raise Wrong(f"the uninstaller left {', '.join(left)}")

    def keeps_a_demo(self) -> None:
        """Start the demo, look at it from all sides, sign-in window included, and stop it."""
        data = ("--data-dir", str(self.folder / "demo"))
        try:
            facts = json.loads(self.says("", "demo", "start", "--json", *data))
            self.says("desk@nason.example", "demo", "status", *data)
            self.says("well", "doctor", *data)
            names = {f"{silo.upper()}_DATABASE_URL": url for silo, url in facts["urls"].items()}
            self.shows_the_sign_in_window(names)
        finally:
            self.says("stopped", "demo", "stop", *data)
            self.says("deleted", "demo", "reset", *data)

    def plays_the_tour(self) -> None:
        """The main job through the real windows, off screen."""
        pictures = self.pictures / "tour"
        self.says("The tour is whole", "tour", "--out", str(pictures), "--offscreen", timeout_s=600)

    def shows_the_sign_in_window(self, addresses: Mapping[str, str]) -> None:
        """Open the console on a virtual screen and take a picture of it."""
        picture = self.pictures / f"sign-in-{self.flavour}.png"
        with _screen() as display:
            environment = {**self._environment(self.folder), **addresses, "DISPLAY": display}
            log = self.folder / "console.log"
            with log.open("wb") as output:
                console = subprocess.Popen(  # noqa: S603  (what was built)
                    [str(self.program)], env=environment, cwd=self.folder, stdout=output, stderr=subprocess.STDOUT
                )
            try:
                _await_picture(display, picture, console)
                libraries = Path(f"/proc/{console.pid}/maps").read_text(encoding="utf-8")
            except Wrong as problem:
                raise Wrong(f"{problem} The console said: {log.read_text(errors='replace')}") from None
            finally:
                console.terminate()
                code = console.wait(_PATIENCE_S)
        if code != 0:
            raise Wrong(f"the console ended with code {code}: {log.read_text(errors='replace')}")
        if str(ROOT) in libraries:
            raise Wrong("the console uses files of this clone")

    def _do(
        self, command: list[str], *, home: Path | None = None, timeout_s: float = 120, as_nobody: bool = False
    ) -> "subprocess.CompletedProcess[str]":
        environment = self._environment(home or self.folder)
        return subprocess.run(  # noqa: S603  (what was built)
            command,
            env=environment,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=timeout_s,
            check=False,
            user=_NOBODY if as_nobody else None,
            group=_NOBODY if as_nobody else None,
            extra_groups=[] if as_nobody else None,
        )

    @staticmethod
    def _environment(home: Path) -> dict[str, str]:
        return {"HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}


_URLS = ("HOSPITAL_DATABASE_URL", "EMS_DATABASE_URL", "CENTER_DATABASE_URL")


@contextmanager
def _screen() -> Iterator[str]:
    """A virtual screen of 1280 by 800; yields its DISPLAY."""
    read, write = os.pipe()
    command = ["/usr/bin/Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)  # noqa: S603
    os.close(write)
    try:
        with os.fdopen(read) as pipe:
            yield f":{pipe.readline().strip()}"
    finally:
        server.terminate()
        server.wait(_PATIENCE_S)


def _await_picture(display: str, picture: Path, console: "subprocess.Popen[bytes]") -> None:
    """Wait until a window is painted, and then until it stands still."""
    deadline = time.monotonic() + _PATIENCE_S
    last = QImage()
    while time.monotonic() < deadline:
        if console.poll() is not None:
            raise Wrong(f"The console ended with code {console.returncode}.")
        command = ["/usr/bin/import", "-display", display, "-window", "root", str(picture)]
        subprocess.run(command, check=True, timeout=_PATIENCE_S)  # noqa: S603
        image = QImage(str(picture))
        if _colours(image) > 30 and image == last:
            return
        last = image
        time.sleep(0.5)
    raise Wrong("The console painted no window.")


def _colours(image: QImage) -> int:
    """Count the colours of a grid of points; an empty screen has one or two."""
    return len({image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)})


if __name__ == "__main__":
    sys.exit(main())

"""The parts around the program: its start, its icon, what installs it, what licenses it."""

import configparser
import json
import runpy
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from PySide6.QtGui import QImageReader

from installer import build, icons, licences, program
from medport_desktop import __version__
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.revisions import FIRST_REVISION
from medport_desktop.silos.migrations import chain

ROOT = Path(__file__).parents[2]
INSTALLER = ROOT / "installer"


def test_the_icon_has_every_size_that_windows_asks_for(tmp_path: Path) -> None:
    file = tmp_path / "medport.ico"
    icons.write_ico(ROOT / "resources" / "medport.svg", file)
    reader = QImageReader(str(file))
    assert reader.imageCount() == len(icons.SIZES)
    sizes = []
    for number in range(reader.imageCount()):
        reader.jumpToImage(number)
        image = reader.read()
        sizes.append(image.width())
        assert image.pixelColor(image.width() // 2, image.height() // 8).blue() > 150
        assert image.pixelColor(0, 0).alpha() == 0
    assert tuple(sizes) == icons.SIZES


@pytest.mark.qt_log_ignore("Cannot read file", extend=True)
def test_a_picture_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "broken.svg").write_text("no picture", encoding="utf-8")
    with pytest.raises(ValueError, match="cannot be rendered"):
        icons.write_ico(tmp_path / "broken.svg", tmp_path / "broken.ico")


def test_each_distribution_that_the_program_brings_has_its_licence(tmp_path: Path) -> None:
    licences.gather(tmp_path)
    folders = {
        path.name.rpartition("-")[0].lower(): path for path in (tmp_path / "licences").iterdir() if path.is_dir()
    }
    assert {"pyside6_essentials", "shiboken6", "sqlalchemy", "psycopg", "psycopg-binary", "keyring"} <= set(folders)
    assert "pytest" not in folders
    assert all(any(file.stat().st_size for file in folder.iterdir()) for folder in folders.values())
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in (tmp_path / "licences" / "LGPL-3.txt").read_text(encoding="utf-8")


@pytest.fixture
def from_the_menu(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The program as a menu starts it: a screen, no terminal, no command."""
    monkeypatch.setattr(sys, "argv", ["medport"])
    monkeypatch.setattr(program, "_is_without_terminal", lambda: True)
    return program


def test_a_complaint_is_shown_where_nobody_reads_the_terminal(
    from_the_menu: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []

    def complain() -> int:
        sys.stderr.write("medport: The site file is damaged.\n")
        return 1

    monkeypatch.setattr(from_the_menu, "medport", complain)
    monkeypatch.setattr(from_the_menu, "_show", shown.append)
    assert from_the_menu.main() == 1
    assert shown == ["medport: The site file is damaged."]


def test_nothing_is_shown_when_all_went_well(from_the_menu: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    def leave(_: Any) -> None:
        pytest.fail("a window opened")

    monkeypatch.setattr(from_the_menu, "medport", lambda: 0 * sys.stderr.write("a note"))
    monkeypatch.setattr(from_the_menu, "_show", leave)
    assert from_the_menu.main() == 0


def test_the_version_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["medport", "--version"])
    monkeypatch.setenv("SSL_CERT_FILE", "/not/read")
    with pytest.raises(SystemExit, match=r"^0$"):
        runpy.run_path(str(INSTALLER / "program.py"), run_name="__main__")
    assert capsys.readouterr().out == f"MedPort Desktop {__version__}\n"


def test_the_menu_entry_names_the_program_and_its_icon() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(INSTALLER / "linux" / "medport.desktop", encoding="utf-8")
    facts = entry["Desktop Entry"]
    assert facts["Type"] == "Application"
    assert facts["Icon"] == facts["StartupWMClass"] == "medport"
    assert facts["Exec"] == "medport"
    assert all(facts[name].endswith(";") for name in ("Categories", "Keywords"))


needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="install.sh is for Linux")


@pytest.fixture
def unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive as build.py packs it, unpacked; its program is a stand-in that knows its version."""
    program = tmp_path / "programs" / "workstation" / "medport"
    program.parent.mkdir(parents=True)
    program.write_text('#!/bin/sh\necho "MedPort Desktop 9"\n', encoding="ascii")
    program.chmod(0o755)
    for name, folder in (("WORK", tmp_path), ("PROGRAMS", tmp_path / "programs"), ("DIST", tmp_path / "dist")):
        monkeypatch.setattr(build, name, folder)
    archive = build.pack("workstation")
    subprocess.run(["tar", "xzf", str(archive), "-C", str(tmp_path)], check=True)
    return tmp_path / archive.name.removesuffix(".tar.gz")


@needs_linux
def test_one_person_installs_upgrades_and_removes_it(unpacked: Path, tmp_path: Path) -> None:
    home = tmp_path / "a home"
    home.mkdir()
    fake = tmp_path / "bin"
    fake.mkdir()
    (fake / "id").write_text("#!/bin/sh\necho 1000\n", encoding="ascii")
    (fake / "id").chmod(0o755)
    environment = {"HOME": str(home), "PATH": f"{fake}:/usr/bin:/bin"}

    def do(command: Path) -> str:
        return subprocess.run(
            [str(command)], env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=True
        ).stdout

    assert "MedPort Desktop 9 is installed" in do(unpacked / "install.sh")
    assert do(home / ".local/bin/medport") == "MedPort Desktop 9\n"
    entry = (home / ".local/share/applications/medport.desktop").read_text(encoding="utf-8")
    assert f'Exec="{home}/.local/opt/medport/bin/medport"\n' in entry
    assert (home / ".local/share/icons/hicolor/scalable/apps/medport.svg").exists()
    (unpacked / "VERSION").write_text("10\n", encoding="ascii")
    do(unpacked / "install.sh")
    versions = [path.name for path in (home / ".local/opt/medport/versions").iterdir()]
    assert [name.partition("-")[0] for name in versions] == ["10"]
    do(home / ".local/opt/medport/uninstall.sh")
    assert [path for path in home.rglob("*") if not path.is_dir()] == []


@needs_linux
def test_another_program_of_that_name_is_not_replaced(unpacked: Path, tmp_path: Path) -> None:
    fake = tmp_path / "bin"
    fake.mkdir()
    (fake / "id").write_text("#!/bin/sh\necho 1000\n", encoding="ascii")
    (fake / "id").chmod(0o755)
    mine = tmp_path / ".local" / "bin" / "medport"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine", encoding="ascii")
    environment = {"HOME": str(tmp_path), "PATH": f"{fake}:/usr/bin:/bin"}
    done = subprocess.run([str(unpacked / "install.sh")], env=environment, text=True, capture_output=True, check=False)
    assert done.returncode == 1
    assert "is another program" in done.stderr
    assert mine.read_text(encoding="ascii") == "mine"


def test_no_package_is_built_before_each_revision_has_been_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newest = list(chain.later(FIRST_REVISION))[-1]
    measured = {silo.value: dict.fromkeys(chain.later(FIRST_REVISION), 0.1) for silo in Silo}
    timings = tmp_path / "timings.json"
    monkeypatch.setattr(build, "TIMINGS", timings)
    timings.write_text(json.dumps({"seconds": measured}))
    assert build.unmeasured_revisions() == []
    del measured["ems"][newest]
    timings.write_text(json.dumps({"seconds": measured}))
    assert build.unmeasured_revisions() == [newest]

"""Build the packaged program: dist/medport-VERSION-SYSTEM-FLAVOUR.tar.gz, one for each flavour.

python -m installer.build [workstation] [demo]      (without a flavour: both)
On Windows and macOS the folders stay in build/installer/programs, for Inno Setup or a disk image.
"""

import argparse
import ctypes.util
import json
import platform
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

from installer import contents, licences
from installer.icons import write_ico
from medport_desktop.domain.revisions import FIRST_REVISION
from medport_desktop.silos.migrations import chain
from medport_desktop.silos.migrations.checking import TIMINGS

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "build" / "installer"
STAGED = WORK / "staged"
PROGRAMS = WORK / "programs"
DIST = ROOT / "dist"


def main() -> int:
    """Build, and say what was made and how large it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("flavours", nargs="*", metavar="FLAVOUR", help=f"{' or '.join(contents.FLAVOURS)}")
    flavours = parser.parse_args().flavours or list(contents.FLAVOURS)
    if unknown := set(flavours).difference(contents.FLAVOURS):
        parser.error(f"there is no flavour {', '.join(sorted(unknown))}")
    if missing := _missing_tools():
        print(f"Building needs {missing}", file=sys.stderr)
        return 1
    if unmeasured := unmeasured_revisions():
        measure = "python -m tests.upgrade.measure, on a quiet machine"
        print(
            f"Nobody has measured how long these revisions take: {', '.join(unmeasured)}. Run {measure}.",
            file=sys.stderr,
        )
        return 1
    shutil.rmtree(WORK, ignore_errors=True)
    stage()
    if code := _run_pyinstaller():
        return code
    for flavour in flavours:
        folder = PROGRAMS / flavour
        licences.gather(folder)
        strip(folder)
        size = sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file())
        print(f"{flavour}: {size / 1e6:.0f} MB in {folder.relative_to(ROOT)}")
        if sys.platform == "linux":
            archive = pack(flavour)
            print(f"{flavour}: {archive.stat().st_size / 1e6:.0f} MB in {archive.relative_to(ROOT)}")
    return 0


def unmeasured_revisions() -> list[str]:
    """Return the revisions of which `medport db upgrade --check` could not say how long they take."""
    measured = json.loads(TIMINGS.read_text(encoding="utf-8"))["seconds"]
    return [number for number in chain.later(FIRST_REVISION) if not all(number in taken for taken in measured.values())]


def version() -> str:
    """Return the program's version, as its package says."""
    facts: dict[str, str] = {}
    exec((ROOT / contents.PACKAGE / "__init__.py").read_text(encoding="utf-8"), facts)  # nosec B102 # noqa: S102  (our own file)
    return facts["__version__"]


def stage() -> None:
    """Copy the package, with resources/ in it as setup.py installs it, to where the analysis finds nothing else.

    The start comes along: PyInstaller searches the folder of a script first, and were it here, that of the clone.
    """
    ignored = shutil.ignore_patterns("__pycache__", ".*")
    shutil.copytree(ROOT / contents.PACKAGE, STAGED / contents.PACKAGE, ignore=ignored)
    shutil.copyfile(Path(__file__).with_name("program.py"), STAGED / "program.py")
    shutil.copytree(ROOT / "resources", STAGED / contents.PACKAGE / "resources", ignore=ignored)


def strip(folder: Path) -> None:
    """Take the debugging symbols out of Python's own libraries. Those of wheels stay: stripping breaks patched ones."""
    if sys.platform != "linux":
        return
    libraries = [*folder.glob("_internal/libpython*.so*"), *folder.glob("_internal/python*/lib-dynload/*.so")]
    subprocess.run(["strip", "--strip-unneeded", *map(str, libraries)], check=True)  # nosec B607 # noqa: S603, S607


def pack(flavour: str) -> Path:
    """Put a flavour's folder, and what installs it on Linux, into an archive; returns its path."""
    name = f"medport-{version()}-linux-{platform.machine()}-{flavour}"
    note = WORK / "VERSION"
    note.write_text(f"{version()}\n", encoding="ascii")
    DIST.mkdir(exist_ok=True)
    archive = DIST / f"{name}.tar.gz"
    here = Path(__file__).parent
    with tarfile.open(archive, "w:gz", compresslevel=6) as tar:
        for source, place in (
            (PROGRAMS / flavour, "program"),
            (here / "linux" / "install.sh", "install.sh"),
            (here / "linux" / "medport.desktop", "medport.desktop"),
            (ROOT / "resources" / "medport.svg", "medport.svg"),
            (ROOT / "deploy" / "medport-keeper.service", "medport-keeper.service"),
            (ROOT / "docs" / "deployment.md", "deployment.md"),
            (ROOT / "LICENSE", "LICENSE"),
            (note, "VERSION"),
        ):
            tar.add(source, f"{name}/{place}", filter=_owned_by_nobody)
    return archive


def _owned_by_nobody(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """The archive does not name the account that built it."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    return entry


def _missing_tools() -> str:
    """Say what to install, or ''. Libraries of the display are wanted since the program brings some of them along."""
    if sys.platform != "linux":
        return ""
    needed = {"binutils": shutil.which("objdump"), f"libpython3.{sys.version_info.minor}": _has_shared_python()}
    check = [sys.executable, str(ROOT / "tools" / "system_check.py"), "--display", "--packages"]
    display = subprocess.run(check, capture_output=True, text=True, check=False).stdout.split()  # noqa: S603
    missing = [*(package for package, there in needed.items() if not there), *display]
    return f"what this machine lacks: apt-get install -y {' '.join(missing)}" if missing else ""


def _has_shared_python() -> bool:
    name = f"python3.{sys.version_info.minor}"
    folders = [Path(sys.base_prefix) / "lib"]
    return ctypes.util.find_library(name) is not None or any(any(f.glob(f"lib{name}.so*")) for f in folders)


def _run_pyinstaller() -> int:
    """Analyse once and collect each flavour; returns PyInstaller's exit code."""
    icon = WORK / "medport.ico"
    write_ico(ROOT / "resources" / "medport.svg", icon)
    arguments = ["--staged", str(STAGED), "--icon", str(icon)]
    if sys.platform == "win32":
        facts = WORK / "version.txt"
        facts.write_text(_windows_facts(version()), encoding="utf-8")
        arguments += ["--version-file", str(facts)]
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
    folders = ["--workpath", str(WORK / "analysis"), "--distpath", str(PROGRAMS)]
    spec = str(Path(__file__).with_name("medport.spec"))
    return subprocess.run([*command, *folders, spec, "--", *arguments], cwd=WORK, check=False).returncode  # noqa: S603


def _windows_facts(number: str) -> str:
    """What the properties of medport.exe show."""
    four = ", ".join([*number.split("."), "0"])
    return f"""VSVersionInfo(
  ffi=FixedFileInfo(filevers=({four}), prodvers=({four})),
  kids=[
    StringFileInfo([StringTable("040904B0", [
      StringStruct("FileDescription", "MedPort Desktop"),
      StringStruct("FileVersion", "{number}"),
      StringStruct("InternalName", "medport"),
      StringStruct("OriginalFilename", "medport.exe"),
      StringStruct("ProductName", "MedPort Desktop"),
      StringStruct("ProductVersion", "{number}"),
    ])]),
    VarFileInfo([VarStruct("Translation", [1033, 1200])]),
  ],
)
"""


if __name__ == "__main__":
    sys.exit(main())

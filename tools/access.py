"""Who may do what in the databases: one readable file, held against the catalogs by tests/access.

python -m tools.access           write tests/access/rights.md from tests/access/access.toml
python -m tools.access --check   exit code 1 if it is not up to date
python -m tools.access --propose bring access.toml up to date with three fresh silos, keeping its remarks:
                                 look at each changed line as at a change of the rules, for it is one
"""

import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import psycopg

from medport_desktop.domain.enums import Silo
from tools.access_catalog import Access, of_database

ROOT = Path(__file__).parent.parent
FILE = ROOT / "tests" / "access" / "access.toml"
TABLES = FILE.with_name("rights.md")
PEOPLE = ("person", "hospital", "hospital_manager", "ems", "ems_manager", "center", "center_admin")

EVERY = "every"
"""The section of what is the same in the three silos."""


@dataclass(frozen=True, slots=True)
class Line:
    """One object in the file."""

    access: str
    remark: str = ""
    """Which rows, and why, where that surprises."""


# The file ---------------------------------------------------------------------------------------------------------

_SECTION = re.compile(r"^\[(\w+)\]$")
_LINE = re.compile(r'^"(?P<obj>[^"]+)" = "(?P<access>[^"]+)"(?:  # (?P<remark>.+))?$')


def read(text: str) -> dict[str, dict[str, Line]]:
    """Return the sections of the file. Every line that is not empty or a remark must be understood."""
    sections: dict[str, dict[str, Line]] = {}
    current: dict[str, Line] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        if section := _SECTION.match(line):
            current = sections.setdefault(section[1], {})
        elif found := _LINE.match(line):
            current[found["obj"]] = Line(found["access"], found["remark"] or "")
        else:
            raise ValueError(f"{FILE.name}, line {number} is not understood: {line}")
    return sections


def expected(silo: Silo) -> dict[str, Line]:
    """Return what stands in the file for one silo."""
    sections = read(FILE.read_text(encoding="utf-8"))
    return {**sections.get(EVERY, {}), **sections.get(silo.value, {})}


def differences(silo: Silo, actual: Access) -> list[str]:
    """Return, a sentence each, where a silo and the file disagree."""
    lines = expected(silo)
    said = []
    for obj in sorted(actual.keys() | lines.keys()):
        if obj not in lines:
            said.append(
                f"{silo}: nobody has decided who may use the {obj}. Decide, and add to {FILE.name}, [{silo.value}]"
                f' (or have `python -m tools.access --propose` add it, and review it):\n    "{obj}" = "{actual[obj]}"'
            )
        elif obj not in actual:
            said.append(f"{silo}: the {obj} is gone. Take its line out of {FILE.name}.")
        elif lines[obj].access != actual[obj]:
            said.append(
                f"{silo}: the access to the {obj} has changed. Mend the SQL, or change {FILE.name} if it is meant:\n"
                f"    the file:     {lines[obj].access}\n    the database: {actual[obj]}"
            )
    return said


_HEAD = """\
# Who may do what in the databases. tests/access holds every line against the catalogs of real servers; an object
# without a line fails the tests, and so does a line without an object. rights.md is made from it
# (python -m tools.access). `python -m tools.access --propose` writes what is: each line that it changes is a change of
# the rules, to be reviewed as one.
#
# Roles are written without `medport_`. A hospital_manager has the rights of a hospital too, an ems_manager those of an
# ems, a center_admin those of a center, and all people those of a person; everybody has those of public. Rights are
# what may be done at all; which rows is the policies' part, and said in the remark. "read, write": whole rows.
# "definer x" runs with x's rights. "owned by x": not by `owner`, to whom all else belongs, and as whom nobody signs in.
"""


def written(silos: Mapping[Silo, Access], remarks: Mapping[str, Mapping[str, Line]]) -> str:
    """Return the file's text for those silos, with the remarks that it had."""
    shared = {obj for obj, access in silos[Silo.HOSPITAL].items() if all(s.get(obj) == access for s in silos.values())}
    parts = [_HEAD]
    sections: dict[str, Access] = {EVERY: {obj: silos[Silo.HOSPITAL][obj] for obj in shared}}
    sections |= {silo.value: {o: a for o, a in access.items() if o not in shared} for silo, access in silos.items()}
    for name, access in sections.items():
        parts.append(f"[{name}]\n")
        for obj in sorted(access, key=_place):
            known = remarks.get(name, {}).get(obj) or remarks.get(EVERY, {}).get(obj) or Line("")
            parts.append(f'"{obj}" = "{access[obj]}"{"  # " + known.remark if known.remark else ""}\n')
        parts.append("\n")
    return parts[0] + "\n" + "".join(parts[1:]).rstrip("\n") + "\n"


_KINDS = ("the", "schema", "table", "view", "sequence", "function", "procedure", "setting", "built-in", "group", "role")


def _place(obj: str) -> tuple[int, str]:
    return (_KINDS.index(obj.split(maxsplit=1)[0]), obj)


def propose() -> None:
    """Write the file from three fresh silos."""
    from medport_desktop.silos.provision import provision  # noqa: PLC0415
    from medport_desktop.silos.servers.embedded import EmbeddedSilos  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        silos = EmbeddedSilos(Path(folder) / "silos", scram_iterations=4096, fsync=False)
        try:
            urls = silos.start()
            provision(urls)
            found = {}
            for silo, url in urls.items():
                with psycopg.connect(url, autocommit=True) as connection:
                    found[silo] = of_database(connection)
        finally:
            silos.remove()
    had = read(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    FILE.write_text(written(found, had), encoding="utf-8")


# The tables -------------------------------------------------------------------------------------------------------

_SHOWN = re.compile(r"^(table|view) medport\.|^function medport\.")
_PREAMBLE = """\
# Who may do what in the databases

Made by `python -m tools.access` from `access.toml`, which tests compare with the catalogs of real servers.
`hospital` is a desk, `ems` an agency's dispatcher, `center` a dispatcher of the transport center; a `hospital_manager`,
`ems_manager` or `center_admin` has the rights of those too, and `person` is everybody who signs in. For functions the
right is to execute them. A right says what may be done at all; the last column says to which rows.
"""


def tables() -> str:
    """Return rights.md: the file for people to read."""
    sections = read(FILE.read_text(encoding="utf-8"))
    return _PREAMBLE + "\n" + "\n".join(_table(title, sections[name]) for name, title in _TITLES.items())


_TITLES = {EVERY: "In every silo", "hospital": "Hospital silo", "ems": "EMS silo", "center": "Center silo"}


def _table(title: str, lines: Mapping[str, Line]) -> str:
    rows = [f"## {title}", "", "| What | Who may do what | Which rows; why |", "|---|---|---|"]
    for obj, line in lines.items():
        said = "; ".join(_of_people(line.access.rpartition(" | ")[2]))
        if _SHOWN.match(obj) and (said or obj.startswith("table")):
            name = re.sub(r"^\w+ medport\.(\w+)(\(.*\))?$", lambda m: m[1] + ("()" if m[2] else ""), obj)
            rows.append(f"| `{name}` | {said.replace(': execute', '') or 'nobody'} | {line.remark} |")
    return "\n".join(rows) + "\n"


def _of_people(access: str) -> Iterator[str]:
    """The parts of it that concern people, without the databases' own roles."""
    for part in access.split("; "):
        roles, _, rights = part.partition(": ")
        if people := [role for role in roles.split(", ") if role in PEOPLE]:
            yield f"{', '.join(people)}: {rights}"


def main(arguments: list[str]) -> int:
    """Return the exit code."""
    if "--propose" in arguments:
        propose()
        return 0
    made = tables()
    if "--check" in arguments:
        is_current = TABLES.read_text(encoding="utf-8") == made
        if not is_current:
            print(f"{TABLES.name} does not show what {FILE.name} says: run python -m tools.access")
        return int(not is_current)
    TABLES.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""What the documents name is there: links between them, and paths of files and folders."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
ROOMS = sorted(
    path.name
    for folder in (ROOT, ROOT / "medport_desktop")
    for path in folder.iterdir()
    if path.is_dir() and not path.name.startswith((".", "_"))
)
PATH = re.compile(rf"`((?:{'|'.join(map(re.escape, ROOMS))})/[\w./*{{}},-]*)`")
MADE_LATER = ("out/", "build/", "dist/")
"""What make writes."""

names = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())


def _anchors(document: Path) -> set[str]:
    """A document's headings as links name them."""
    headings = HEADING.findall(document.read_text("utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def _is_there(path: str) -> bool:
    """Whether a path that may have `*` or `{a,b}` in it is in the tree, seen from the top or from the package."""
    pattern = re.sub(r"\{[^}]*\}", "*", path.rstrip("/"))
    return any(any(root.glob(pattern)) for root in (ROOT, ROOT / "medport_desktop"))


@names
def test_links_lead_somewhere(document: Path) -> None:
    for link in LINK.findall(document.read_text("utf-8")):
        if link.startswith("https://"):
            continue
        path, _, anchor = link.partition("#")
        target = document.parent / path if path else document
        assert target.exists(), link
        assert not anchor or anchor in _anchors(target), link


@names
def test_paths_that_are_named_exist(document: Path) -> None:
    named = PATH.findall(document.read_text("utf-8"))
    assert [path for path in named if not path.startswith(MADE_LATER) and not _is_there(path)] == []


def test_every_decision_is_in_the_list() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = set(LINK.findall((folder / "README.md").read_text("utf-8")))
    records = {path.name for path in folder.glob("[0-9]*.md")}
    assert records - listed == set()
    numbers = [name[:4] for name in records]
    assert len(numbers) == len(set(numbers)) > 20

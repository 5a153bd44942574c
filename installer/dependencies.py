"""Which installed packages belong to the program, and which are there for its developers alone."""

import tomllib
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

PROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"


def distributions() -> list[metadata.Distribution]:
    """Return what the project needs on this system, with all that this needs in turn, each once, by name.

    Raises PackageNotFoundError where one is not installed.
    """
    found: dict[str, metadata.Distribution] = {}
    waiting = [Requirement(line) for line in tomllib.loads(PROJECT.read_text("utf-8"))["project"]["dependencies"]]
    while waiting:
        wanted = waiting.pop()
        if wanted.marker is not None and not wanted.marker.evaluate({"extra": ""}):
            continue
        name = _canonical(wanted.name)
        if name not in found:
            found[name] = metadata.distribution(wanted.name)
            waiting += _needs(found[name], {""})
        waiting += _needs(found[name], wanted.extras) if wanted.extras else []
    return [found[name] for name in sorted(found)]


def foreign_modules() -> set[str]:
    """Return the installed top-level modules that belong to none of them: an optional import must not bring them."""
    own = {_canonical(distribution.metadata["Name"]) for distribution in distributions()} | {"medport-desktop"}
    return {
        module
        for module, owners in metadata.packages_distributions().items()
        if module.isidentifier() and own.isdisjoint(map(_canonical, owners))
    }


def _needs(distribution: metadata.Distribution, extras: set[str]) -> list[Requirement]:
    requirements = [Requirement(line) for line in distribution.requires or []]
    needed = [
        requirement
        for requirement in requirements
        if requirement.marker is None or any(requirement.marker.evaluate({"extra": extra}) for extra in extras)
    ]
    for requirement in needed:
        requirement.marker = None
    return needed


def _canonical(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")

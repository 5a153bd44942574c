"""What `medport db upgrade --check` says: what would be done, for how long, and whether people can go on meanwhile."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from medport_desktop.domain.enums import Silo
from medport_desktop.domain.revisions import MADE_FOR
from medport_desktop.silos.migrations.upgrade import REMAKE, Plan

IN_ORDER = (Silo.CENTER, Silo.EMS, Silo.HOSPITAL)
"""The center first: it is where a console that is too old learns so."""
TIMINGS = Path(__file__).parent / "timings.json"
"""How long each step took on the frozen release's data; `python -m tests.upgrade.measure` writes it."""


def describe(plan: Plan) -> Iterator[str]:
    """Yield the lines that say what an upgrade of a silo would do."""
    label = plan.silo.label
    if not plan.revision:
        yield f"{label}: it is empty, and would be made at revision {MADE_FOR}."
        return
    if not plan:
        yield f"{label}: revision {plan.revision}, nothing to do."
    else:
        yield f"{label}: revision {plan.revision}, to become {MADE_FOR}."
        yield from _steps(plan)
    for item in plan.foreign:
        yield f"  stays, though MedPort does not know it: {item}"
    yield (
        f"  Close the consoles that were made for a revision before {plan.oldest_console}: they are too old afterwards,"
        " and say so at sign-in. An upgrade ends their connections."
        if plan.closes_consoles
        else "  Consoles may stay open."
    )


def _steps(plan: Plan) -> Iterator[str]:
    took = _took(plan.silo)
    for number, words in plan.revisions.items():
        yield f"  {number} {words}{took.get(number, '')}"
    if plan.remade:
        yield f"  {REMAKE}: {len(plan.remade)} would be made again{took.get(REMAKE, '')}"
        kinds: dict[str, list[str]] = defaultdict(list)
        for item in plan.remade:
            kinds[item.kind.replace("_", " ")].append(item.name)
        for kind, names in kinds.items():
            yield f"    {kind}: {', '.join(names)}"


def _took(silo: Silo) -> Mapping[str, str]:
    measured = json.loads(TIMINGS.read_text(encoding="utf-8"))
    return {step: f" ({seconds:.2f} s on the test data)" for step, seconds in measured["seconds"][silo.value].items()}

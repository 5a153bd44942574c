"""A seed is a plan: the same faults at the same times."""

import random

from medport_desktop.domain.enums import Silo
from tests.chaos.faults import Kind, plan, poison


def test_a_seed_gives_the_same_plan() -> None:
    assert plan(random.Random(7), 60, 6) == plan(random.Random(7), 60, 6)
    assert plan(random.Random(7), 60, 6) != plan(random.Random(8), 60, 6)


def test_a_plan_stays_within_its_round() -> None:
    faults = plan(random.Random(1), 60, 6)
    assert sum(fault.after_s for fault in faults) <= 60
    assert all(0 <= fault.for_s <= 6 for fault in faults)


def test_a_long_plan_has_every_kind_of_fault_in_every_silo() -> None:
    faults = plan(random.Random(3), 2000, 60)
    assert {(fault.kind, fault.silo) for fault in faults} == {(kind, silo) for kind in Kind for silo in Silo}
    assert max(fault.for_s for fault in faults) > 50


def test_every_silo_has_several_poisons() -> None:
    for silo in Silo:
        assert len({str(poison(silo, strength)) for strength in (0.0, 0.4, 0.9)}) >= 2

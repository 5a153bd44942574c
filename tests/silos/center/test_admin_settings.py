"""Settings: the center refuses what is out of limits, and each of them does something."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, fields
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from medport_desktop.domain.center.settings import SETTING_RULES, SettingKind, Settings
from medport_desktop.domain.enums import Silo
from tests.silos.world import ADMIN, C, E, H, World
from tests.support import until

SET = "update system_configuration set value = %s where key = %s"


def test_every_setting_has_a_rule_that_its_default_keeps() -> None:
    assert SETTING_RULES.keys() == {field.name for field in fields(Settings)}
    for key, value in asdict(Settings()).items():
        rule = SETTING_RULES[key]
        assert rule.read(rule.shown(str(value))) == str(value)


def test_the_center_knows_the_same_rules(world: World) -> None:
    rows = world.stage[C].execute("select key, value_type, minimum, maximum, unit from system_configuration")
    assert {row[0]: row[1:] for row in rows} == {
        key: (rule.kind.value, rule.minimum, rule.maximum, rule.unit) for key, rule in SETTING_RULES.items()
    }


def _bad_values() -> list[tuple[str, str]]:
    bad = []
    for key, rule in SETTING_RULES.items():
        wrong = ["", "\x07"] if rule.kind is SettingKind.TEXT else ["", "nonsense", "-1", "1e3", "'; drop table x; --"]
        if rule.kind is SettingKind.WHOLE:
            wrong.append("1.5")
        if rule.maximum is not None and rule.kind is not SettingKind.TEXT:
            wrong.append(str(int(rule.maximum) + 1))
        elif rule.kind is SettingKind.TEXT:
            wrong.append("x" * 121)
        if rule.minimum and rule.kind is not SettingKind.TEXT:
            wrong.append(str(int(rule.minimum) - 1))
        bad += [(key, value) for value in wrong]
    return bad


@pytest.mark.parametrize(("key", "value"), _bad_values())
def test_a_value_out_of_limits_is_refused_for_psql_too(world: World, key: str, value: str) -> None:
    with pytest.raises(psycopg.Error) as refused:
        world.person(ADMIN, C).execute(SET, (value, key))
    assert refused.value.sqlstate == "MP005"
    assert refused.value.diag.column_name == "value"
    if SETTING_RULES[key].kind is not SettingKind.CENTS:  # entered in dollars
        with pytest.raises(ValueError, match=r"^(Enter|This) "):
            SETTING_RULES[key].read(value)


def test_red_cannot_come_before_amber(world: World) -> None:
    for value, key in (("31", "waiting_amber_minutes"), ("14", "waiting_red_minutes")):
        with pytest.raises(psycopg.Error, match="cannot turn red before") as refused:
            world.person(ADMIN, C).execute(SET, (value, key))
        assert refused.value.sqlstate == "MP005"


@contextmanager
def _set(world: World, values: dict[str, str]) -> Iterator[None]:
    """The administrator sets them, and at the end sets them back; each silo has heard of it."""
    before = {key: str(_value(world, C, key)) for key in values}
    try:
        _write(world, values)
        yield
    finally:
        _write(world, before)


def _write(world: World, values: dict[str, str]) -> None:
    for key, value in values.items():
        world.person(ADMIN, C).execute(SET, (value, key))
        for silo in (H, E):
            until(lambda silo=silo, key=key, value=value: _value(world, silo, key) == value)


def _value(world: World, silo: Silo, key: str) -> object:
    return world.value(silo, "select value from system_configuration where key = %s", key)


def test_the_databases_go_by_a_value_at_once(world: World) -> None:
    """Of idle_logoff_minutes see test_clock; what consoles go by is in gui_admin/test_settings_matter."""
    before = float(world.request(world.trip())["distance_miles"])
    with _set(world, {"road_factor": "2", "bid_valid_minutes": "7", "offer_lead_minutes": "600"}):
        trip = world.trip()
        assert float(world.request(trip)["distance_miles"]) == pytest.approx(before * 2 / 1.25, rel=0.01)
        bid = world.bid(trip)
        open_for = world.value(E, "select expires_at - submitted_at from transport_bid where id = %s", bid)
        assert open_for == timedelta(minutes=7)
        held = world.trip(status="SCHEDULED", ready_at=datetime.now(UTC) + timedelta(hours=9))
        world.trio.tick()
        assert world.request(held)["status"] == "PENDING"
    with _set(world, {"max_bid_cents": "41199"}), pytest.raises(psycopg.Error) as refused:
        world.bid(world.trip(), "blair")
    assert refused.value.sqlstate == "MP005"

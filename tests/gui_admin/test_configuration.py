"""The site's configuration by keyboard: kept by itself, wrong values told at the field, others' changes shown."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from medport_desktop.domain.enums import Silo
from medport_desktop.gui.admin.configuration import ConfigurationPage
from medport_desktop.gui.shared.accounts.accounts_page import AccountsPage
from tests.conftest import Trio
from tests.gui_center.center import Center
from tests.hands import CTRL
from tests.support import until

KEY = Qt.Key


@pytest.fixture
def settings(center: Center, page: AccountsPage, trio: Trio) -> Iterator[ConfigurationPage]:
    """The configuration page; what a test sets is set back."""
    with trio.superuser(Silo.CENTER) as connection:
        before = connection.execute("select key, value from medport.system_configuration").fetchall()
    center.press(KEY.Key_2, CTRL)
    shown = center.find(ConfigurationPage, "configuration_page")
    center.until(lambda: shown.rows)
    yield shown
    with trio.superuser(Silo.CENTER) as connection:
        for key, value in before:
            connection.execute(
                "update medport.system_configuration set value = %s where key = %s and value <> %s", (value, key, value)
            )


def in_silo(trio: Trio, silo: Silo, key: str) -> str:
    with trio.superuser(silo) as connection:
        row = connection.execute("select value from medport.system_configuration where key = %s", (key,)).fetchone()
    assert row is not None
    return str(row[0])


def enter(center: Center, settings: ConfigurationPage, key: str, text: str) -> None:
    settings.rows[key].editor.setFocus()
    settings.rows[key].editor.selectAll()
    center.keys(text)
    center.press(KEY.Key_Return)


def test_a_value_is_kept_in_every_silo_and_names_who_set_it(
    center: Center, settings: ConfigurationPage, trio: Trio
) -> None:
    row = settings.rows["bid_valid_minutes"]
    assert not row.save.isEnabled()
    enter(center, settings, "bid_valid_minutes", "41")
    for silo in Silo:
        until(lambda silo=silo: in_silo(trio, silo, "bid_valid_minutes") == "41")
    center.until(lambda: row.setting.updated_by)
    assert row.setting.updated_by == center.manager.person.name
    assert not row.save.isEnabled()
    center.hears("A bid stays open is now 41 min.")


@pytest.mark.parametrize(
    ("key", "typed", "sentence"),
    [
        ("bid_valid_minutes", "0", "Enter a whole number from 1 to 1,440."),
        ("bid_valid_minutes", "1.5", "Enter a whole number from 1 to 1,440."),
        ("road_factor", "far", "Enter a number from 1 to 3."),
        ("max_bid_cents", "12.345", "Enter an amount in dollars from 1 to 1,000,000, like 12.50."),
        ("time_zone", "Mars/Olympus", "This is no time zone; choose one from the list, like America/New_York."),
        ("site_name", "   ", "Enter 1 to 120 characters."),
    ],
)
def test_a_wrong_value_is_told_at_its_field(
    center: Center, settings: ConfigurationPage, trio: Trio, key: str, typed: str, sentence: str
) -> None:
    before = in_silo(trio, Silo.CENTER, key)
    enter(center, settings, key, typed)
    row = settings.rows[key]
    assert row.field.error() == sentence
    assert row.editor.text() == typed
    center.press(KEY.Key_Escape)
    assert row.field.error() == ""
    assert not row.is_changed()
    assert in_silo(trio, Silo.CENTER, key) == before


def test_what_only_the_database_knows_is_told_at_the_field(center: Center, settings: ConfigurationPage) -> None:
    row = settings.rows["waiting_amber_minutes"]
    enter(center, settings, "waiting_amber_minutes", "200")
    center.until(row.field.error)
    assert row.field.error().startswith("A timer cannot turn red before it turns amber. Amber is now at ")
    assert row.editor.text() == "200"


def test_dollars_are_kept_in_cents(center: Center, settings: ConfigurationPage, trio: Trio) -> None:
    row = settings.rows["estimate_per_mile_cents"]
    assert row.editor.text() == "10"
    enter(center, settings, "estimate_per_mile_cents", "11.25")
    center.until(lambda: in_silo(trio, Silo.CENTER, "estimate_per_mile_cents") == "1125")
    center.until(lambda: not row.is_changed())
    assert row.editor.text() == "11.25"


def test_another_administrators_change_appears_and_leaves_what_is_typed(
    center: Center, settings: ConfigurationPage, trio: Trio
) -> None:
    typing, other = settings.rows["turnout_minutes"], settings.rows["offer_lead_minutes"]
    typing.editor.setFocus()
    typing.editor.selectAll()
    center.keys("7")
    with trio.superuser(Silo.CENTER) as connection:
        for key in ("turnout_minutes", "offer_lead_minutes"):
            connection.execute("update medport.system_configuration set value = '9' where key = %s", (key,))
    center.until(lambda: other.editor.text() == "9" and typing.setting.value == "9")
    assert typing.editor.text() == "7"
    center.press(KEY.Key_Escape)
    assert typing.editor.text() == "9"


def test_a_zone_is_chosen_from_the_list(center: Center, settings: ConfigurationPage, trio: Trio) -> None:
    row = settings.rows["time_zone"]
    row.editor.setFocus()
    row.editor.selectAll()
    center.keys("chicago")
    center.press(KEY.Key_Return)
    assert row.editor.text() == "America/Chicago"
    center.press(KEY.Key_Return)
    center.until(lambda: in_silo(trio, Silo.CENTER, "time_zone") == "America/Chicago")

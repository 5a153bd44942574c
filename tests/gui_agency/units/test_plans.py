"""A unit's plans by keys: shifts, breaks and absences, what they do at once, and the history beside the board."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu

from medport_desktop.domain.enums import Silo, UnitStatus
from medport_desktop.domain.unit_plans import PlanKind, PlanState
from medport_desktop.gui.agency.units.units_page import UnitsPage
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.controls.buttons import ActionButton
from medport_desktop.gui.kit.controls.chips import ToggleChips
from medport_desktop.gui.kit.facts.duty import duty_words, unit_look
from medport_desktop.gui.kit.forms.dialogs import AskDialog
from medport_desktop.gui.shared.units.plan_dialog import PlanDialog
from tests.gui_agency.conftest import Others
from tests.gui_agency.console import Console
from tests.gui_agency.offers.test_bidding import ENTER
from tests.hands import CTRL, SHIFT

UNIT = "M-34"
MINE = "from medport.unit_plan where unit_id = (select id from medport.unit where unit_number = %s)"


@contextmanager
def quietly(others: Others) -> Iterator[psycopg.Connection]:
    """What this connection writes fires no trigger."""
    with others.trio.superuser(Silo.EMS) as ems, ems.transaction():
        ems.execute("set local session_replication_role = replica")
        yield ems


@pytest.fixture
def unplanned(others: Others) -> Iterator[str]:
    """A unit that has no plans until the test is over."""
    with quietly(others) as ems:
        kept = ems.execute(f"select state, id {MINE}", [UNIT]).fetchall()
        shift = ems.execute("select shift_start, shift_end from medport.unit where unit_number = %s", [UNIT]).fetchone()
        assert shift is not None
        ems.execute(f"update medport.unit_plan set state = 'CANCELLED' where id in (select id {MINE})", [UNIT])
        ems.execute("update medport.unit set shift_start = null, shift_end = null where unit_number = %s", [UNIT])
    others.set_unit(UNIT, "AVAILABLE")
    yield UNIT
    with quietly(others) as ems:
        ems.execute(f"update medport.unit_availability set plan_id = null where plan_id in (select id {MINE})", [UNIT])
        ems.execute(f"delete {MINE} and id <> all(%s)", [UNIT, [row[1] for row in kept]])
        ems.cursor().executemany("update medport.unit_plan set state = %s where id = %s", kept)
        ems.execute("update medport.unit set shift_start = %s, shift_end = %s where unit_number = %s", [*shift, UNIT])
    others.set_unit(UNIT, "AVAILABLE")


@pytest.fixture
def page(unplanned: str, console: Console) -> UnitsPage:
    """The units page with that unit current."""
    window = console.window
    window.show_unit(next(unit.id for unit in window.feed.fleet.units if unit.unit_number == unplanned))
    console.settle()
    return window.units_page


def to_the_board(console: Console) -> None:
    """No form is open, and the keys go to the units."""
    console.until(lambda: closed(console))
    console.window.activateWindow()
    console.until(console.window.isActiveWindow)
    console.window.units_page.view.setFocus()


def form_by_key(
    console: Console, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> PlanDialog:
    """The form that a key opens on the unit's row."""
    to_the_board(console)
    console.press(key, modifiers)
    return console.find(PlanDialog, "plan_dialog")


def closed(console: Console) -> bool:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return console.window.findChild(PlanDialog, "plan_dialog") is None


def plans(others: Others) -> list[tuple[str, str, str]]:
    rows = others.rows(
        Silo.EMS, f"select kind, state, notes {MINE} and state in ('PLANNED', 'ACTIVE') order by 1", UNIT
    )
    return [(kind, state, notes) for kind, state, notes in rows]


def test_shifts_are_planned_for_days_of_a_week(console: Console, others: Others, page: UnitsPage) -> None:
    form = form_by_key(console, Qt.Key.Key_S)
    assert form.start.edit.hasFocus()
    days = console.find(ToggleChips, "plan_days")
    today = site_clock().now().date()
    days.set_values({today + timedelta(days=step) for step in (2, 4)})
    console.keys("07:00", ENTER)
    form.end.edit.selectAll()
    console.keys("15:00", ENTER, "Day crew")
    console.press(ENTER, CTRL)
    console.until(lambda: closed(console))
    assert plans(others) == [("SHIFT", "PLANNED", "Day crew")] * 2
    console.until(lambda: [plan.kind for plan in page.panel.plans.rows()] == [PlanKind.SHIFT] * 2)
    assert all(site_clock().hm(plan.start) == "07:00" for plan in page.panel.plans.rows())
    console.hears(f"{UNIT}: shift is planned")
    console.until(lambda: "shift from" in duty_words(page.view.current_row()))

    form = form_by_key(console, Qt.Key.Key_S)  # the same again: refused at its field, and nothing typed is lost
    form.days.set_values({today + timedelta(days=step) for step in (3, 4)})
    form.start.set_text("06:00")
    form.end.set_text("08:00")
    console.press(ENTER, CTRL)
    console.until(lambda: "has a shift from" in form.start.error())
    assert (form.start.text(), form.end.text()) == ("06:00", "08:00")
    assert len(plans(others)) == 2, "all or none"
    form.done(0)


def test_a_break_now_takes_the_unit_off_the_offers_and_a_ends_it(
    console: Console, others: Others, page: UnitsPage
) -> None:
    form = form_by_key(console, Qt.Key.Key_B)
    console.keys("now", ENTER)
    form.end.edit.selectAll()
    console.keys("+30", ENTER, "Meal")
    console.press(ENTER, CTRL)
    console.until(lambda: closed(console) and unit_look(page.view.current_row()).word == "On break")
    assert "until" in duty_words(page.view.current_row())
    assert others.unit_status(UNIT) == "OUT_OF_SERVICE"
    assert page.view.current_row().id not in {
        unit.id for unit in console.window.feed.fleet.units if unit.current_status is UnitStatus.AVAILABLE
    }
    console.until(lambda: page.panel.past.rows() and page.panel.past.rows()[0].word == "Break")
    newest = page.panel.past.rows()[0]
    assert (newest.why, newest.changed_by, newest.end) == ("Meal", console.manager.person.name, None)
    to_the_board(console)
    console.press(Qt.Key.Key_A)
    console.until(lambda: page.view.current_row().current_status is UnitStatus.AVAILABLE)
    console.until(lambda: not page.panel.plans.rows())
    assert plans(others) == []


def test_out_of_service_until_further_notice_and_ended_in_the_list(
    console: Console, others: Others, page: UnitsPage
) -> None:
    form = form_by_key(console, Qt.Key.Key_O, SHIFT)
    assert form.end.edit.hasFocus()
    console.keys(ENTER, "Flat tire")
    console.press(ENTER, CTRL)
    console.until(page.panel.plans.rows)
    assert plans(others) == [("OUT_OF_SERVICE", "ACTIVE", "Flat tire")]
    console.until(lambda: duty_words(page.view.current_row()) == "until further notice")
    to_the_board(console)
    console.press(Qt.Key.Key_P)
    assert page.panel.plan_view.hasFocus()
    console.press(Qt.Key.Key_Delete)
    console.find(AskDialog, "end_plan_dialog")
    console.press(ENTER)
    console.until(lambda: others.unit_status(UNIT) == "AVAILABLE")
    console.until(lambda: page.view.current_row().current_status is UnitStatus.AVAILABLE)
    to_the_board(console)
    page.panel.plan_view.setFocus()
    console.press(Qt.Key.Key_Escape)
    assert page.view.hasFocus()


def test_the_form_reads_the_next_time_and_is_not_lost_by_esc(console: Console, page: UnitsPage) -> None:
    form = form_by_key(console, Qt.Key.Key_M, SHIFT)
    assert [edit.accessibleName() for edit in form.findChildren(QLineEdit)] == ["From", "Until", "Reason"]
    hour_ago = site_clock().now() - timedelta(hours=1)
    form.start.set_text(site_clock().hm(hour_ago))
    form.end.set_text(site_clock().hm(hour_ago + timedelta(minutes=30)))
    (plan,) = form.plans()
    assert plan.start is not None
    assert plan.end is not None
    assert timedelta(hours=22, minutes=50) < plan.start - datetime.now(UTC) < timedelta(hours=23, minutes=1)
    assert plan.end - plan.start == timedelta(minutes=30)
    form.end.set_text("25:99")
    console.press(ENTER, CTRL)
    assert form.end.error() != ""
    console.press(Qt.Key.Key_Escape)
    ask = form.findChild(AskDialog)
    assert ask is not None
    console.press(Qt.Key.Key_Escape)
    assert form.isVisible()
    assert form.end.text() == "25:99"
    form.done(0)
    form = form_by_key(console, Qt.Key.Key_D, SHIFT)
    console.press(Qt.Key.Key_Escape)  # nothing typed: no question
    console.until(lambda: closed(console))
    assert page.isVisible()


def test_a_break_begins_on_screen_before_any_clock_says_so(console: Console, others: Others, page: UnitsPage) -> None:
    others.run(
        Silo.EMS,
        "insert into medport.unit_plan (unit_id, agency_id, kind, start_time, end_time)"
        " select id, agency_id, 'BREAK', now() + interval '2 seconds', now() + interval '1 hour'"
        " from medport.unit where unit_number = %s",
        UNIT,
    )
    console.until(lambda: page.view.current_row().next_plan is PlanKind.BREAK)
    assert page.view.current_row().current_status is UnitStatus.AVAILABLE
    console.until(lambda: unit_look(page.view.current_row()).word == "On break")
    assert others.unit_status(UNIT) == "AVAILABLE", "no tick has run"


def test_plans_are_in_the_menu_of_the_row_and_in_the_command_bar(console: Console, page: UnitsPage) -> None:
    menu = page.menu_for(page.view.current_row())
    words = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert words[-5:] == [
        "Plan a shift…",
        "Plan a break…",
        "Out of service until…",
        "Maintenance until…",
        "Off duty until…",
    ]
    menu.deleteLater()
    console.press(Qt.Key.Key_K, CTRL)
    console.keys("u m34 brea", ENTER)
    form = console.find(PlanDialog, "plan_dialog")
    assert form.windowTitle() == "Break of M-34"
    form.done(0)


@pytest.fixture
def planned(console: Console, others: Others, page: UnitsPage) -> str:
    """A break of the unit in an hour, marked in the list; returns its id."""
    others.run(
        Silo.EMS,
        "insert into medport.unit_plan (unit_id, agency_id, kind, start_time, end_time, notes)"
        " select id, agency_id, 'BREAK', date_trunc('minute', now()) + interval '61 minutes',"
        " date_trunc('minute', now()) + interval '91 minutes', 'Meal'"
        " from medport.unit where unit_number = %s",
        UNIT,
    )
    console.until(page.panel.plans.rows)
    to_the_board(console)
    console.press(Qt.Key.Key_P)
    return str(page.panel.plans.rows()[0].id)


@pytest.mark.qt_log_ignore("^This plugin does not support (raise|grabbing)", extend=True)
def test_a_plan_is_changed_in_place(console: Console, others: Others, page: UnitsPage, planned: str) -> None:
    before = page.panel.plans.rows()[0]
    console.press(Qt.Key.Key_F2)
    form = console.find(PlanDialog, "plan_dialog")
    assert form.windowTitle() == f"Change: Break of {UNIT}"
    assert (form.start.text(), form.notes.text()) == (site_clock().short(before.start), "Meal")
    form.end.set_text(site_clock().short(before.end + timedelta(minutes=15)))
    form.notes.set_text("Meal, and fuel")
    console.press(ENTER, CTRL)
    console.until(lambda: closed(console))
    assert plans(others) == [("BREAK", "PLANNED", "Meal, and fuel")]
    console.until(lambda: page.panel.plans.rows()[0].notes == "Meal, and fuel")
    after = page.panel.plans.rows()[0]
    assert (str(after.id), after.start, after.end - before.end) == (planned, before.start, timedelta(minutes=15))
    console.hears(f"{UNIT}: the break is changed")
    page.panel.plan_view.menu_asked.emit(after.id, QPoint())
    menu = console.find(QMenu, "plan_menu")
    assert [action.text() for action in menu.actions()] == ["Change it…", "Take it back…"]
    menu.close()


def test_nobodys_change_is_overwritten_unseen(console: Console, others: Others, page: UnitsPage, planned: str) -> None:
    page.panel.plan_view.opened.emit(page.panel.plans.rows()[0].id)
    form = console.find(PlanDialog, "plan_dialog")
    form.notes.set_text("Fuel")
    others.run(Silo.EMS, "update medport.unit_plan set notes = 'Wash' where id = %s", planned)
    console.press(ENTER, CTRL)
    console.until(lambda: "changed this plan meanwhile" in shown(form))
    assert form.notes.text() == "Fuel"
    assert plans(others) == [("BREAK", "PLANNED", "Wash")]
    form.done(0)


def test_what_has_begun_keeps_its_beginning(console: Console, others: Others, page: UnitsPage, planned: str) -> None:
    others.run(Silo.EMS, "update medport.unit_plan set start_time = now() where id = %s", planned)
    console.until(lambda: page.panel.plans.rows()[0].state is PlanState.ACTIVE)
    console.find(ActionButton, "change_plan_button").click()
    form = console.find(PlanDialog, "plan_dialog")
    assert not form.start.edit.isEnabled()
    assert form.focusWidget() is form.end.edit
    form.end.set_text("+20")
    console.press(ENTER, CTRL)
    console.until(lambda: closed(console))
    console.until(lambda: "until" in duty_words(page.view.current_row()))
    assert others.unit_status(UNIT) == "OUT_OF_SERVICE"
    soon = "select end_time < now() + interval '21 minutes' from medport.unit_plan where id = %s"
    assert others.rows(Silo.EMS, soon, planned) == [(True,)]


def shown(form: PlanDialog) -> str:
    """What the form says of the refusal."""
    return " ".join(label.text() for label in form.findChildren(QLabel) if label.isVisible())

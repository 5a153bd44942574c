"""The audit log: every silo's lines, filtered, with before and after."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from medport_desktop.domain.center.system import AuditLine
from medport_desktop.domain.enums import Silo
from medport_desktop.gui.admin.audit.audit_changes import Change, changes_of
from medport_desktop.gui.admin.audit.audit_page import AuditPage
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.shared.accounts.accounts_page import AccountsPage
from medport_desktop.gui.shared.audit_words import ENTITIES
from tests.conftest import Trio
from tests.gui_center.center import Center
from tests.gui_center.conftest import ADMIN, BEDFORD, DESKS, DISPATCHER, NASON, Region
from tests.hands import CTRL
from tests.support import until

KEY = Qt.Key


@pytest.fixture
def audit(center: Center, page: AccountsPage) -> AuditPage:
    center.press(KEY.Key_3, CTRL)
    shown = center.find(AuditPage, "audit_page")
    center.until(shown.model.rows)
    return shown


def lines_of(audit: AuditPage) -> list[AuditLine]:
    """The audited rows of all lines that are shown."""
    return [line for change in audit.model.rows() for line in change.rows]


def choose(center: Center, audit: AuditPage, **texts: str) -> None:
    """Set filters by what they are called, and wait for the answer."""
    for name, text in texts.items():
        box = getattr(audit, name)
        box.setCurrentIndex(box.findText(text))
    center.settle()


def held_trip(region: Region) -> tuple[UUID, str]:
    trip_id, number = region.accepted("bedford")
    query = "select 1 from medport.audit_log where trip_id = %s and source_database = %s"
    for silo in (Silo.HOSPITAL, Silo.EMS):
        until(lambda silo=silo: region.rows(Silo.CENTER, query, trip_id, silo.value))
    return trip_id, number


def test_a_trip_by_its_number_in_two_silos(center: Center, audit: AuditPage, region: Region) -> None:
    _trip, number = held_trip(region)
    audit.trip.setFocus()
    center.keys(number.removeprefix("T-"))
    center.until(lambda: {line.trip_number for line in lines_of(audit)} == {number})
    lines = lines_of(audit)
    assert {line.silo for line in lines} >= {Silo.HOSPITAL, Silo.EMS}
    times = [change.at for change in audit.model.rows()]
    assert times == sorted(times, reverse=True)
    people = {line.who for line in lines}
    assert people & {"The system"} or len(people) >= 2
    titles, table = audit.model.table()
    assert "Changes" in titles
    assert any("status: PENDING → ACCEPTED" in " ".join(row) for row in table)


def test_before_and_after_stand_side_by_side(center: Center, audit: AuditPage, region: Region) -> None:
    _trip, number = held_trip(region)
    audit.trip.setText(number)
    center.until(lambda: lines_of(audit) and all(line.trip_number == number for line in lines_of(audit)))
    change = next(c for c in audit.model.rows() if any(row.before.get("status") == "PENDING" for row in c.rows))
    audit.board.select_key(change.id)
    shown = audit.panel.area.widget()
    assert shown is not None
    spoken = {label.accessibleName() for label in shown.findChildren(QLabel)}
    assert {"status before: PENDING", "status after: ACCEPTED"} <= spoken
    assert f"Trip {number} changed, in Hospital" in {label.text() for label in shown.findChildren(QLabel)}
    assert audit.panel.title.text() == change.words


def test_filters_by_person_action_entity_and_time(center: Center, audit: AuditPage, region: Region, trio: Trio) -> None:
    trip, _number = held_trip(region)
    with trio.connect(DESKS[NASON], Silo.HOSPITAL) as connection:
        connection.execute("insert into trip_note (trip_id, text) values (%s, 'Room 4')", (trip,))
        row = connection.execute(
            "select a.name from medport.my_user_id() m, lateral (select 1) x, lateral "
            "(select author as name from trip_note where trip_id = %s) a",
            (trip,),
        ).fetchone()
    assert row is not None
    name = str(row[0])
    query = "select 1 from medport.audit_log where trip_id = %s and entity_type = 'trip_note'"
    until(lambda: region.rows(Silo.CENTER, query, trip))
    center.press(KEY.Key_F, CTRL)
    center.keys(name)
    choose(center, audit, entity="Note", action_kind="Added", span="Last hour")
    center.until(lambda: audit.model.rows() and {line.who for line in audit.model.rows()} == {name})
    kinds = [{(line.entity_type, line.action) for line in change.rows} for change in audit.model.rows()]
    assert all(("trip_note", "INSERT") in kind for kind in kinds)  # a line has all that was done at once
    assert all("Room 4" not in str(line.after) for line in lines_of(audit))
    choose(center, audit, action_kind="Removed")
    center.until(lambda: not audit.model.rows())


def test_a_span_of_ones_own(center: Center, audit: AuditPage) -> None:
    choose(center, audit, span="Between…")
    assert audit.since.isVisible()
    wanted = audit.wanted()
    assert wanted.since is not None
    assert wanted.until is not None
    assert wanted.until - wanted.since == timedelta(days=1)
    assert abs(site_clock().now() - wanted.until) < timedelta(minutes=2)
    choose(center, audit, span="At any time")
    assert audit.wanted().since is None
    assert not audit.since.isVisible()


def test_a_name_with_wildcards_is_only_a_name(center: Center, audit: AuditPage) -> None:
    audit.who.setText("%")
    center.until(lambda: not audit.model.rows())
    assert audit.count.text() == "0 lines"


def test_a_changed_setting_is_named(center: Center, audit: AuditPage, trio: Trio) -> None:
    key = "waiting_amber_minutes"
    with trio.connect(ADMIN, Silo.CENTER) as connection:
        for value in ("17", "15"):
            connection.execute("update system_configuration set value = %s where key = %s", (value, key))
    choose(center, audit, entity="Setting", action_kind="Changed", span="Last hour")
    center.press(KEY.Key_F5)

    def told() -> list[Change]:
        center.press(KEY.Key_F5)
        center.settle()
        return [change for change in audit.model.rows() if change.first.subject == key]

    center.until(lambda: all(change.silos == "Center, Hospital, EMS" for change in told()[:2]) and len(told()) >= 2)
    newest = told()[:2]  # a line each, though three silos have it
    assert [change.words for change in newest] == [
        "Waiting turns amber: 17 → 15 min",
        "Waiting turns amber: 15 → 17 min",
    ]
    assert {change.who for change in newest} == {trio.accounts[ADMIN].name}
    audit.board.select_key(newest[0].id)
    assert audit.panel.title.text() == "Waiting turns amber: 17 → 15 min"


def test_who_acted_for_whom_is_told(center: Center, audit: AuditPage, region: Region, trio: Trio) -> None:
    trip, number = region.entered()
    with trio.connect(ADMIN, Silo.HOSPITAL) as connection:
        connection.execute("insert into trip_note (trip_id, text) values (%s, 'Told by phone')", (trip,))
    arrived = "select 1 from medport.audit_log where trip_id = %s and entity_type = 'trip_note'"
    until(lambda: region.rows(Silo.CENTER, arrived, trip))
    audit.trip.setText(number)
    center.until(lambda: {line.trip_number for line in lines_of(audit)} == {number})
    line = next(change for change in audit.model.rows() if change.acting_for)
    audit.board.select_key(line.id)
    assert f"{line.who}, for the hospital" in {text.text() for text in audit.panel.facts.findChildren(QLabel)}


def test_an_award_is_a_sentence_with_agency_and_amount(center: Center, audit: AuditPage, region: Region) -> None:
    trip, number = region.entered()
    bid = region.bid(trip, "bedford", dollars=412)
    region.award(trip, bid)
    arrived = "select 1 from medport.audit_log where trip_id = %s and entity_type = 'assignment'"
    until(lambda: region.rows(Silo.CENTER, arrived, trip))
    region.cancel(trip)
    audit.trip.setText(number)

    def told() -> str:
        center.press(KEY.Key_F5)
        center.settle()
        return "\n".join(change.words for change in audit.model.rows())

    center.until(lambda: "Lost" in told() or "cancelled" in told().lower())
    said = told()
    for words in (f"{number}: Entered the trip and offered it", f"Awarded {BEDFORD} for $412", f"{BEDFORD} bid $412"):
        assert words in said
    assert trip.hex not in said.replace("-", "")
    assert "_" not in said


def test_a_look_at_a_list_of_patients_says_how_many(trio: Trio, center: Center, audit: AuditPage) -> None:
    look = "select medport.announce_patients_of(array(select id from medport.transport_request limit 3))"
    with trio.connect("desk@nason.example", Silo.HOSPITAL) as desk:
        seen = desk.execute(
            "select count(distinct patient_id) from (select patient_id from medport.transport_request limit 3) trips"
        ).fetchone()
        assert seen is not None
        desk.execute(look.encode())
    words = f"Read who the patients of a list of trips are, {seen[0]} in all"

    def is_told() -> bool:
        center.press(KEY.Key_F5)
        center.settle()
        return words in {change.words for change in audit.model.rows()}

    center.until(is_told)


def test_a_handoff_of_many_trips_is_one_line(center: Center, audit: AuditPage, trio: Trio) -> None:
    line = (
        "insert into shift_handoff_trip (handoff_id, trip_id, number, hospital, origin, destination, transport_level,"
        " priority, trip_status, since) select %s, gen_random_uuid(), 'T-' || n, 'Demo', 'A', 'B', 'BLS', 'HIGH',"
        " 'PENDING', now() from generate_series(1, 20) n"
    )
    with trio.connect(DISPATCHER, Silo.CENTER) as connection:
        sheet = uuid4()
        connection.execute("insert into shift_handoff (id, note) values (%s, 'Quiet')", [sheet])
        connection.execute(line, [sheet])
        connection.execute("update shift_handoff set status = 'WITHDRAWN' where id = %s", [sheet])

    def told() -> list[str]:
        center.press(KEY.Key_F5)
        center.settle()
        return [change.words for change in audit.model.rows() if change.first.entity_type == "shift_handoff"]

    center.until(lambda: told()[:1] == ["Left a handoff; Wrote trips on the handoff; Withdrew the handoff"])
    assert not [change for change in audit.model.rows() if change.first.entity_type == "shift_handoff_trip"]


def test_what_was_acknowledged_together_is_one_line() -> None:
    def read(number: str, moment: int, what: str = "acknowledged") -> AuditLine:
        at = datetime(2026, 1, 5, 14, 0, 0, moment, tzinfo=UTC)
        after: dict[str, object] = {what: [number]}
        return AuditLine(
            uuid4(), at, "Kim", "UPDATE", "shift_handoff_trip", "sheet", number, Silo.CENTER, "", after=after,
            trip_id=uuid4(),
        )  # fmt: skip

    [change] = changes_of([read("T-1", 1), read("T-2", 2), read("T-3", 3), read("T-1", 4, "put_back")])
    assert change.words == "Acknowledged T-1, T-2, T-3 of the handoff; Put T-1 of the handoff back"


def test_every_audited_table_has_a_word_and_can_be_filtered(trio: Trio) -> None:
    audited = (
        "select c.relname from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid"
        " join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'audit' and p.proname = 'on_change'"
    )
    found = set()
    for silo in Silo:
        with trio.superuser(silo) as connection:
            found |= {name for (name,) in connection.execute(audited)}
    assert found
    assert found <= set(ENTITIES)


def test_a_line_is_the_same_under_a_filter(center: Center, audit: AuditPage, trio: Trio) -> None:
    name = trio.accounts[ADMIN].name
    with trio.connect(ADMIN, Silo.CENTER) as connection:
        for value in ("18", "15"):
            connection.execute(
                "update system_configuration set value = %s where key = 'waiting_amber_minutes'", (value,)
            )

    def told() -> dict[UUID, tuple[str, str, str]]:
        center.press(KEY.Key_F5)
        center.settle()
        return {change.id: (change.who, change.words, change.silos) for change in audit.model.rows()}

    def are_whole() -> bool:
        settings = [silos for _who, words, silos in told().values() if words.startswith("Waiting turns amber")][:2]
        return settings == ["Center, Hospital, EMS"] * 2

    center.until(are_whole)
    every = told()
    mine = {key: line for key, line in every.items() if name in line[0]}
    audit.who.setText(name)
    center.until(lambda: {key: line for key, line in told().items() if key in every} == mine)
    assert len(mine) >= 2
    audit.who.clear()
    choose(center, audit, entity="Account", span="At any time")
    assert any(silos == "Center, EMS" for _who, _words, silos in told().values())


def test_no_row_names_its_unit_or_its_agency_by_an_id_alone(
    center: Center, audit: AuditPage, region: Region, trio: Trio
) -> None:
    region.accepted("bedford")
    with trio.connect(ADMIN, Silo.HOSPITAL) as connection:
        connection.execute("update hospital_agency_preference set is_active = not is_active")
        connection.execute("update hospital_agency_preference set is_active = not is_active")
    settled = (
        "select count(distinct entity_type) from medport.audit_log where action = 'UPDATE' and entity_type = any(%s)"
    )
    kinds = ["unit_availability", "hospital_agency_preference"]
    until(lambda: region.rows(Silo.CENTER, settled, kinds) == [(2,)])
    pointing = """select distinct entity_type from medport.audit_log
        where trip_id is null and action = 'INSERT' and (changes -> 'after') ?| array['agency_id', 'unit_id']"""
    found = {str(name) for (name,) in region.rows(Silo.CENTER, pointing)}
    assert {"unit_availability", "unit_plan", "hospital_agency_preference"} <= found
    nameless = """select distinct entity_type, action from medport.audit_log
        where trip_id is null and entity_type = any(%s)
            and coalesce(changes ->> 'subject', changes ->> 'agency_id') is null"""
    assert region.rows(Silo.CENTER, nameless, [*found, "service_registry"]) == []
    choose(center, audit, entity="Preferred agency", action_kind="Changed")
    center.until(
        lambda: any(change.words.startswith(f"{BEDFORD}: Changed the preferred") for change in audit.model.rows())
    )
    choose(center, audit, entity="Unit's availability")
    center.until(audit.model.rows)
    assert all(change.which for change in audit.model.rows())


def test_agencies_and_hospitals_are_shown_by_name(center: Center, audit: AuditPage, region: Region) -> None:
    trip, number = region.entered()
    region.award(trip, region.bid(trip, "bedford"))
    arrived = "select 1 from medport.audit_log where trip_id = %s and entity_type = 'assignment'"
    until(lambda: region.rows(Silo.CENTER, arrived, trip))
    audit.trip.setText(number)
    center.until(lambda: {line.trip_number for line in lines_of(audit)} == {number})
    change = next(c for c in audit.model.rows() if any(row.entity_type == "trip_award" for row in c.rows))
    audit.board.select_key(change.id)
    spoken = {label.accessibleName() for label in audit.panel.area.widget().findChildren(QLabel)}
    assert f"agency_id after: {BEDFORD}" in spoken
    _titles, table = audit.model.table()
    ids = [
        str(value) for row in lines_of(audit) for key, value in row.after.items() if key in ("agency_id", "hospital_id")
    ]
    assert ids
    assert not any(known in " ".join(row) for known in ids for row in table)

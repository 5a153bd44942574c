"""The wallboard: late trips first, pages that turn by themselves, nothing of a patient, left with Esc."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from medport_desktop.bootstrap import open_session
from medport_desktop.domain.enums import Priority, Silo
from medport_desktop.domain.places import OUTSIDE
from medport_desktop.domain.session import Freshness, SiloState
from medport_desktop.gui.center import DispatchWindow
from medport_desktop.gui.center.wallboard.wall_facts import WallRow, pages
from medport_desktop.gui.kit.board import Timer
from medport_desktop.gui.kit.facts.vocabulary import StatusLook
from medport_desktop.gui.kit.style.tokens import Tone
from tests.conftest import Trio
from tests.gui_center.center import Center
from tests.gui_center.conftest import DISPATCHER, Region
from tests.support import until


def line(number: str, *, late: bool = False) -> WallRow:
    """A line of no particular trip."""
    look = StatusLook("Pending", Tone.AMBER)
    return WallRow(number, Priority.LOW, look, "BLS", "A", "B", "", "", Tone.TEXT, Timer.fixed("x"), late)


def numbers(shown: list[list[WallRow]]) -> list[list[str]]:
    """The lines by number, in pages."""
    return [[row.number for row in page] for page in shown]


def test_late_lines_stay_on_every_page_while_they_leave_half_of_it() -> None:
    rows = [line("L", late=True), *(line(str(i)) for i in range(5))]
    assert numbers(pages(rows, 6)) == [["L", "0", "1", "2", "3", "4"]]
    assert numbers(pages(rows, 3)) == [["L", "0", "1"], ["L", "2", "3"], ["L", "4"]]
    many = [line(f"L{i}", late=True) for i in range(3)] + [line("0")]
    assert numbers(pages(many, 2)) == [["L0", "L1"], ["L2", "0"]]
    assert numbers(pages([], 4)) == [[]]


def test_it_opens_by_key_shows_the_late_first_and_leaves_by_escape(center: Center, region: Region) -> None:
    trip_id, number = region.entered()
    center.until(lambda: any(row.trip.trip_number == number for row in center.window.trips_page.model.all_rows()))
    board = center.window.wallboard
    center.press(Qt.Key.Key_F11)
    center.until(board.isVisible)
    assert board.isFullScreen()
    rows = board.rows()
    flags = [row.late for row in rows]
    assert flags == sorted(flags, reverse=True)
    assert any(flags)
    assert not {"SCHEDULED", "COMPLETED", "CANCELLED"} & {row.status.word.upper() for row in rows}
    tiles = {tile.words: tile.number for tile in board.tiles()}
    assert tiles["late"] == str(sum(flags))
    assert f"{tiles['late']} late" in board.accessibleDescription()
    # A trip that becomes late by time alone moves to the top.
    late = "update medport.transport_request set ready_at = now() - interval '9 h' where id = %s"
    with region.trio.superuser(Silo.HOSPITAL) as connection:
        connection.execute(late, (trip_id,))
    center.until(lambda: board.rows()[0].number == number)
    for _ in board.pages():
        assert board.grab().width() == board.width()
        board.next_page()
    QTest.keyClick(board, Qt.Key.Key_Escape)
    assert not board.isVisible()
    for shown in (True, False):  # with two screens the window's own key takes it away again
        center.press(Qt.Key.Key_F11)
        assert board.isVisible() is shown


def test_an_address_that_somebody_typed_is_not_shown(center: Center, region: Region) -> None:
    trip_id, number = region.entered()
    with region.trio.superuser(Silo.HOSPITAL) as connection:
        connection.execute(
            "update medport.transport_request set destination_facility_id = null, destination_text = %s,"
            " pickup_location = 'Room 7, Mrs Q' where id = %s",
            ("12 Home Street", trip_id),
        )
    board = center.window.wallboard
    shown = center.until(lambda: next((r for r in board.rows() if r.number == number and r.destination == OUTSIDE), 0))
    assert "Home Street" not in repr(shown)
    assert "Mrs Q" not in repr(board.rows())


def test_pages_turn_and_an_away_silo_is_told(center: Center) -> None:
    board = center.window.wallboard
    board.resize(960, 540)
    board.show()
    assert board._turn.isActive()
    many = len(board.pages())
    assert many > 1
    seen = []
    for _ in range(many + 1):
        seen.append(board.page())
        board._turn.timeout.emit()
    assert seen == [*range(many), 0]
    now = board._changes.state(Silo.HOSPITAL)
    assert now is not None
    live = board.grab().toImage()
    center.runtime.changes.post_state(
        SiloState(Silo.HOSPITAL, Freshness.AWAY, now.since - timedelta(minutes=3), "stopped")
    )
    center.until(lambda: board._changes.state(Silo.HOSPITAL).freshness is Freshness.AWAY)  # type: ignore[union-attr]
    assert board.grab().toImage() != live
    QTest.keyClick(board, Qt.Key.Key_Escape)
    assert not board.isVisible()
    assert not board._turn.isActive()


def test_it_stays_while_the_window_behind_it_locks(trio: Trio, dressed: QApplication) -> None:
    console = open_session(trio.urls.for_people(), DISPATCHER, trio.accounts[DISPATCHER].password)
    until(lambda: console.window is not None)
    window, lock = console.window, console._lock
    assert isinstance(window, DispatchWindow)
    assert lock is not None
    board = window.wallboard
    board.open()
    lock.lock()
    assert board.isVisible()
    seen = """select s.last_seen_at from reference.session s join reference.account a using (user_id)
              where a.email = %s"""
    with trio.superuser(Silo.HOSPITAL) as hospital:
        hospital.execute("update reference.session set last_seen_at = now() - interval '1 h'")
        before = hospital.execute(seen, [DISPATCHER]).fetchone()
        board.in_use.emit()  # once a minute by its own timer: nobody touches a key, and the silos know it is in use
        until(lambda: hospital.execute(seen, [DISPATCHER]).fetchone() != before)
    QTest.keyClick(board, Qt.Key.Key_Escape)
    assert not board.isVisible()
    assert lock.is_locked
    console.close()

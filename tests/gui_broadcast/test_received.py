"""The list of what the center has told a person, in the window of a hospital and of an agency."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from medport_desktop.domain.enums import Silo
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.controls.buttons import IconButton
from medport_desktop.gui.shared.broadcast.inbox import BroadcastInbox
from medport_desktop.gui.shared.broadcast.received import ReceivedDialog
from tests.at_work import Seat
from tests.conftest import Trio
from tests.gui_broadcast.conftest import AGENCY, DESK, OTHER_DESK, Open
from tests.gui_broadcast.test_broadcast import K, receiver, rows, send, write
from tests.gui_center.center import Center
from tests.hands import CTRL, SHIFT

TO_NASON = (
    "insert into medport.broadcast (audience, hospital_id, importance, text)"
    " select 'HOSPITAL', id, 'INFO', %s from medport.hospital where name like '%%Nason%%'"
)


def badge(console: Seat) -> int:
    """How many are new, as the top bar shows it."""
    button = console.window.findChild(IconButton, "received_broadcasts_button")
    assert button is not None
    assert button.isVisible()
    return button.count()


def listed(center: Center, console: Seat) -> ReceivedDialog:
    """The list, opened by its key."""
    window = console.window
    window.activateWindow()
    center.until(window.isActiveWindow)
    QTest.keyClick(window, K.Key_F12, SHIFT)
    center.until(lambda: window.findChild(ReceivedDialog) is not None)
    dialog = window.findChild(ReceivedDialog)
    assert dialog is not None
    center.until(lambda: console.runtime.tasks.is_idle)
    return dialog


def test_the_list_tells_who_when_what_and_when_it_was_acknowledged(
    center: Center, console_of: Open, trio: Trio
) -> None:
    desk, agency = console_of(DESK), console_of(AGENCY)
    assert (badge(desk), badge(agency)) == (0, 0)
    write(center, "Snow on Route 30.")
    send(center)
    write(center, "The east lift is out.", important=True)
    send(center)
    for console in (desk, agency):
        center.until(lambda console=console: badge(console) == 2)
    dialog = listed(center, desk)
    center.until(lambda: [b.text for b in dialog.model.rows()] == ["The east lift is out.", "Snow on Route 30."])
    assert badge(desk) == 1, "what waits for a word stays new"
    author = trio.accounts["dispatch@center.example"].name
    assert {b.author for b in dialog.model.rows()} == {author}
    assert dialog.whole.text() == "The east lift is out."
    assert "waits for your word" in dialog.state.text()
    QTest.keyClick(dialog, K.Key_F12)
    center.until(lambda: "You acknowledged it at" in dialog.state.text())
    center.until(lambda: badge(desk) == 0)
    assert not receiver(desk).strip.isVisible()
    assert not dialog.acknowledge.isEnabled()
    (at,) = [b.read_at for b in dialog.model.rows() if b.text.startswith("The east")]
    assert at is not None
    index = dialog.model.index(0, [c.key for c in dialog.model.columns].index("read"))
    assert index.data() == site_clock().short(at)
    assert badge(agency) == 2, "another's word is not theirs"
    receiver(agency).acknowledge()
    center.until(lambda: badge(agency) == 1)
    assert len(rows(trio, "select 1 from medport.broadcast_receipt where user_name like 'Demo desk, nason'")) == 2


def test_it_is_live_and_holds_what_has_expired_but_not_what_was_taken_back(
    center: Center, console_of: Open, trio: Trio
) -> None:
    desk, other = console_of(DESK), console_of(OTHER_DESK)
    write(center, "The bridge is closed until six.")
    send(center)
    center.until(lambda: badge(desk) == 1)
    with trio.superuser(Silo.CENTER) as connection:
        connection.execute(
            "update medport.broadcast set sent_at = sent_at - interval '1 day', expires_at = now() - interval '1 hour'"
        )
        connection.execute(TO_NASON.encode(), ["For Nason alone."])
    dialog = listed(center, desk)
    center.until(lambda: len(dialog.model.rows()) == 2)
    assert badge(desk) == 0
    theirs = listed(center, other)
    center.until(lambda: len(theirs.model.rows()) == 1)
    with trio.superuser(Silo.CENTER) as connection:
        connection.execute(TO_NASON.encode(), ["It is open again."])
    center.until(lambda: dialog.model.rows()[0].text == "It is open again.")
    with trio.superuser(Silo.CENTER) as connection:
        connection.execute("update medport.broadcast set withdrawn_at = now() where text like 'It is open%'")
    center.until(lambda: len(dialog.model.rows()) == 2)
    QTest.keyClick(dialog, K.Key_Escape)
    center.until(lambda: desk.window.findChild(ReceivedDialog) is None)
    assert badge(desk) == 0, "what came while the list was open was seen"


def test_the_command_bar_and_the_button_open_it(center: Center, console_of: Open) -> None:
    agency = console_of(AGENCY)
    window = agency.window
    inbox = window.findChild(BroadcastInbox)
    assert inbox is not None
    QTest.mouseClick(inbox.button, Qt.MouseButton.LeftButton)
    center.until(lambda: window.findChild(ReceivedDialog) is not None)
    dialog = window.findChild(ReceivedDialog)
    assert dialog is not None
    dialog.reject()
    center.until(lambda: window.findChild(ReceivedDialog) is None)
    window.activateWindow()
    center.until(window.isActiveWindow)
    QTest.keyClick(window, K.Key_K, CTRL)
    field = window.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "messages from")
    QTest.keyClick(field, K.Key_Return)
    center.until(lambda: window.findChild(ReceivedDialog) is not None)

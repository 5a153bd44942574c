"""The center's forms: accounts, hospitals, agencies, messages, bids for an agency, notes, the handoff."""

from dataclasses import asdict

from PySide6.QtWidgets import QWidget

from medport_desktop.domain.center.settings import SETTING_RULES, SettingKind, Settings
from medport_desktop.domain.enums import Silo, TransportLevel
from medport_desktop.gui.admin.configuration import ConfigurationPage
from medport_desktop.gui.admin.organisation_dialog import OrganisationDialog
from medport_desktop.gui.center.handoff.handoff_draft import DraftPane
from medport_desktop.gui.center.trips.bid_dialog import BidDialog
from medport_desktop.gui.center.window import DispatchWindow
from medport_desktop.gui.kit.controls.segmented import SegmentedControl
from medport_desktop.gui.kit.forms.field import LineField
from medport_desktop.gui.shared.accounts.account_dialog import AccountDialog
from medport_desktop.gui.shared.accounts.edit_account import EditDialog
from medport_desktop.gui.shared.broadcast.compose import BroadcastDialog
from tests.fuzz.place import KEY, Place, Press
from tests.fuzz.strange import NUMBERS, Cell, Form, amount, number, of
from tests.gui_center.conftest import Region
from tests.hands import ALT, CTRL, NONE, SHIFT

ADMIN, DISPATCHER = "admin@center.example", "dispatch@center.example"
ACCOUNTS, HOSPITALS, AGENCIES = [((KEY.Key_3, ALT), (key, CTRL)) for key in (KEY.Key_1, KEY.Key_6, KEY.Key_7)]
NEW: Press = (KEY.Key_N, CTRL)


def account_again(place: Place) -> QWidget:
    """An account that is there, of a hospital and of nobody whom a test needs."""
    place.page(*ACCOUNTS)
    board = place.first_row("board")
    mails = ("manager@altoona.example", "strange.again")
    board.select_key(next(row.id for row in board.model().rows() if row.email.startswith(mails)))  # type: ignore[attr-defined]
    return place.dialog("edit_dialog", KEY.Key_F2)


def agency(place: Place) -> QWidget:
    """A new agency that runs something."""
    dialog = place.opened("organisation_dialog", NEW, page=AGENCIES)
    assert isinstance(dialog, OrganisationDialog)
    dialog.levels.set_values([TransportLevel.BLS])
    return dialog


def message_to_one(place: Place) -> QWidget:
    """A message for one hospital or agency."""
    dialog = place.dialog("broadcast_dialog", KEY.Key_I, CTRL)
    dialog.findChild(SegmentedControl, "broadcast_to").setFocus()  # type: ignore[union-attr]
    place.press(KEY.Key_End)
    place.settle()
    return dialog


def board(place: Place) -> DispatchWindow:
    """The trips, and one in view that is open to bids."""
    assert isinstance(place.window, DispatchWindow)
    place.page((KEY.Key_1, ALT))
    page, (_, trip) = place.window.trips_page, place.others(Region).entered()
    place.until(lambda: any(row.trip.trip_number == trip for row in page.model.all_rows()))
    place.find_trip(trip)
    page.ui.board.setFocus()
    return place.window


def bid(place: Place) -> QWidget:
    """A bid that an agency tells by phone."""
    panel = board(place).trips_page.panel
    place.until(lambda: panel.chosen_unit() is not None)
    return place.dialog("bid_dialog", KEY.Key_B, CTRL)


def note(place: Place) -> QWidget:
    """The line for a note on the trip in view."""
    window = board(place)
    place.press(KEY.Key_N, CTRL | SHIFT)
    return window.trips_page.panel.ui.note_field


def handoff(place: Place) -> QWidget:
    """A sheet for the next dispatcher, with a trip chosen."""
    assert isinstance(place.window, DispatchWindow)
    page = place.window.handoff_page
    with place.trio.connect(DISPATCHER, Silo.CENTER) as center:
        center.execute("update shift_handoff set status = 'WITHDRAWN' where status = 'OPEN'")
    place.until(lambda: page.feed.open_one() is None)
    place.press(KEY.Key_F4)
    place.settle()
    place.first_row("handoff_draft_board")
    return page.draft


def is_empty(line: QWidget) -> bool:
    """A line for notes that has given its text away."""
    return not line.text()  # type: ignore[attr-defined]


_ONE_OF_EACH_KIND = {"site_name", "time_zone", "road_factor", "turnout_minutes", "max_bid_cents"}


def _setting(key: str, value: object) -> Cell:
    rule = SETTING_RULES[key]
    held = f"(select value from medport.system_configuration where key = '{key}')"
    in_cents = rule.kind is SettingKind.CENTS
    means = (lambda text: str(amount(text))) if in_cents else str.strip
    return Cell(rule.shown(str(value)), held, means, NUMBERS if key in _ONE_OF_EACH_KIND else {})


def configuration(place: Place) -> QWidget:
    """Every setting as it was at first."""
    page = place.page((KEY.Key_3, ALT), (KEY.Key_2, CTRL)).findChild(ConfigurationPage)
    assert page is not None
    for key in ("site_name", "time_zone"):  # "-0" finds a zone
        first = getattr(Settings(), key)
        place.do(Silo.CENTER, f"update medport.system_configuration set value = '{first}' where key = '{key}'")
        place.until(lambda: not unsaved(page) and key in page.rows and page.rows[key].setting.value == first)  # noqa: B023
    place.until(lambda: all(row.isVisible() for row in page.rows.values()))
    return page


def unsaved(page: QWidget) -> list[str]:
    """The settings in which something else is typed than is kept."""
    assert isinstance(page, ConfigurationPage)
    return [key for key, row in page.rows.items() if row.is_changed()]


FORMS = {
    "the settings": Form(
        ConfigurationPage,
        ADMIN,
        configuration,
        {f"setting_{key}": _setting(key, value) for key, value in asdict(Settings()).items()},
        of(Silo.CENTER, ""),
        send=(KEY.Key_Return, NONE),
        is_kept=lambda page: not unsaved(page),
    ),
    "an account": Form(
        AccountDialog,
        ADMIN,
        lambda place: place.opened("account_dialog", NEW, page=ACCOUNTS),
        {
            "email": Cell("strange{n}@nason.example", "email"),
            "name": Cell("Demo, Strange", "name"),
            "organisation": Cell("Nason"),
            "password": Cell("a dozen letters at least"),
        },
        of(Silo.CENTER, "from medport.app_user order by created_at desc"),
    ),
    "an account again": Form(
        EditDialog,
        ADMIN,
        account_again,
        {
            "edit_email": Cell("strange.again{n}@nason.example", "email"),
            "edit_name": Cell("Demo, Strange Again", "name"),
            "edit_organisation": Cell("Nason"),
        },
        of(Silo.CENTER, "from medport.app_user order by updated_at desc"),
    ),
    "a hospital": Form(
        OrganisationDialog,
        ADMIN,
        lambda place: place.opened("organisation_dialog", NEW, page=HOSPITALS),
        {
            "organisation_name": Cell("Strange {n} demo hospital", "name"),
            "organisation_address": Cell("12 Elm St", "address"),
            "organisation_zip_code": Cell("16602", "zip_code", also=NUMBERS),
            "organisation_phone": Cell("814-555-0199", "phone"),
            "organisation_email": Cell("desk@strange.example", "email"),
        },
        of(Silo.CENTER, "from medport.hospital order by created_at desc"),
    ),
    "an agency": Form(
        OrganisationDialog,
        ADMIN,
        agency,
        {
            "organisation_name": Cell("Strange {n} demo EMS", "service_name"),
            "organisation_contact_name": Cell("Demo, Contact", "configuration->>'contact_name'"),
            "organisation_address": Cell("12 Elm St", "configuration->>'address'"),
            "organisation_zip_code": Cell("16602", "configuration->>'zip_code'"),
            "organisation_phone": Cell("814-555-0199", "configuration->>'phone'"),
            "organisation_email": Cell("desk@strange.example", "configuration->>'email'"),
        },
        of(Silo.CENTER, "from medport.service_registry order by created_at desc"),
    ),
    "a message": Form(
        BroadcastDialog,
        DISPATCHER,
        message_to_one,
        {"broadcast_recipient": Cell("Nason"), "broadcast_text": Cell("Roads are icy.", "text")},
        of(Silo.CENTER, "from medport.broadcast order by sent_at desc"),
    ),
    "a bid by phone": Form(
        BidDialog,
        DISPATCHER,
        bid,
        {
            "bid_amount": Cell("412.50", "bid_amount", amount, NUMBERS),
            "bid_estimated_pickup": Cell(
                "25", "round(extract(epoch from estimated_pickup - submitted_at) / 60)", number, NUMBERS
            ),
            "bid_estimated_arrival": Cell(
                "60", "round(extract(epoch from estimated_arrival - submitted_at) / 60)", number, NUMBERS
            ),
            "bid_special_notes": Cell("Two medics", "special_notes"),
        },
        of(Silo.EMS, "from medport.transport_bid order by submitted_at desc"),
        send=(KEY.Key_Return, NONE),
    ),
    "a note": Form(
        LineField,
        DISPATCHER,
        note,
        {"note": Cell("The daughter rides along", "text")},
        of(Silo.HOSPITAL, "from medport.trip_note order by created_at desc"),
        send=(KEY.Key_Return, NONE),
        is_kept=is_empty,
    ),
    "a handoff": Form(
        DraftPane,
        DISPATCHER,
        handoff,
        {
            "handoff_line_note": Cell(
                "Calls back",
                "(select l.note from medport.shift_handoff_trip l where l.handoff_id = h.id and l.note <> '')",
            ),
            "handoff_note": Cell("Quiet night", "note"),
        },
        of(Silo.CENTER, "from medport.shift_handoff h order by made_at desc"),
        is_kept=lambda draft: not draft.is_begun,  # type: ignore[attr-defined]
    ),
}

"""The gallery's pages: every part of the kit as it would stand in a window."""

from collections.abc import Callable

from PySide6.QtCore import QDateTime, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDateTimeEdit,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from medport_desktop.domain.enums import (
    CANCEL_REASONS,
    Mobility,
    Priority,
    Reason,
    TransportLevel,
    TripStatus,
    UnitStatus,
    UnitType,
)
from medport_desktop.gui.kit.board import BoardView
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.buttons import (
    DangerButton,
    IconButton,
    MenuButton,
    PrimaryButton,
    SecondaryButton,
)
from medport_desktop.gui.kit.controls.card import Card, ChoiceCard
from medport_desktop.gui.kit.controls.chips import Chip, FilterChips, ToggleChips, need_chips
from medport_desktop.gui.kit.controls.empty import EmptyState
from medport_desktop.gui.kit.controls.panel import Banner, Panel, Rule
from medport_desktop.gui.kit.controls.pills import LevelTag, PriorityMark, StatusMark
from medport_desktop.gui.kit.controls.segmented import SegmentedControl
from medport_desktop.gui.kit.controls.tabs import SubTabs
from medport_desktop.gui.kit.facts.key_value import KeyValueGrid
from medport_desktop.gui.kit.facts.milestones import MilestoneTrack, Step
from medport_desktop.gui.kit.facts.route import Place, RouteBlock
from medport_desktop.gui.kit.facts.vocabulary import trip_status_look, unit_status_look
from medport_desktop.gui.kit.forms.dialogs import AskDialog
from medport_desktop.gui.kit.forms.field import Field, SearchField
from medport_desktop.gui.kit.forms.password_field import PasswordField
from medport_desktop.gui.kit.forms.reason_dialog import ReasonDialog
from medport_desktop.gui.kit.forms.suggestions import Suggestion
from medport_desktop.gui.kit.forms.type_ahead import TypeAhead
from medport_desktop.gui.kit.shell.lights import Light
from medport_desktop.gui.kit.shell.shell import ConsoleShell
from medport_desktop.gui.kit.shell.shortcuts import ShortcutSheet
from medport_desktop.gui.kit.style.brand import Brand
from medport_desktop.gui.kit.style.text import SectionTitle, Text
from medport_desktop.gui.kit.style.tokens import Tone, Type
from tests.gui_kit.samples import NOW, minutes, sample_trips, status_group, trip_board

PLACES = [
    Suggestion(1, "UPMC Presbyterian", "Pittsburgh, PA · 97.4 mi"),
    Suggestion(2, "UPMC Presbyterian — ED", "Pittsburgh, PA · 97.4 mi"),
]


def _row(*widgets: QWidget, stretch: bool = False) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    for widget in widgets:
        row.addWidget(widget, 1 if stretch else 0)
    if not stretch:
        row.addStretch(1)
    return row


def entry_form() -> Panel:
    panel = Panel()
    panel.head("New trip", Text(None, text="Draft saved 14:31", tone=Tone.MUTED), type=Type.DISPLAY)
    body = panel.body
    body.addWidget(SectionTitle(panel, text="Patient"))
    weight = Field(panel, label="Weight", editor=QLineEdit("92 kg"), suffix="203 lb")
    mobility = SegmentedControl(options=[(m, m.label) for m in Mobility])
    mobility.set_value(Mobility.STRETCHER)
    born = Field(panel, label="Born", editor=QLineEdit("1951-13-08"), suffix="75 y")
    born.set_error("There is no month 13. Write the date as year-month-day.")
    body.addLayout(_row(Field(panel, label="MRN", editor=QLineEdit("40021877")), born, stretch=True))
    body.addLayout(_row(weight, Field(panel, label="Mobility", editor=mobility), stretch=True))
    body.addWidget(SectionTitle(panel, text="Route"))
    origin = QComboBox()
    origin.addItems(["Conemaugh Nason Medical Center", "UPMC Altoona"])
    body.addLayout(
        _row(
            Field(panel, label="From", editor=origin),
            Field(panel, label="Unit and room", editor=QLineEdit("ICU 4")),
            stretch=True,
        )
    )
    to = TypeAhead()
    to.setObjectName("to")
    to.set_source(lambda text: PLACES)
    to.set_free_text("Use “{}” as an address outside the network")
    body.addWidget(Field(panel, label="To", editor=to))
    body.addSpacing(96)
    body.addWidget(SectionTitle(panel, text="Transport"))
    level = SegmentedControl(options=[(v, v.label) for v in TransportLevel if v is not TransportLevel.OTHER])
    level.set_value(TransportLevel.CCT)
    priority = SegmentedControl(options=[(p, p.label) for p in Priority], tones={Priority.URGENT: Tone.RED})
    priority.set_value(Priority.URGENT)
    body.addLayout(
        _row(Field(panel, label="Level", editor=level), Field(panel, label="Priority", editor=priority), stretch=True)
    )
    needs = ToggleChips(options=need_chips())
    needs.set_values([chip.value for chip in need_chips()[1:4]])
    body.addWidget(Field(panel, label="Needs", editor=needs))
    estimate = Text(panel, text="97.4 mi · 1 h 52 · <b style='font-weight:600'>$1,150–1,240</b>", rich=True)
    send = PrimaryButton(panel, text="Send to agencies", key="Ctrl+Return")
    body.addStretch(1)
    last = _row(send, SecondaryButton(panel, text="Schedule for later…"))
    last.addWidget(estimate)
    body.addLayout(last)
    return panel


def unit_cards(panel: QWidget) -> QHBoxLayout:
    units = [
        ("M-21", UnitType.ALS, UnitStatus.AVAILABLE, "Station, Bedford", "free · shift ends 19:00"),
        ("M-22", UnitType.ALS, UnitStatus.COMMITTED, "T-1031 · In transit", "at destination in 0:14"),
        ("M-24", UnitType.CCT, UnitStatus.AVAILABLE, "Roaring Spring", "free · shift ends 07:00"),
        ("M-33", UnitType.BLS, UnitStatus.OUT_OF_SERVICE, "Garage", "brakes · back 16:00"),
        ("W-5", UnitType.WHEELCHAIR, UnitStatus.OFF_DUTY, "", "starts 15:00"),
    ]
    cards = []
    for title, kind, status, line, detail in units:
        card = Card(panel)
        card.set_unit(title=title, level=kind, look=unit_status_look(status), line=line, detail=detail)
        cards.append(card)
    cards[0].set_selected(True)
    return _row(*cards, stretch=True)


def bid_panel() -> Panel:
    panel = Panel()
    body = panel.body
    title = _row(Text(panel, text="T-1044", type=Type.DISPLAY), PriorityMark(panel, priority=Priority.HIGH))
    title.addWidget(LevelTag(panel, level=TransportLevel.ALS))
    body.addLayout(title)
    body.addWidget(Banner(panel, title="27 min past due, no bids", text="4 of 6 agencies declined: 3 no crew, 1 away."))
    route = RouteBlock(panel)
    route.set_route(Place("UPMC Bedford", "ED 7 · Everett 15537"), Place("Conemaugh Memorial", "Johnstown 15905"))
    body.addWidget(route)
    grid = KeyValueGrid(panel)
    grid.set_row("ready", "Ready", "14:20", note="12 min ago")
    grid.set_row("miles", "Loaded / empty", "39.8 mi / 2.1 mi")
    grid.set_row("needs", "Needs", "Cardiac monitor, oxygen")
    grid.set_row("patient", "Patient", "shown when awarded", tone=Tone.MUTED, icon="lock")
    grid.set_row("back", "Return trip", "T-1029 from UPMC Somerset, 34.8 mi away", tone=Tone.GREEN)
    body.addWidget(grid)
    body.addWidget(SectionTitle(panel, text="Your bid"))
    unit = QComboBox()
    unit.addItem("M-21 · ALS")
    amount = Field(panel, label="Amount", editor=QLineEdit("$412.00"), suffix="price sheet")
    body.addLayout(_row(amount, Field(panel, label="Unit", editor=unit), stretch=True))
    note = QLineEdit()
    note.setPlaceholderText("optional")
    body.addWidget(Field(panel, label="Note to the hospital", editor=note))
    body.addLayout(
        _row(PrimaryButton(panel, text="Bid $412.00", key="Return"), SecondaryButton(panel, text="Decline…"))
    )
    choice = ChoiceCard(
        panel, title="Blair demo Ambulance · A-7", value="9 min", text="closest ALS, ends its trip at 14:38"
    )
    choice.set_selected(True)
    body.addWidget(choice)
    body.addWidget(ChoiceCard(panel, title="Nittany demo EMS · A-1", value="24 min", text="free, shift ends 19:00"))
    track = MilestoneTrack(panel)
    steps = ("Requested", "Accepted", "En route", "On scene", "In transit", "Done")
    track.set_steps([Step(words, NOW - minutes(40 - 6 * i) if i < 3 else None) for i, words in enumerate(steps)])
    body.addWidget(track)
    body.addStretch(1)
    return panel


def board(grouped: bool = False) -> BoardView:
    view = BoardView()
    model = trip_board(sample_trips())
    model.setParent(view)
    if grouped:
        model.group_by(status_group)
        model.set_collapsed("With the patient", True)
    view.set_board(model)
    if grouped:
        view.horizontalHeader().setSectionHidden(2, False)
        view.horizontalHeader().setSectionHidden(5, True)
    view.select_key("T-1044")
    return view


def shell(grouped: bool = False) -> QWidget:
    window = ConsoleShell(title="MedPort")
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(16, 9, 16, 12)
    column.setSpacing(8)
    levels = FilterChips(page, options=[Chip(v, v.label) for v in TransportLevel], all_word="All")
    levels.set_values([TransportLevel.BLS, TransportLevel.ALS])
    rule = Rule(page, vertical=True)
    rule.setFixedHeight(18)
    strip = _row(
        levels,
        rule,
        MenuButton(page, before="Within", value="100 mi", after="of station", menu=QMenu(page)),
        MenuButton(page, before="Priority", value="any"),
        SearchField(page, placeholder="Filter by place, trip, need"),
    )
    strip.addWidget(IconButton(page, icon="columns-3", tip="Columns"))
    strip.addWidget(IconButton(page, icon="download", tip="Export"))
    column.addLayout(strip)
    middle = QHBoxLayout()
    middle.setSpacing(12)
    left = Panel(page, flush=True)
    left.body.addWidget(board(grouped), 1)
    left.body.addWidget(Rule(left))
    units = QVBoxLayout()
    units.setContentsMargins(14, 12, 14, 14)
    units.setSpacing(8)
    units.addWidget(SectionTitle(left, text="Units", hint="drag a trip onto a unit, or press U"))
    units.addLayout(unit_cards(left))
    left.body.addLayout(units)
    right = bid_panel()
    right.setFixedWidth(376)
    middle.addWidget(left, 1)
    middle.addWidget(right)
    column.addLayout(middle, 1)
    window.add_page(page, "Board", count=10)
    for title, count in (("Bids", 3), ("Active", 5), ("Units", 9)):
        window.add_page(QWidget(), title, count=count)
    window.add_top_action(make_action(window, "Mute", "Ctrl+M", icon="volume-x"))
    window.add_top_action(make_action(window, "Print", "Ctrl+P", icon="printer"))
    window.enable_theme_toggle()
    window.set_command_source(lambda text: [], lambda choice: None)
    window.set_who("Bedford demo EMS")
    for name in ("Hospital", "EMS", "Center"):
        window.lights.set_state(name, Light.LIVE)
    if grouped:
        window.lights.set_state("Hospital", Light.STALE, NOW - minutes(1))
        window.lights.set_state("Center", Light.AWAY, NOW - minutes(90))
        window.messages.error("The bid on T-1044 was not sent: the trip was taken a moment ago.", details="ref 7F3A")
        QTimer.singleShot(0, window.messages.toggle_history)
    else:
        window.messages.info("T-1047 is new on the board", action=QAction("Undo", window))
    window.resize(1600, 940)
    return window


def controls() -> QWidget:
    page = Panel()
    body = page.body
    busy = PrimaryButton(page, text="Send to agencies", key="Ctrl+Return")
    busy.set_busy(True)
    off = SecondaryButton(page, text="Disabled")
    off.setEnabled(False)
    body.addLayout(
        _row(
            PrimaryButton(page, text="Sign in", key="Return"),
            SecondaryButton(page, text="Schedule for later…"),
            DangerButton(page, text="Cancel trip", key="Ctrl+Return"),
            busy,
            off,
            QPushButton("Plain button", page),
            IconButton(page, icon="printer", tip="Print"),
        )
    )
    body.addLayout(
        _row(
            *[PriorityMark(page, priority=p) for p in Priority],
            *[LevelTag(page, level=v) for v in TransportLevel],
        )
    )
    body.addLayout(_row(*[StatusMark(page, look=trip_status_look(s)) for s in TripStatus]))
    tabs = SubTabs(page)
    for title, count in (("Bids", 3), ("Notes", None), ("Milestones", None), ("History", None)):
        tabs.add(title, count)
    views = FilterChips(page, options=[Chip(w, w) for w in ("Open", "Late", "No bids", "Scheduled")], exclusive=True)
    body.addLayout(_row(Brand(page), tabs, views))
    check, radio = QCheckBox("Keep me signed in", page), QRadioButton("Bed lost", page)
    check.setChecked(True)
    radio.setChecked(True)
    body.addLayout(_row(check, QCheckBox("Not checked", page), radio, QRadioButton("Duplicate", page)))
    grid = QGridLayout()
    spin = QSpinBox()
    spin.setSuffix(" min")
    when = QDateTimeEdit(QDateTime(2026, 11, 23, 14, 32, 0))
    when.setCalendarPopup(True)
    password = PasswordField()
    password.setText("correct horse")
    secret = Field(page, label="Password", editor=password)
    secret.set_error("That password is not right for this e-mail.")
    disabled = QLineEdit("read only")
    disabled.setReadOnly(True)
    for i, (label, editor) in enumerate(
        (("Minutes", spin), ("At", when), ("Read only", disabled), ("Note", QPlainTextEdit("A note\nof two lines")))
    ):
        grid.addWidget(Field(page, label=label, editor=editor), 0, i)
    grid.addWidget(secret, 1, 0, 1, 2)
    body.addLayout(grid)
    bar = QProgressBar(page)
    bar.setRange(0, 100)
    bar.setValue(40)
    bar.setTextVisible(False)
    body.addWidget(bar)
    body.addWidget(Banner(page, tone=Tone.AMBER, title="Hospital data is 2 min old", text="Reconnecting."))
    body.addWidget(Banner(page, tone=Tone.ACCENT, title="", text="Offers start at 05:30."))
    empty = EmptyState(
        page,
        sentence="No trips are waiting.",
        hint="New ones appear here by themselves.",
        action=make_action(page, "New trip", "Ctrl+N"),
    )
    body.addWidget(empty, 1)
    page.resize(1100, 760)
    return page


def form() -> QWidget:
    panel = entry_form()
    panel.resize(620, 870)
    panel.show()
    edit = panel.findChild(TypeAhead, "to")
    assert edit is not None
    panel.activateWindow()
    QApplication.processEvents()
    edit.setFocus()
    edit.setText("UPMC Pres")
    edit.textEdited.emit("UPMC Pres")
    return panel


def reason() -> QWidget:
    return ReasonDialog(
        title="Cancel T-1044?",
        sentence="The agencies are told at once, and the bid of Juniata demo EMS is closed.",
        reasons=[(code, code.label) for code in CANCEL_REASONS],
        action="Cancel trip",
        note_needed={Reason.OTHER},
    )


def ask() -> QWidget:
    return AskDialog(
        title="Leave this trip unsent?",
        sentence="What you typed is kept as a draft for this shift.",
        yes="Discard",
        no="Keep editing",
        danger=True,
    )


def keys() -> QWidget:
    window = ConsoleShell(title="MedPort")
    page = QWidget()
    for text, key in (("Award the bid", "Return"), ("Copy trip", "Ctrl+D"), ("Cancel trip…", "Ctrl+Backspace")):
        make_action(page, text, key, group="Trip")
    window.add_page(page, "Trips")
    window.enable_theme_toggle()
    return ShortcutSheet(actions=window.keyed_actions())


PAGES: dict[str, Callable[[], QWidget]] = {
    "shell": shell,
    "shell-grouped": lambda: shell(grouped=True),
    "form": form,
    "controls": controls,
    "reason": reason,
    "ask": ask,
    "keys": keys,
}

"""The page of shift handoffs: leaving a sheet, reading and taking over one, and those of before."""

from collections.abc import Callable, Hashable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSizePolicy, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from medport_desktop.domain.center.handoff import Handoff, NewHandoff
from medport_desktop.gui.center.feed import Feed
from medport_desktop.gui.center.handoff.handoff_columns import history_columns
from medport_desktop.gui.center.handoff.handoff_draft import DraftPane
from medport_desktop.gui.center.handoff.handoff_feed import HandoffFeed, newest_first
from medport_desktop.gui.center.handoff.handoff_reading import SheetPane
from medport_desktop.gui.kit.board import BoardModel, BoardView
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.buttons import ActionButton, IconButton, PrimaryButton
from medport_desktop.gui.kit.controls.empty import EmptyState
from medport_desktop.gui.kit.controls.panel import Panel
from medport_desktop.gui.kit.forms.dialogs import AskDialog
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.shared.print import HandoffPrinting
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.live_rows import Delta
from medport_desktop.runtime.operation import Operation, Writes
from medport_desktop.services.center.handoffs import Handoffs

GROUP = "Shift handoff"
HISTORY_WIDTH = 320
_NOTHING, _DRAFT, _SHEET = range(3)


class HandoffPage(QWidget):
    """`asked` wants the page in view: somebody began a handoff from elsewhere in the window."""

    asked = Signal()

    def __init__(
        self, scope: QWidget, runtime: Runtime, handoffs: Handoffs, feed: Feed, parent: QWidget | None = None
    ) -> None:
        """`scope` is the window, in all of which a handoff can be begun."""
        super().__init__(parent)
        self.setObjectName("handoff_page")
        self._runtime = runtime
        self._service = handoffs
        self._writes = Writes()
        self._just_left: UUID | None = None
        self.feed = HandoffFeed(runtime, handoffs, self)
        self.draft = DraftPane(feed, self)
        self.sheet = SheetPane(feed, handoffs.person.id, self)
        self.history: BoardModel[Handoff] = BoardModel(
            history_columns(), key=lambda h: h.id, order=newest_first, parent=self
        )
        self.begin = make_action(
            scope, "Hand over the shift…", "F4", self.begin_draft, icon="clipboard-list", group=GROUP
        )
        self.begin.setObjectName("begin_handoff")
        self._make_actions()
        self._lay_out(feed)
        self.draft.sent.connect(self._send)
        self.draft.discarded.connect(self.ask_discard)
        self.sheet.row_changed.connect(self._settle)
        self.sheet.opened.connect(self.acknowledge.trigger)
        self.feed.changed.connect(self._take_handoffs)
        self._settle()
        self.feed.subscription.refresh()

    # -- set up -----------------------------------------------------------------------------------------
    def _make_actions(self) -> None:
        board = (
            self.sheet.board
        )  # Space writes in a field and presses a button: here it acknowledges, on the board alone
        self.acknowledge = make_action(board, "Acknowledge", "Space", self._acknowledge, icon="check", group=GROUP)
        self.acknowledge_all = make_action(
            self.sheet, "Acknowledge all trips", "Ctrl+Space", self._acknowledge_all, icon="check", group=GROUP
        )
        self.put_back = make_action(board, "Put back", "Backspace", self._put_back, icon="undo-2", group=GROUP)
        self.take_over = make_action(self.sheet, "Take the shift over", "Ctrl+Return", self._take_over, group=GROUP)
        self.withdraw = make_action(self.sheet, "Withdraw…", "Ctrl+Del", self._ask_withdraw, group=GROUP)
        self.send = make_action(
            self.draft, "Leave it for the next dispatcher", "Ctrl+Return", self.draft.send_now, group=GROUP
        )
        self.discard = make_action(self.draft.board, "Discard the draft", "Esc", self.ask_discard, group=GROUP)
        make_action(self, "Read everything again", "F5", self.feed.subscription.refresh, group=GROUP)
        for action, name in (
            (self.acknowledge, "acknowledge_trip"),
            (self.acknowledge_all, "acknowledge_all_trips"),
            (self.put_back, "put_back_trip"),
            (self.take_over, "take_over_shift"),
            (self.withdraw, "withdraw_handoff"),
        ):
            action.setObjectName(name)

    def _lay_out(self, feed: Feed) -> None:
        self.prints = HandoffPrinting(self, self._runtime, self._service.person, lambda: self.sheet.handoff)
        foot = self.sheet.foot
        self._buttons: dict[QAction, QWidget] = {
            self.acknowledge: ActionButton(self.sheet, action=self.acknowledge),
            self.acknowledge_all: ActionButton(self.sheet, action=self.acknowledge_all),
            self.put_back: IconButton(self.sheet, action=self.put_back),
            self.withdraw: ActionButton(self.sheet, action=self.withdraw),
        }
        for action, button in self._buttons.items():
            button.setObjectName(f"{action.objectName()}_button")
            foot.addWidget(button)
        between = QWidget(self.sheet)
        between.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        foot.addWidget(between)
        foot.addWidget(IconButton(self.sheet, action=self.prints.print))
        foot.addWidget(IconButton(self.sheet, action=self.prints.save))
        self._take_button = PrimaryButton(self.sheet, text="Take over", key="Ctrl+Return")
        self._take_button.setObjectName("take_over")
        self._take_button.clicked.connect(self.take_over.trigger)
        foot.addWidget(self._take_button)
        self._stack = QStackedWidget(self)
        hint = "F4 makes a sheet of every open trip for the next dispatcher, who reads it here and takes over."
        for part in (
            EmptyState(icon="clipboard-list", sentence="No shift is being handed over.", hint=hint, action=self.begin),
            self.draft,
            self.sheet,
        ):
            self._stack.addWidget(part)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setObjectName("handoff_split")
        split.setChildrenCollapsible(False)
        split.addWidget(self._stack)
        split.addWidget(self._history_panel())
        split.setStretchFactor(0, 1)
        split.setSizes([10_000, theme().px(HISTORY_WIDTH)])
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(split)

    def _history_panel(self) -> Panel:
        panel = Panel(self, flush=True)
        begin = IconButton(panel, action=self.begin)
        panel.head("Handoffs", begin)
        self.past = BoardView(self)
        self.past.setObjectName("handoffs")
        self.past.setAccessibleName("Handoffs")
        self.past.set_board(self.history)
        self.past.set_empty(EmptyState(icon="clipboard-list", sentence="None yet."))
        self.past.current_changed.connect(self._chosen)
        self.past.opened.connect(lambda _key: self.sheet.board.setFocus(Qt.FocusReason.OtherFocusReason))
        panel.body.addWidget(self.past, 1)
        return panel

    # -- what the window asks ---------------------------------------------------------------------------
    @Slot()
    def begin_draft(self) -> None:
        """Begin a handoff, or go on with the one that was begun; one that is open must end first."""
        open_one = self.feed.open_one()
        self.asked.emit()
        if open_one is not None:
            self.show_handoff(open_one.id)
            words = "Take it over, or withdraw it, before the next is made."
            self._runtime.messages.warn(f"{open_one.made_by} has left a handoff that is still open.", words)
            return
        self._runtime.tasks.run(
            self._service.successors, then=self.draft.set_successors, owner=self, key=(id(self), "successors")
        )
        self._stack.setCurrentIndex(_DRAFT)
        self.draft.begin()
        self._settle()

    def show_handoff(self, handoff_id: UUID) -> None:
        """Bring a handoff into view."""
        self.past.select_key(handoff_id)
        self._look_at(handoff_id)
        self.sheet.board.setFocus(Qt.FocusReason.OtherFocusReason)

    def to_read(self) -> int | None:
        """How many trips of the open handoff nobody has acknowledged; None without one."""
        open_one = self.feed.open_one()
        return len(open_one.lines) - open_one.acknowledged() if open_one is not None else None

    @Slot()
    def ask_discard(self, then: Callable[[], object] | None = None) -> None:
        """Throw the draft away, after a question where something was typed; `then` once it is gone."""

        def gone(yes: bool) -> None:
            if yes:
                self.draft.end()
                self._show_newest()
                if then is not None:
                    then()

        if not self.draft.is_changed:
            gone(yes=True)
            return
        ask = AskDialog(
            self.window(),
            title="Discard this handoff?",
            sentence="Your notes have not been left for anybody.",
            yes="Discard",
            no="Keep writing",
            danger=True,
        )
        ask.setObjectName("discard_handoff_dialog")
        ask.answered.connect(gone)
        ask.open()

    # -- facts ------------------------------------------------------------------------------------------
    @Slot(object)
    def _take_handoffs(self, delta: Delta[Handoff]) -> None:
        self.history.update_rows(delta.fresh, [handoff.id for handoff in delta.removed])
        shown = self.sheet.handoff
        fresh = self.feed.get(shown.id) if shown is not None else None
        if fresh is not None:
            self.sheet.show_handoff(fresh)
        if self._just_left is not None and self.feed.get(self._just_left) is not None:
            self._just_left = None
            self._show_newest()
        elif self._stack.currentIndex() == _NOTHING or not self.isVisible():  # else somebody reads what is there
            self._show_newest()
        self._settle()

    def _show_newest(self) -> None:
        """The open handoff, else the latest, else none; while a draft is written it stays in view."""
        if self.draft.is_begun:
            self._stack.setCurrentIndex(_DRAFT)
            return
        newest = self.feed.open_one() or next(iter(self.feed.all()), None)
        if newest is None:
            self._stack.setCurrentIndex(_NOTHING)
        else:
            self.past.select_key(newest.id)
            self._look_at(newest.id)

    @Slot(object)
    def _chosen(self, key: Hashable | None) -> None:
        if isinstance(key, UUID):
            self._look_at(key)

    def _look_at(self, handoff_id: UUID) -> None:
        handoff = self.feed.get(handoff_id)
        if handoff is not None:
            self.sheet.show_handoff(handoff)
            self._stack.setCurrentIndex(_SHEET)
            self._settle()

    @Slot()
    def _settle(self) -> None:
        """Enable what this person may do with what is in view; the databases judge again."""
        me, handoff, row = self._service.person, self.sheet.handoff, self.sheet.line_in_view()
        reading = self._stack.currentIndex() == _SHEET and handoff is not None and handoff.is_open
        mine = handoff is not None and handoff.made_by_id == me.id
        taking = reading and not mine
        read = row is not None and row.line.acknowledged_by_id == me.id
        for action, shown, enabled in (
            (self.acknowledge, taking, row is not None and not read),
            (self.acknowledge_all, taking, self.sheet.is_seen and bool(self.sheet.unread())),
            (self.put_back, taking, read),
            (self.take_over, taking, handoff is not None and handoff.acknowledged(me.id) == len(handoff.lines)),
            (self.withdraw, reading and (mine or me.is_manager), True),
        ):
            action.setVisible(shown)
            action.setEnabled(shown and enabled)
            if action in self._buttons:
                self._buttons[action].setVisible(shown)
        self._take_button.setVisible(taking)
        self._take_button.setEnabled(self.take_over.isEnabled())
        rest = len(self.sheet.unread()) if taking else 0
        words = {0: "Acknowledge all trips", 1: "Acknowledge 1 trip"}.get(rest, f"Acknowledge {rest} trips")
        seen = "" if self.sheet.is_seen else ": possible once you have looked down to the end of the sheet"
        self.acknowledge_all.setText(words)
        self.acknowledge_all.setToolTip(f"{words}{seen} (Ctrl Space)")
        self._take_button.setToolTip("Possible once you have acknowledged every trip (Ctrl Enter)")
        for printing in self.prints.actions():
            printing.setEnabled(self._stack.currentIndex() == _SHEET)

    # -- acting -----------------------------------------------------------------------------------------
    def _acknowledge(self) -> None:
        handoff, row = self.sheet.handoff, self.sheet.line_in_view()
        if handoff is None or row is None:
            return
        trip_id = row.line.trip_id
        self._mark(handoff, [trip_id], read=True)
        self.sheet.to_next(trip_id)

    def _acknowledge_all(self) -> None:
        if (handoff := self.sheet.handoff) is not None:
            trip_ids = self.sheet.unread()
            many = "1 trip" if len(trip_ids) == 1 else f"{len(trip_ids)} trips"
            self._mark(handoff, trip_ids, read=True, told=f"You have acknowledged {many} of the handoff.")

    def _put_back(self) -> None:
        handoff, row = self.sheet.handoff, self.sheet.line_in_view()
        if handoff is not None and row is not None:
            self._mark(handoff, [row.line.trip_id], read=False)

    def _mark(self, handoff: Handoff, trip_ids: list[UUID], *, read: bool, told: str = "") -> None:
        call = partial(self._service.stores.handoffs.acknowledge, handoff.id, trip_ids, read)
        self._do(("lines", *trip_ids), call, told)

    def _take_over(self) -> None:
        if (handoff := self.sheet.handoff) is not None:
            told = f"You have taken the shift over from {handoff.made_by}."
            self._do(("end", handoff.id), partial(self._service.stores.handoffs.take_over, handoff.id), told)

    def _ask_withdraw(self) -> None:
        if (handoff := self.sheet.handoff) is None:
            return
        ask = AskDialog(
            self.window(),
            title="Withdraw this handoff?",
            sentence="Nobody can take it over any more; the list keeps it. You can make another then.",
            yes="Withdraw",
            no="Leave it open",
            danger=True,
        )
        ask.setObjectName("withdraw_handoff_dialog")
        call = partial(self._service.stores.handoffs.withdraw, handoff.id)
        ask.answered.connect(
            lambda yes: self._do(("end", handoff.id), call, "The handoff was withdrawn.") if yes else None
        )
        ask.open()

    def _do(self, about: Hashable, call: Callable[[], None], told: str = "") -> None:
        """Once: the same asked for again while it is under way is a slip of the finger."""
        Operation(call, owner=self, writes=self._writes, about=about, told=told).run(self._runtime)

    @Slot(object, object)
    def _send(self, handoff_id: UUID, new: NewHandoff) -> None:
        def sent(_result: None) -> None:
            self.draft.end()
            self._just_left = handoff_id
            self.feed.subscription.refresh()
            self._show_newest()

        Operation(
            partial(self._service.make, handoff_id, new),
            owner=self.draft,
            busy=self.draft.send.set_busy,
            told="The handoff is open.",
            hint="Here you see what the next dispatcher has acknowledged.",
            then=sent,
            refused=self.draft.tell,
        ).run(self._runtime)

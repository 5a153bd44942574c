"""Beside the units: what is planned for the current one, and what it did."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from medport_desktop.domain.agencies import Unit
from medport_desktop.domain.unit_plans import PlanKind, PlanState, UnitPast, UnitPlan, UnitRecord
from medport_desktop.gui.agency.agency_feed import PLANS, UNITS, AgencyFeed
from medport_desktop.gui.agency.units.unit_columns import past_columns, plan_columns, plan_when
from medport_desktop.gui.agency.units.unit_status import GROUP
from medport_desktop.gui.kit.board import BoardModel, BoardView
from medport_desktop.gui.kit.board.menus import give_menu
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.buttons import ActionButton
from medport_desktop.gui.kit.controls.empty import EmptyState
from medport_desktop.gui.kit.controls.flow import FlowLayout
from medport_desktop.gui.kit.controls.pills import LevelTag, StatusMark
from medport_desktop.gui.kit.facts.duty import duty_words, place_words, unit_look
from medport_desktop.gui.kit.forms.dialogs import AskDialog
from medport_desktop.gui.kit.style.text import SectionTitle, Text
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.tokens import Tone, Type
from medport_desktop.runtime.changes import Changes
from medport_desktop.runtime.operation import Operation

Answer = tuple[UUID | None, UnitRecord]


class UnitPanel(QWidget):
    """Plans above, history below. F2 changes the plan that is marked, Del ends it or takes it back. `left` is Esc in
    either list."""

    left = Signal()

    def __init__(self, feed: AgencyFeed, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._feed = feed
        self._unit: Unit | None = None
        self.plans: BoardModel[UnitPlan] = BoardModel(plan_columns(), key=lambda plan: plan.id, parent=self)
        self.past: BoardModel[UnitPast] = BoardModel(past_columns(), key=lambda past: past.id, parent=self)
        self.plans.sort_by("when")
        self.past.sort_by("since", descending=True)
        self.plan_view = self._view(
            self.plans, "unit_plans", "Plans", "Nothing is planned", "S plans a shift, B a break."
        )
        self.past_view = self._view(self.past, "unit_past", "History", "No history yet", "It writes itself.")
        self.change = make_action(self.plan_view, "Change it…", "F2", self._change, group=GROUP)
        self.change.setObjectName("change_plan")
        self.end = make_action(self.plan_view, "End or take back…", "Del", self._ask_end, group=GROUP)
        self.end.setObjectName("end_plan")
        for view in (self.plan_view, self.past_view):
            make_action(view, "Back to the units", "Esc", self.left.emit, group=GROUP)
        self._lay_out()
        self.plan_view.current_changed.connect(self._enable)
        self.plan_view.opened.connect(lambda _key: self._change())
        give_menu(self.plan_view, lambda: [self.change, self.end], name="plan_menu")
        self._subscription = feed.runtime.changes.subscribe(self, [UNITS, PLANS], self._read, self._apply)
        feed.subscriptions.append(self._subscription)
        feed.facts_changed.connect(self._follow)
        self._enable()

    def _view(
        self, model: BoardModel[UnitPlan] | BoardModel[UnitPast], name: str, title: str, *empty: str
    ) -> BoardView:
        view = BoardView(self)
        view.setObjectName(name)
        view.setAccessibleName(f"{title} of the unit")
        view.set_board(model)
        view.setMinimumHeight(theme().px(40))
        view.set_empty(EmptyState(icon="inbox", sentence=empty[0], hint=empty[1]))
        return view

    def _lay_out(self) -> None:
        self._number = Text(self, type=Type.DISPLAY)
        self._level, self._mark = LevelTag(self), StatusMark(self)
        self._duty = Text(self, tone=Tone.MUTED, wrap=True)
        head = QHBoxLayout()
        head.setSpacing(theme().px(10))
        for part in (self._number, self._level, self._mark):
            head.addWidget(part)
        head.addStretch(1)
        line = QWidget(self)
        plans = FlowLayout(line)
        title = SectionTitle(line, text="Plans", hint="P goes here")
        title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        plans.addWidget(title)
        for action in (self.change, self.end):
            button = ActionButton(line, action=action)
            button.setObjectName(f"{action.objectName()}_button")
            plans.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(8))
        column.addLayout(head)
        column.addWidget(self._duty)
        column.addWidget(line)
        column.addWidget(self.plan_view, 2)
        column.addWidget(SectionTitle(self, text="History", hint="newest first"))
        column.addWidget(self.past_view, 3)

    # -- what is shown ----------------------------------------------------------------------------------
    def show_unit(self, unit: Unit | None) -> None:
        """Show another unit, or the same one with new facts."""
        is_other = (unit.id if unit else None) != (self._unit.id if self._unit else None)
        self._unit = unit
        if unit is not None:
            self._number.setText(unit.unit_number)
            self._level.set_level(unit.type)
            self._mark.set_look(unit_look(unit))
            words = " · ".join(part for part in (duty_words(unit), place_words(unit)) if part)
            self._duty.setText(words[:1].upper() + words[1:])
            self._duty.setVisible(bool(words))
        if is_other:
            self.plans.apply([], glow=False)
            self.past.apply([], glow=False)
            self._subscription.refresh()

    @Slot()
    def _follow(self) -> None:
        if self._unit is not None:
            self.show_unit(self._feed.unit(self._unit.id))

    def _read(self, _changes: Changes) -> Callable[[], Answer]:
        unit, read = self._unit, self._feed.service.stores.fleet.record
        if unit is None:
            return lambda: (None, UnitRecord())
        unit_id = unit.id
        return lambda: (unit_id, read(unit_id))

    def _apply(self, answer: Answer) -> None:
        unit_id, record = answer
        if unit_id == (self._unit.id if self._unit else None):
            self.plans.apply(record.plans, glow=False)
            self.past.apply(record.past, glow=False)
            self._enable()

    def focus_plans(self) -> None:
        """Bring the keys to the plans; the first one is marked."""
        if self.plan_view.current_key() is None and self.plans.rows():
            self.plan_view.select_key(self.plans.rows()[0].id)
        self.plan_view.setFocus()

    # -- changing and ending a plan ---------------------------------------------------------------------
    def _plan(self) -> UnitPlan | None:
        plan = self.plan_view.current_row()
        return plan if isinstance(plan, UnitPlan) else None

    @Slot()
    def _enable(self) -> None:
        plan = self._plan()
        self.change.setEnabled(plan is not None)
        self.end.setEnabled(plan is not None)
        runs = plan is not None and plan.state is PlanState.ACTIVE
        self.end.setText("End it now…" if runs else "Take it back…")

    def _change(self) -> None:
        plan, unit = self._plan(), self._unit
        if plan is not None and unit is not None:
            self._feed.unit_work.change_plan(plan, unit, self.window())

    def _ask_end(self) -> None:
        plan, unit = self._plan(), self._unit
        if plan is None or unit is None:
            return
        runs = plan.state is PlanState.ACTIVE
        what = f"{plan.kind.label.lower()} {plan_when(plan)}"
        after = "off duty" if plan.kind is PlanKind.SHIFT else "back in service"
        dialog = AskDialog(
            self.window(),
            title=f"{'End' if runs else 'Take back'} the {what}?",
            sentence=f"{unit.unit_number} is {after} at once." if runs else f"{unit.unit_number} works on.",
            yes="End it" if runs else "Take it back",
            no="Go back",
        )
        dialog.setObjectName("end_plan_dialog")
        dialog.answered.connect(lambda yes: self._end(plan, unit) if yes else None)
        dialog.open()

    def _end(self, plan: UnitPlan, unit: Unit) -> None:
        feed = self._feed
        done = "has ended" if plan.state is PlanState.ACTIVE else "is taken back"
        told = f"{unit.unit_number}: the {plan.kind.label.lower()} {done}"
        Operation(partial(feed.service.stores.fleet.end_plan, plan.id), owner=self, told=told).run(feed.runtime)

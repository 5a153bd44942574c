"""A manager's form on a page of its own: saved or taken back as a whole, and never lost by a slip."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from medport_desktop.domain.errors import InvalidForm, MedPortError
from medport_desktop.gui.agency.agency_feed import AgencyFeed
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.buttons import ActionButton, PrimaryButton
from medport_desktop.gui.kit.controls.panel import Banner, Panel
from medport_desktop.gui.kit.forms.dialogs import AskDialog
from medport_desktop.gui.kit.forms.field import Field, LineField
from medport_desktop.gui.kit.forms.form_dialog import point_out
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.tokens import Tone
from medport_desktop.runtime.operation import Operation

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
GROUP = "Agency"
WIDE = 860

T = TypeVar("T")


class OfficePage(QWidget):
    """Lines by name, each following what the database says until a person types in it.

    A subclass lays its fields out in `body`, says how it is saved by `finish()`, and what the database holds by
    `follow()`.
    """

    changed = Signal()
    TITLE = ""
    NOTE = ""

    def __init__(self, feed: AgencyFeed, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._feed = feed
        self.lines: dict[str, LineField] = {}
        self.fields: dict[str, Field] = {}
        self._kept: dict[str, str] = {}
        self._is_saving = False
        self.save = make_action(self, "Save", "Ctrl+S", self._send, group=GROUP)
        self.undo = make_action(self, "Take back what was typed", "Ctrl+Backspace", self._ask_undo, group=GROUP)
        make_action(self, "Read everything again", "F5", feed.refresh, group=GROUP)
        self._problem = Banner(self, tone=Tone.RED)
        self._problem.hide()
        self._panel = Panel(self)
        self._save_button = PrimaryButton(self, text="Save", key="Ctrl+S")
        self._save_button.setObjectName(f"save_{name}")
        self._save_button.clicked.connect(self.save.trigger)
        undo = ActionButton(self, action=self.undo)
        undo.setObjectName(f"undo_{name}")
        self._panel.head(self.TITLE, undo, self._save_button)
        self._panel.body.addWidget(Text(self, text=self.NOTE, tone=Tone.MUTED, wrap=True))
        self.body = QVBoxLayout()
        self.body.setSpacing(theme().px(10))
        self._panel.body.addLayout(self.body)
        self._panel.body.addWidget(self._problem)
        self._lay_out()
        theme().changed.connect(self._fit)
        self._fit()

    def _lay_out(self) -> None:
        inner = QWidget(self)
        row = QHBoxLayout(inner)
        row.setContentsMargins(16, 12, 16, 12)
        row.addWidget(self._panel, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        self._area = area
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)

    @Slot()
    def _fit(self) -> None:
        self._panel.setFixedWidth(theme().px(WIDE))

    def add_line(self, name: str, label: str, *, placeholder: str = "") -> LineField:
        """Make a line of that name; the subclass puts it somewhere."""
        field = LineField(self, label=label, placeholder=placeholder)
        field.edit.setObjectName(f"{self.objectName()}_{name}")
        field.edit.textChanged.connect(field.clear_error)
        field.edit.textChanged.connect(self.settle)
        self.lines[name] = self.fields[name] = field
        return field

    def finish(self, *, read: Callable[[], T], save: Callable[[T], object]) -> None:
        """`read` gives what is entered, or raises InvalidForm; `save` passes it on to `write`."""
        self._read_form: Callable[[], Any] = read
        self._pass_on: Callable[[Any], object] = save

    # -- facts ------------------------------------------------------------------------------------------
    def follow(self, kept: Mapping[str, str]) -> None:
        """The database says this of each line: lines in which nobody has typed follow."""
        for name, text in kept.items():
            line = self.lines[name]
            if line.text() == self._kept.get(name, ""):
                line.set_text(text)
        self._kept = dict(kept)
        self.settle()

    def is_changed(self) -> bool:
        """Whether something is typed that is not kept."""
        return any(line.text().strip() != self._kept.get(name, "") for name, line in self.lines.items())

    @Slot()
    def settle(self) -> None:
        """Enable what can be done now."""
        is_changed = self.is_changed() and not self._is_saving
        self.save.setEnabled(is_changed)
        self.undo.setEnabled(is_changed)
        if not is_changed and self._save_button.hasFocus():
            self.focus_first()  # else Qt would choose where the next key goes
        self._save_button.setEnabled(is_changed)
        self.changed.emit()

    def take_back(self) -> None:
        """Show what is kept again."""
        for name, line in self.lines.items():
            line.set_text(self._kept.get(name, ""))
        self._problem.hide()
        self.settle()

    def focus_first(self) -> None:
        """Bring the cursor to the first line."""
        next(iter(self.lines.values())).edit.setFocus()

    # -- saving -----------------------------------------------------------------------------------------
    def _send(self) -> None:
        if not self.save.isEnabled():
            return
        self._problem.hide()
        for field in self.fields.values():
            field.clear_error()
        try:
            entered = self._read_form()
        except InvalidForm as error:
            self.tell(error)
            return
        self._pass_on(entered)

    def write(
        self, call: Callable[[], None], told: str, texts: Mapping[str, str], then: Callable[[], object] | None = None
    ) -> None:
        """Save by that call: then the lines read `texts`, and `told` is said."""

        def saved(_none: None) -> None:
            for name, text in texts.items():
                self.lines[name].set_text(text)
            self._kept = {name: line.text().strip() for name, line in self.lines.items()}
            self.settle()
            if then is not None:
                then()

        Operation(call, owner=self, busy=self._set_saving, told=told, then=saved, refused=self.tell).run(
            self._feed.runtime
        )

    def _set_saving(self, saving: bool) -> None:
        self._is_saving = saving
        self.settle()
        self._save_button.set_busy(saving, "Saving…")
        self.settle()

    def tell(self, error: MedPortError) -> None:
        """It was not kept: say why at its field; what was typed stays."""
        first = point_out(error, self.fields, self._problem)
        if first is not None:
            self._area.ensureWidgetVisible(first)

    def _ask_undo(self) -> None:
        dialog = AskDialog(
            self.window(),
            title="Take back what was typed?",
            sentence="The page shows again what is kept.",
            yes="Take it back",
            no="Keep editing",
            danger=True,
        )
        dialog.setObjectName("ask_take_back")
        dialog.answered.connect(lambda yes: self.take_back() if yes else None)
        dialog.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_changed():
            self._ask_undo()
        elif event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._send()
        elif event.key() in _ENTER and isinstance(self.focusWidget(), QLineEdit):
            self.focusNextChild()  # Enter goes on to the next line
        else:
            super().keyPressEvent(event)

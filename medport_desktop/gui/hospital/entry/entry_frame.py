"""What the entry panel looks like: the form under its title, what became of it, the buttons and the estimate."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from medport_desktop.gui.hospital.entry.form_area import FormArea
from medport_desktop.gui.hospital.entry.trip_form import TripForm
from medport_desktop.gui.kit.controls.actions import action_tip, make_action
from medport_desktop.gui.kit.controls.buttons import PrimaryButton, SecondaryButton
from medport_desktop.gui.kit.controls.panel import Banner, Panel
from medport_desktop.gui.kit.style.labels import label
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.tokens import Tone, Type

GROUP = "New trip"
SEND_KEY = "Ctrl+Return"
SHOW_KEY = "Ctrl+G"


class EntryFrame(Panel):
    """The parts and their words; knows nothing of sending. `open_trip_asked` carries a trip that the patient has
    already, which the person wants to see."""

    open_trip_asked = Signal(object)

    def __init__(self, form: TripForm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("entry")
        self.form = form
        self._state = Text(self, tone=Tone.MUTED)
        self._show_open = make_action(
            self, "Show the patient's open trip", SHOW_KEY, self._ask_for_open_trip, group=GROUP
        )
        self._open_button = SecondaryButton(self, key=SHOW_KEY)
        self._open_button.setObjectName("show_open_trip")
        self._open_button.setToolTip(self._show_open.toolTip())
        self._open_button.clicked.connect(self._show_open.trigger)
        self._title = self.head("New trip", self._open_button, self._state)
        self._title.set_type(Type.DISPLAY)
        self._title.setObjectName("entry_title")
        self._banner = Banner(self, tone=Tone.RED)
        self._banner.setObjectName("entry_banner")
        self._banner.hide()
        self.facts_button = SecondaryButton(self, text="Take the present facts", key="Ctrl+Shift+T")
        self.facts_button.setObjectName("take_facts")
        self.body.addWidget(FormArea(form, self), 1)
        self.body.addWidget(self._banner)
        self.body.addWidget(self.facts_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._build_buttons()

    def add_whose(self, line: QLineEdit) -> None:
        """Say in the head, after the title, whose trip it is."""
        bar = self._title.parentWidget()
        row = bar.layout() if bar is not None else None
        assert isinstance(row, QHBoxLayout)
        row.setStretch(1, 0)
        row.insertWidget(1, Text(self, text="for", tone=Tone.MUTED))
        row.insertWidget(2, line, 1)

    def _build_buttons(self) -> None:
        self.send_button = PrimaryButton(self, text="Send to agencies", key=SEND_KEY)
        self.send_button.setObjectName("send")
        self.schedule_button = SecondaryButton(self, text="Schedule…")
        self.schedule_button.setObjectName("schedule")
        self.schedule_button.setAccessibleName("Schedule for later")
        self.repeat_button = SecondaryButton(self, text="Repeat…")
        self.repeat_button.setObjectName("repeat")
        self._way = Text(self, tone=Tone.MUTED)
        self._way.setObjectName("estimate")
        self._price = Text(self, type=Type.STRONG)
        self._price.setObjectName("price")
        buttons, self._estimate = QWidget(self), QWidget(self)
        # Its own line where there is no room beside the buttons, which keep theirs.
        self._estimate.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        for holder, parts in (
            (buttons, (self.send_button, self.schedule_button, self.repeat_button)),
            (self._estimate, (None, self._way, self._price)),
        ):
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(8)
            for part in parts:
                row.addStretch(1) if part is None else row.addWidget(part)
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._foot.setSpacing(8)
        self._foot.addWidget(buttons)
        self._foot.addWidget(self._estimate, 1)
        self._buttons = buttons
        self.body.addLayout(self._foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_foot()

    def _fit_foot(self) -> None:
        margins = self.body.contentsMargins()
        inside = self.width() - margins.left() - margins.right()
        room = inside - self._buttons.sizeHint().width() - self._foot.spacing()
        directions = QBoxLayout.Direction
        beside = room >= self._estimate.sizeHint().width()
        self._foot.setDirection(directions.LeftToRight if beside else directions.BottomToTop)

    def wire(self, send: QAction, schedule: QAction, repeat: QAction, facts: QAction) -> None:
        """Let the buttons do what the actions do."""
        buttons = (self.send_button, self.schedule_button, self.repeat_button, self.facts_button)
        for button, action in zip(buttons, (send, schedule, repeat, facts), strict=True):
            button.clicked.connect(action.trigger)
            button.setToolTip(action.toolTip())
            button.setAutoDefault(False)

    def show_subject(self, number: str) -> None:
        """Whether the form is about a trip that is there already (its number), or about a new one ('')."""
        self._title.setText(f"Edit {number}" if number else "New trip")
        words = "Save changes" if number else "Send to agencies"
        self.send_button.setText(words)
        self.send_button.setToolTip(action_tip(words, SEND_KEY))
        self.send_button.updateGeometry()
        for button in (self.schedule_button, self.repeat_button):
            button.setVisible(not number)
        self._fit_foot()

    def show_state(self, words: str) -> None:
        """How far the form has got, beside its title; and the estimate as the form stands."""
        self._state.setText(words)
        found = self.form.open_trips()
        self._show_open.setEnabled(bool(found))
        self._open_button.setText(label(f"Show {found[0].trip_number}") if found else "")
        self._open_button.setVisible(bool(found))
        estimate = self.form.estimate()
        self._way.setText(f"{estimate.way} ·" if estimate is not None else "")
        self._price.setText(estimate.price if estimate is not None else "")
        self._fit_foot()

    @Slot()
    def _ask_for_open_trip(self) -> None:
        for trip in self.form.open_trips()[:1]:
            self.open_trip_asked.emit(trip)

    def say(self, title: str, text: str, tone: Tone = Tone.RED) -> None:
        """A sentence above the buttons."""
        self._banner.set_words(title, text, tone)
        self._banner.show()

    def say_nothing(self) -> None:
        """Take the sentence away."""
        self._banner.hide()

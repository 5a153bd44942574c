"""A message from the center: whom it is for, what it says, and how much it asks of its readers."""

from collections.abc import Sequence
from uuid import uuid4

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from medport_desktop.domain.center.broadcasts import Audience, Importance, NewBroadcast
from medport_desktop.domain.people import Organisation
from medport_desktop.domain.written import matching
from medport_desktop.domain.written.limits import longest
from medport_desktop.gui.kit.controls.panel import Banner
from medport_desktop.gui.kit.controls.segmented import SegmentedControl
from medport_desktop.gui.kit.forms.field import Field
from medport_desktop.gui.kit.forms.form_dialog import FormDialog
from medport_desktop.gui.kit.forms.type_ahead import Suggestion, TypeAhead
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.tokens import Tone, Type

_ONE = "one"
_TO = [
    (Audience.EVERYONE, Audience.EVERYONE.label),
    (Audience.HOSPITALS, Audience.HOSPITALS.label),
    (Audience.AGENCIES, Audience.AGENCIES.label),
    (_ONE, "One of them"),
]
_ASKS = {
    Importance.INFO: "Said once in the message bar.",
    Importance.IMPORTANT: "Stays across the window until each reader acknowledges it.",
}
NO_PATIENTS = (
    "Write nothing of a patient: no name, no birth date, no room, no diagnosis. "
    "Name the trip by its number; everybody whom this is for reads it."
)
Recipient = tuple[Audience, Organisation]
"""One hospital or one agency."""


class BroadcastDialog(FormDialog):
    """Asks for a message. `entered` carries its id and the NewBroadcast; the dialog stays until `close_saved()`.

    The id stays the same while it is open, so that sending again cannot say it twice.
    """

    entered = Signal(object, object)

    def __init__(self, hours: int, parent: QWidget | None = None, *, to: Recipient | None = None) -> None:
        """`hours`: so long a message is shown; `to`: the one that it begins with."""
        super().__init__(
            parent,
            title="Message from the center",
            sentence=f"Shown at once to everybody whom it is for, and for {hours} hours to those who sign in.",
            width=560,
        )
        self.setObjectName("broadcast_dialog")
        self._id = uuid4()
        self._recipients: list[Recipient] = []
        self._set_up_to()
        self._set_up_text()
        self._set_up_importance()
        self.fields = {"recipient": self._recipient_field, "text": self._text_field}
        self.columns = {"note": "text"}
        if to is not None:
            self.to.set_value(_ONE)
            self.recipient.set_choice(_suggestion(to))
        self._to_changed()
        self.finish(
            "Send message",
            name="broadcast_send",
            read=self._new,
            send=lambda new: self.entered.emit(self._id, new),
            typed=self._state,
            leaving=("Discard this message?", "It has not been sent."),
            busy="Sending…",
        )
        (self.to if to is None else self.text).setFocus()

    def set_recipients(self, hospitals: Sequence[Organisation], agencies: Sequence[Organisation]) -> None:
        """Whom it can be for, once that is read."""
        self._recipients = [
            *((Audience.HOSPITAL, one) for one in hospitals),
            *((Audience.AGENCY, one) for one in agencies),
        ]

    # -- set up -----------------------------------------------------------------------------------------
    def _set_up_to(self) -> None:
        self.to = SegmentedControl(self, options=_TO)
        self.to.setObjectName("broadcast_to")
        self.to.set_value(Audience.EVERYONE)
        self.to.changed.connect(lambda _value: self._to_changed())
        self.body.addWidget(Field(self, label="For", editor=self.to))
        self.recipient = TypeAhead(self)
        self.recipient.setObjectName("broadcast_recipient")
        self.recipient.setPlaceholderText("Type the name of a hospital or an agency")
        self.recipient.set_source(self._found)
        self._recipient_field = Field(self, label="Hospital or agency", editor=self.recipient)
        self.recipient.chosen.connect(lambda _choice: self._recipient_field.clear_error())
        self.body.addWidget(self._recipient_field)

    def _set_up_text(self) -> None:
        self.text = QPlainTextEdit(self)
        self.text.setObjectName("broadcast_text")
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(theme().px(92))
        self.text.textChanged.connect(self._text_changed)
        self._text_field = Field(self, label="Message", editor=self.text)
        self.body.addWidget(self._text_field)
        self._count = Text(self, type=Type.CAPTION, tone=Tone.MUTED)
        self.body.addWidget(self._count, 0, Qt.AlignmentFlag.AlignRight)
        self.body.addWidget(Banner(self, tone=Tone.AMBER, text=NO_PATIENTS))
        self.text.setAccessibleDescription(NO_PATIENTS)
        self._text_changed()

    def _set_up_importance(self) -> None:
        self.importance = SegmentedControl(self, options=[(importance, importance.label) for importance in Importance])
        self.importance.setObjectName("broadcast_importance")
        self.importance.set_value(Importance.INFO)
        self.importance.changed.connect(lambda _value: self._importance_changed())
        self.body.addSpacing(4)
        self.body.addWidget(Field(self, label="Importance", editor=self.importance))
        self._asks = Text(self, text=_ASKS[Importance.INFO], type=Type.CAPTION, tone=Tone.MUTED)
        self.body.addWidget(self._asks)

    # -- what is typed ----------------------------------------------------------------------------------
    def _found(self, text: str) -> list[Suggestion]:
        hits = [r for r in self._recipients if matching.has_all(text, r[1].name)]
        hits.sort(key=lambda r: (not matching.begins(text, r[1].name), matching.fold(r[1].name)))
        return [_suggestion(hit) for hit in hits]

    def _to_changed(self) -> None:
        self._recipient_field.setVisible(self.to.value() == _ONE)
        self._recipient_field.clear_error()
        self.adjustSize()

    @Slot()
    def _text_changed(self) -> None:
        length, most = len(self.text.toPlainText().strip()), longest("broadcast.text")
        self._count.setText(f"{length} of {most}")
        self._count.set_tone(Tone.RED if length > most else Tone.MUTED)
        self._text_field.clear_error()

    def _importance_changed(self) -> None:
        importance = self.importance.value()
        assert isinstance(importance, Importance)
        self._asks.setText(_ASKS[importance])

    def _state(self) -> tuple[object, ...]:
        return (self.to.value(), self.recipient.text(), self.text.toPlainText(), self.importance.value())

    def _new(self) -> NewBroadcast:
        audience, importance, choice = self.to.value(), self.importance.value(), self.recipient.choice()
        assert isinstance(importance, Importance)
        if isinstance(audience, Audience):
            return NewBroadcast(audience, None, importance, self.text.toPlainText())
        if isinstance(choice, Suggestion) and isinstance(choice.value, tuple):
            of, one = choice.value
            return NewBroadcast(of, one.id, importance, self.text.toPlainText())
        return NewBroadcast(Audience.HOSPITAL, None, importance, self.text.toPlainText())


def _suggestion(recipient: Recipient) -> Suggestion:
    audience, one = recipient
    of_agency = audience is Audience.AGENCY
    return Suggestion(
        recipient, one.name, "EMS agency" if of_agency else "Hospital", icon="ambulance" if of_agency else "bed"
    )

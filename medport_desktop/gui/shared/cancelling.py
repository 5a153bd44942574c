"""Asking why a trip is cancelled, at its desk and at the center; of a series, also how much of it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from medport_desktop.domain.enums import CANCEL_REASONS, Reason
from medport_desktop.domain.trips import Trip
from medport_desktop.gui.kit.controls.segmented import SegmentedControl
from medport_desktop.gui.kit.forms.field import Field
from medport_desktop.gui.kit.forms.reason_dialog import ReasonDialog


class CancelDialog(ReasonDialog):
    """`answered` carries the reason, the note, and whether all later trips of the series are meant too."""

    answered = Signal(object, str, bool)

    def __init__(self, parent: QWidget | None, trip: Trip, sentence: str, *, back: str = "Go back") -> None:
        """`sentence` says for whom, and who will see it; `back` is on the button that cancels nothing."""
        super().__init__(
            parent,
            title=f"Cancel {trip.trip_number}?",
            sentence=f"{sentence} A cancelled trip stays cancelled.",
            reasons=[(reason, reason.label) for reason in CANCEL_REASONS],
            action="Cancel trip",
            back=back,
            note_needed={Reason.OTHER},
        )
        self.setObjectName("cancel_dialog")
        self._scope: SegmentedControl | None = None
        if trip.series_id is not None:
            self._scope = SegmentedControl(self)
            self._scope.setObjectName("cancel_scope")
            self._scope.set_options([(False, "Only this trip"), (True, "This and all later ones")])
            self._scope.set_value(False)
            words = f"It is {trip.series_place} of a series"
            self.body.insertWidget(0, Field(self, label=words, editor=self._scope))
        self.decided.connect(self._with_scope)

    @Slot(object, str)
    def _with_scope(self, reason: Reason, note: str) -> None:
        later = self._scope is not None and self._scope.value() is True
        self.answered.emit(reason, note, later)

"""Saying why units are out of service or in maintenance: the form."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from medport_desktop.domain.agencies import Unit, numbers
from medport_desktop.domain.enums import UnitStatus
from medport_desktop.domain.errors import InvalidForm
from medport_desktop.domain.written.limits import longest
from medport_desktop.gui.kit.forms.field import LineField
from medport_desktop.gui.kit.forms.form_dialog import FormDialog
from medport_desktop.services.texts import text_error

_LEAVING = ("Leave the reason unsaid?", "The status stays as it is.")


class StatusDialog(FormDialog):
    """Asks for one line. `said` carries it; the dialog stays until `close_saved()`."""

    said = Signal(object)

    def __init__(self, status: UnitStatus, units: Sequence[Unit], parent: QWidget) -> None:
        super().__init__(
            parent,
            title=f"{numbers(units)}: {status.label.lower()}",
            sentence="From now on, until somebody says otherwise. Your colleagues and the transport center see why.",
        )
        self.setObjectName("status_dialog")
        self.reason = LineField(self, label="Why", placeholder="like: stretcher lock, no crew, oil change")
        self.reason.edit.setObjectName("status_reason")
        self.reason.edit.textChanged.connect(self.reason.clear_error)
        self.fields = {"status_reason": self.reason}
        self.body.addWidget(self.reason)
        self.finish(
            status.label,
            name="set_status",
            read=self._checked,
            send=self.said.emit,
            typed=self.reason.text,
            leaving=_LEAVING,
            enter_sends=True,
        )
        self.reason.edit.setFocus()

    def _checked(self) -> str:
        reason = self.reason.text().strip()
        problem = text_error(reason, longest("unit.status_reason")) if reason else "Say why in a few words."
        if problem:
            raise InvalidForm({"status_reason": problem})
        return reason

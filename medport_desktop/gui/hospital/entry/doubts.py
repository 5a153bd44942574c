"""Asking before something unlikely is sent."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from medport_desktop.gui.hospital.entry.reading import Reading
from medport_desktop.gui.kit.forms.dialogs import AskDialog


def once_sure(parent: QWidget, reading: Reading, then: Callable[[], object]) -> None:
    """Go on at once, or where something is unlikely only after a question."""
    if not reading.doubts:
        then()
        return
    dialog = AskDialog(
        parent.window(),
        title="Is this right?",
        sentence=" ".join(reading.doubts),
        yes="It is right",
        no="Go back",
        danger=True,
    )
    dialog.setObjectName("ask_if_right")
    dialog.answered.connect(lambda yes: then() if yes else None)
    dialog.open()

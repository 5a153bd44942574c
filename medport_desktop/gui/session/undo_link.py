"""Undo in a window: one key, and a link beside the message that tells what was done."""

from PySide6.QtCore import QObject, Slot

from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.forms.dialogs import AskDialog
from medport_desktop.gui.kit.shell.shell import ConsoleShell
from medport_desktop.gui.kit.style.labels import label
from medport_desktop.runtime.undo import Undo
from medport_desktop.services.undo import Undoable

KEY = "Ctrl+Z"
ASKS_AFTER_S = 120.0
"""An action that is older than this may be out of mind: what would be undone is asked first."""


class UndoLink(QObject):
    """Offers a console's `Undo` in its window. A text field keeps the key for what is typed in it."""

    def __init__(self, shell: ConsoleShell, undo: Undo) -> None:
        super().__init__(shell)
        self._shell = shell
        self._undo = undo
        self.action = make_action(shell, "Undo", KEY, self.ask, icon="undo-2")
        self.action.setObjectName("undo")
        undo.changed.connect(self.refresh)
        undo.offered.connect(self.offer)
        undo.asked.connect(self.ask_about_loss)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Say what the key would take back."""
        last = self._undo.last
        words = f"Undo: {last.did}" if last is not None else "Undo the last action"
        self.action.setText(label(words))
        self.action.setIconText("Undo (Ctrl Z)")
        self.action.setToolTip(f"{words} (Ctrl Z)")
        self.action.setEnabled(last is not None)

    @Slot()
    def offer(self) -> None:
        """Show the link beside the message that has just appeared."""
        self._shell.messages.offer(self.action)

    @Slot()
    def ask(self) -> None:
        """Undo; of something long past ask whether that is meant."""
        last, age = self._undo.last, self._undo.age_s()
        if last is None:
            return
        if age < ASKS_AFTER_S:
            self._undo.undo()
            return
        sentence = f"That was {round(age / 60)} minutes ago. Whether it can still be undone is looked at now."
        self._ask_first(last, sentence, sure=False)

    @Slot(object, str)
    def ask_about_loss(self, undoable: Undoable, lost: str) -> None:
        """Undo only where the person agrees to what that loses."""
        self._ask_first(undoable, lost, sure=True)

    def _ask_first(self, undoable: Undoable, sentence: str, *, sure: bool) -> None:
        dialog = AskDialog(
            self._shell, title=f"Undo “{undoable.did}”?", sentence=sentence, yes="Undo it", no="Leave it", danger=sure
        )
        dialog.setObjectName("undo_dialog")
        dialog.answered.connect(lambda yes: self._undo.undo(sure) if yes and self._undo.last is undoable else None)
        dialog.open()

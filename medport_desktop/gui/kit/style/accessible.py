"""What screen readers are told: the role of painted controls, and sentences to be spoken at once."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget


class PaintedControl(QAccessibleWidget):
    """A widget that Qt knows nothing of, by the role in its `spoken_role`; where it can be chosen, whether it is."""

    def __init__(self, part: QWidget, role: QAccessible.Role) -> None:
        super().__init__(part, role)
        self._part = part

    def state(self) -> QAccessible.State:
        state = super().state()
        is_selected = getattr(self._part, "is_selected", None)
        if self.role() == QAccessible.Role.RadioButton and is_selected is not None:
            state.checkable, state.checked = 1, int(is_selected())
        return state


def speak_of_painted_controls() -> None:
    """Let screen readers know each widget that has a `spoken_role`."""
    QAccessible.installFactory(_interface)


def _interface(_kind: str, part: QObject) -> QAccessibleInterface | None:
    role = getattr(part, "spoken_role", None)
    return PaintedControl(part, role) if isinstance(part, QWidget) and isinstance(role, QAccessible.Role) else None


def announce(part: QWidget, sentence: str, *, urgent: bool = False) -> None:
    """Let a screen reader say this, wherever the focus is; `urgent` interrupts what it is saying."""
    if not sentence:
        return
    event = QAccessibleAnnouncementEvent(part, sentence)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
    QAccessible.updateAccessibility(event)

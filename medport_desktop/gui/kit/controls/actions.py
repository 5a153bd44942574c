"""Actions: defined once, with their words, key and icon; shown in menus, tooltips and the shortcut sheet alike."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from medport_desktop.gui.kit.style.icons import bind_icon
from medport_desktop.gui.kit.style.labels import label
from medport_desktop.gui.kit.style.painting import key_words

GROUP_PROPERTY = "kit_group"


def make_action(
    scope: QWidget,
    text: str,
    key: str = "",
    slot: Callable[[], object] | None = None,
    *,
    icon: str = "",
    group: str = "",
    tip: str = "",
    checkable: bool = False,
) -> QAction:
    """An action that belongs to `scope` and whose key works while the focus is anywhere inside it.

    A key that is held down acts once. `group` is the heading under which the shortcut sheet lists it; `tip` says more
    than the words do.
    """
    action = QAction(label(text), scope)
    action.setAutoRepeat(False)  # a held key would run a trip to its end, or send a message again and again
    contexts = Qt.ShortcutContext
    action.setShortcutContext(contexts.WindowShortcut if scope.isWindow() else contexts.WidgetWithChildrenShortcut)
    if key:
        keys = [QKeySequence(key)]
        if "Return" in key:  # the keypad's Enter is the same key to a person
            keys.append(QKeySequence(key.replace("Return", "Enter")))
        action.setShortcuts(keys)
    action.setCheckable(checkable)
    action.setToolTip(action_tip(tip or text.rstrip("…"), key))
    action.setProperty(GROUP_PROPERTY, group)
    if icon:
        bind_icon(action, icon)
    if slot is not None:
        call = slot
        action.triggered.connect(lambda _checked=False: call())
    scope.addAction(action)
    return action


def action_tip(words: str, key: str) -> str:
    """The tooltip of something that has a key: "Print (Ctrl P)"."""
    return f"{words} ({key_words(key)})" if key else words


def action_key(action: QAction) -> str:
    """The action's first key as portable text, or ""."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.PortableText)


def action_group(action: QAction) -> str:
    """The heading that the shortcut sheet lists the action under."""
    return str(action.property(GROUP_PROPERTY) or "")

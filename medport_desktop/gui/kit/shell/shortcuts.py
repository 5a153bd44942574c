"""The `?` sheet: every action of the window and of the page in view, with its key."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from medport_desktop.gui.kit.controls.actions import action_group, action_key
from medport_desktop.gui.kit.controls.buttons import SecondaryButton
from medport_desktop.gui.kit.controls.key_hint import KeyHint
from medport_desktop.gui.kit.forms.dialogs import KitDialog
from medport_desktop.gui.kit.style.labels import words_of
from medport_desktop.gui.kit.style.text import SectionTitle, Text
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.tokens import Tone

OTHER_GROUP = "Everywhere"


def keyed_actions(window: QWidget, page: QWidget | None) -> list[QAction]:
    """The visible actions with a key that belong to the window itself or lie inside the page, in their order."""
    found: dict[int, QAction] = {}
    for scope in ([page, *page.findChildren(QWidget)] if page is not None else []) + [window]:
        for action in scope.actions():
            if action_key(action) and action.isVisible():
                found.setdefault(id(action), action)
    return list(found.values())


def grouped(actions: Iterable[QAction]) -> list[tuple[str, list[QAction]]]:
    """Actions under their headings; those without one come last."""
    groups: dict[str, list[QAction]] = {}
    for action in actions:
        groups.setdefault(action_group(action) or OTHER_GROUP, []).append(action)
    return sorted(groups.items(), key=lambda item: item[0] == OTHER_GROUP)


class ShortcutSheet(KitDialog):
    """Keys at the right, words at the left, in two columns of groups. Esc closes it."""

    def __init__(self, parent: QWidget | None = None, *, actions: Iterable[QAction] = ()) -> None:
        super().__init__(parent, title="Keys", width=640)
        page = QWidget(self)
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(20)
        for i, (title, members) in enumerate(grouped(actions)):
            block = self._group(page, title, members)
            grid.addWidget(block, i // 2, i % 2, Qt.AlignmentFlag.AlignTop)
        for column in range(2):
            grid.setColumnStretch(column, 1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        area.setMinimumHeight(min(page.sizeHint().height() + 8, theme().px(520)))
        self.body.addWidget(area)
        close = SecondaryButton(self, text="Close", key="Esc")
        close.clicked.connect(self.reject)
        self.add_buttons(close)

    def _group(self, page: QWidget, title: str, actions: list[QAction]) -> QWidget:
        block = QWidget(page)
        grid = QGridLayout(block)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(0, 1)
        grid.addWidget(SectionTitle(block, text=title), 0, 0, 1, 2)
        for i, action in enumerate(actions, start=1):
            tone = Tone.TEXT if action.isEnabled() else Tone.OFF
            grid.addWidget(Text(block, text=words_of(action.text()).rstrip("…"), tone=tone), i, 0)
            grid.addWidget(KeyHint(block, key=action_key(action)), i, 1, Qt.AlignmentFlag.AlignRight)
        return block

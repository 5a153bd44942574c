"""What a place says while it is empty: what would be here and how to begin."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from medport_desktop.gui.kit.controls.buttons import ActionButton
from medport_desktop.gui.kit.style.icons import pixmap
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.tokens import Tone


class EmptyState(QWidget):
    """An icon, a sentence, a hint and, if there is a way to begin, its action; all centred."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        icon: str = "inbox",
        sentence: str = "",
        hint: str = "",
        action: QAction | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._icon = QLabel(self)
        self._sentence = Text(self, text=sentence, tone=Tone.TEXT)
        self._hint = Text(self, text=hint, tone=Tone.MUTED, wrap=True)
        column = QVBoxLayout(self)
        column.setSpacing(4)
        column.addStretch(2)
        for label in (self._icon, self._sentence, self._hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.setContentsMargins(24, 16, 24, 16)
        if action is not None:
            column.addSpacing(8)
            column.addWidget(ActionButton(self, action=action), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self._hint.setVisible(bool(hint))
        theme().changed.connect(self._theme_changed)
        self._theme_changed()

    def set_words(self, sentence: str, hint: str = "", *, icon: str | None = None) -> None:
        """Say something else, e.g. that a filter hides every row."""
        self._sentence.setText(sentence)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._icon_name = icon or self._icon_name
        self._theme_changed()

    @Slot()
    def _theme_changed(self) -> None:
        self._icon.setPixmap(pixmap(self._icon_name, Tone.FAINT, theme().px(28), self.devicePixelRatioF()))

"""The message bar: what just happened, in a sentence, without a box in the way."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAction, QGuiApplication, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.controls.panel import Panel
from medport_desktop.gui.kit.style.accessible import announce
from medport_desktop.gui.kit.style.icons import pixmap
from medport_desktop.gui.kit.style.labels import label
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.themed import set_look
from medport_desktop.gui.kit.style.tokens import Tone, Type

HISTORY = 100
INFO_MS, WARN_MS = 10_000, 30_000  # an error stays until something follows it
GAP = 12
"""Pixels between the message and what can be clicked beside it."""


class Level(StrEnum):
    """How much a message asks of the reader."""

    INFO = "info"
    WARN = "warn"
    ERROR = "error"


_LOOKS = {
    Level.INFO: (Tone.MUTED, ""),
    Level.WARN: (Tone.AMBER, "triangle-alert"),
    Level.ERROR: (Tone.RED, "circle-alert"),
}


@dataclass(frozen=True)
class BarMessage:
    """A sentence for a person. `details` (a reference, a trace) is for the person who repairs it, and can be copied."""

    level: Level
    text: str
    details: str = ""
    at: datetime = field(default_factory=lambda: site_clock().now())


class MessageBar(QWidget):
    """Shows the latest message; a click or Space opens the history. Takes no focus by itself."""

    posted = Signal(object)
    spoken_role = QAccessible.Role.Button

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._history: list[BarMessage] = []
        self._shown: BarMessage | None = None
        self._full_text = ""
        self._icon = QLabel(self)
        self._text = Text(self, type=Type.CAPTION, tone=Tone.MUTED)
        self._copy = self._link("Copy details")
        self._copy.clicked.connect(self.copy_details)
        self._action_link = self._link("")
        self._popover = MessageHistory(self)
        self.destroyed.connect(self._popover.deleteLater)  # by then it is a child of the window
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for widget in (self._icon, self._text, self._copy, self._action_link):
            row.addWidget(widget)
        row.addStretch(1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip("Earlier messages")
        self.setAccessibleName("Messages")
        theme().changed.connect(self._draw)
        self._draw()

    # -- saying -----------------------------------------------------------------------------------------
    def info(self, text: str, *, action: QAction | None = None) -> None:
        """Something happened."""
        self.post(BarMessage(Level.INFO, text), action)

    def warn(self, text: str, *, details: str = "", action: QAction | None = None) -> None:
        """Something may need a look."""
        self.post(BarMessage(Level.WARN, text, details), action)

    def error(self, text: str, *, details: str = "", action: QAction | None = None) -> None:
        """Something failed: what, what it means for the trip, what to do."""
        self.post(BarMessage(Level.ERROR, text, details), action)

    def post(self, message: BarMessage, action: QAction | None = None) -> None:
        """Show a message and keep it in the history; `action` is offered as a link beside it, e.g. Undo."""
        self._history = [*self._history[-(HISTORY - 1) :], message]
        self._shown = message
        self._offer(action)
        self._timer.stop()
        if message.level is not Level.ERROR:
            self._timer.start(INFO_MS if message.level is Level.INFO else WARN_MS)
        self._draw()
        self._popover.show_messages(self._history)
        announce(self, message.text, urgent=message.level is Level.ERROR)
        self.posted.emit(message)

    def offer(self, action: QAction) -> None:
        """Show a link beside the message that is in the bar, until another follows it."""
        if self._shown is not None:
            self._offer(action)
            self._elide()
            announce(self, action.toolTip())

    @Slot()
    def clear(self) -> None:
        """Show nothing; the history stays."""
        self._shown = None
        self._timer.stop()
        self._offer(None)
        self._draw()

    def retract(self, words: str) -> None:
        """Take a message with these words out of the bar: it is no longer so. The history keeps it."""
        if self._shown is not None and words in self._shown.text:
            self.clear()

    # -- asking -----------------------------------------------------------------------------------------
    def shown(self) -> BarMessage | None:
        """The message in the bar, or None."""
        return self._shown

    def history(self) -> tuple[BarMessage, ...]:
        """The last hundred messages, oldest first."""
        return tuple(self._history)

    @Slot()
    def copy_details(self) -> None:
        """Put the message and its details on the clipboard."""
        if self._shown is not None:
            QGuiApplication.clipboard().setText(copied_text(self._shown))

    def is_history_open(self) -> bool:
        """Whether the popover is on the screen."""
        return self._popover.isVisible()

    @Slot()
    def toggle_history(self) -> None:
        """Open or close the popover of earlier messages above the bar."""
        if self._popover.isVisible():
            self._popover.hide()
            return
        self._popover.show_messages(self._history)
        self._popover.open_above(self)

    # -- inside -----------------------------------------------------------------------------------------
    def _link(self, text: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(label(text))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)  # an action with an icon would show that alone
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        set_look(button, "look", "link")
        button.hide()
        return button

    def _offer(self, action: QAction | None) -> None:
        old = self._action_link.defaultAction()
        if old is not None:
            self._action_link.removeAction(old)
        if action is not None:
            self._action_link.setDefaultAction(action)
        self._action_link.setVisible(action is not None)

    @Slot()
    def _draw(self) -> None:
        message = self._shown
        tone, icon = _LOOKS[message.level] if message is not None else _LOOKS[Level.INFO]
        self._text.set_tone(tone)
        self._icon.setVisible(bool(icon))
        if icon:
            self._icon.setPixmap(pixmap(icon, tone, theme().px(14), self.devicePixelRatioF()))
        self._copy.setVisible(message is not None and bool(message.details))
        self._full_text = message.text if message is not None else ""
        self.setAccessibleDescription(self._full_text)
        self.setToolTip(self._full_text or "Earlier messages")
        self._elide()

    def _elide(self) -> None:
        links = sum(w.sizeHint().width() + GAP for w in (self._copy, self._action_link) if not w.isHidden())
        room = self.width() - links - (0 if self._icon.isHidden() else theme().px(22)) - 8
        metrics = self._text.fontMetrics()
        self._text.setText(metrics.elidedText(self._full_text, Qt.TextElideMode.ElideRight, max(room, 40)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.toggle_history()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.toggle_history()
        elif event.key() == Qt.Key.Key_Escape and self._popover.isVisible():
            self._popover.hide()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QEvent) -> None:
        self._popover.hide()


def copied_text(message: BarMessage) -> str:
    """What "Copy details" puts on the clipboard."""
    return "\n".join(part for part in (site_clock().full(message.at), message.text, message.details) if part)


class MessageHistory(Panel):
    """Earlier messages, newest first, over the window's lower left corner."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body.setContentsMargins(14, 12, 4, 4)
        self.body.setSpacing(8)
        self.head("Messages", type=Type.STRONG)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self._area, 1)
        self.hide()

    def show_messages(self, messages: list[BarMessage]) -> None:
        """Show these, newest first."""
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 10, 8)
        column.setSpacing(8)
        for message in reversed(messages):
            column.addWidget(self._row(page, message))
        if not messages:
            column.addWidget(Text(page, text="Nothing has been said yet.", tone=Tone.MUTED))
        column.addStretch(1)
        self._area.setWidget(page)

    def _row(self, page: QWidget, message: BarMessage) -> QWidget:
        row = QWidget(page)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        at = Text(row, text=site_clock().hms(message.at), tone=Tone.MUTED)
        at.setToolTip(site_clock().full(message.at))
        words = Text(
            row, text=message.text, tone=_LOOKS[message.level][0] if message.level != Level.INFO else Tone.TEXT
        )
        words.setWordWrap(True)
        line.addWidget(at, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(words, 1)
        if message.details:
            copy = QToolButton(row)
            copy.setText("Copy details")
            copy.setProperty("look", "link")
            copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(copied_text(message)))
            line.addWidget(copy, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def open_above(self, anchor: QWidget) -> None:
        """Stand above a part of the window, within the window."""
        window = anchor.window()
        self.setParent(window)
        at = anchor.mapTo(window, QPoint(0, 0))
        width = min(theme().px(560), window.width() - 32)
        page, head = self._area.widget(), self.body.itemAt(0)
        content = page.heightForWidth(width - 18) if page is not None else 0
        height = min(theme().px(320), at.y() - 16, content + (head.sizeHint().height() if head is not None else 0) + 28)
        self.setGeometry(min(at.x(), window.width() - width - 16), at.y() - height - 8, width, height)
        self.show()
        self.raise_()

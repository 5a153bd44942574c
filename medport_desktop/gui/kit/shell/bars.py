"""The window's two bars: tabs, command field and clock at the top; freshness and messages at the bottom."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QSizePolicy, QSpacerItem, QToolButton, QWidget
from shiboken6 import isValid

from medport_desktop.gui.kit.controls.buttons import IconButton
from medport_desktop.gui.kit.controls.key_hint import KeyHint
from medport_desktop.gui.kit.controls.panel import Rule
from medport_desktop.gui.kit.controls.progress import ProgressLine
from medport_desktop.gui.kit.controls.tabs import TabStrip
from medport_desktop.gui.kit.forms.dialogs import AskDialog
from medport_desktop.gui.kit.forms.type_ahead import FreeText, Suggestion, TypeAhead
from medport_desktop.gui.kit.shell.clock_label import ClockLabel
from medport_desktop.gui.kit.shell.lights import SiloLights
from medport_desktop.gui.kit.shell.message_bar import MessageBar
from medport_desktop.gui.kit.style.icons import pixmap
from medport_desktop.gui.kit.style.painting import LEFT, draw_text, painter_for
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.themed import PaintedWidget
from medport_desktop.gui.kit.style.tokens import Tone, Type

COMMAND_WIDTH, LEAST_COMMAND_WIDTH, TIGHT_COMMAND_WIDTH = 430, 170, 36
GAP, TIGHT_GAP = 20, 10
"""On either side of the command field."""
ICON_ALONE = 60
"""A command field narrower than this shows its icon and nothing else."""
OPEN_COMMAND_WIDTH = 320
"""Of a command field that is typed in where there is no room for it: it lies on the tabs until it is left."""


class _Bar(PaintedWidget):
    """A bar in the surface colour with a hairline towards the middle of the window."""

    line_at_bottom = True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        rect = QRectF(self.rect())
        painter.fillRect(rect, theme().color(Tone.SURFACE))
        top = rect.bottom() - 1 if self.line_at_bottom else rect.top()
        painter.fillRect(QRectF(0, top, rect.width(), 1), theme().color(Tone.BORDER))
        painter.end()


class CommandField(TypeAhead):
    """The command bar: finds and runs; a key hint at its right end shows how to reach it."""

    def __init__(self, parent: QWidget | None = None, *, key: str = "Ctrl+K") -> None:
        super().__init__(parent)
        self.setPlaceholderText("Find a trip, unit, or action")
        self.setAccessibleName("Find a trip, unit, or action")
        self.set_clears_after_choice(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # reached by its key; Tab stays with the page
        self._was: QWidget | None = None
        self._icon = QLabel(self)
        self._icon.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._hint = KeyHint(self, key=key)
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.textChanged.connect(self._arrange)
        theme().changed.connect(self._arrange)
        self._arrange()

    def give_back(self) -> None:
        """Be empty again, with the focus back where it was: there every key works that the window names."""
        self.clear()
        was, self._was = self._was, None
        if was is not None and isValid(was) and was.isVisible() and was.isEnabled():
            was.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.hasFocus():
            self.clearFocus()

    @Slot(QWidget, QWidget)
    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if new is self and old is not None and old.window() is self.window():
            self._was = old

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved, Qt.ConnectionType.UniqueConnection)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:  # before a window's own Esc
            if event.type() == QEvent.Type.KeyPress:
                self.give_back()
            event.accept()
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @Slot()
    def _arrange(self) -> None:
        px, side = theme().px, theme().px(15)
        self._icon.setPixmap(pixmap("search", Tone.MUTED, side, self.devicePixelRatioF()))
        self._icon.setGeometry(px(10), (self.height() - side) // 2, side, side)
        hint = self._hint.sizeHint()
        is_icon = self.width() < px(ICON_ALONE)
        self._hint.setVisible(not self.text() and not is_icon)
        left = self.width() - hint.width() - px(8)
        self._hint.setGeometry(left, (self.height() - hint.height()) // 2, hint.width(), hint.height())
        self.setTextMargins(px(22), 0, self.width() if is_icon else hint.width() + px(6), 0)


class _Who(Text):
    """Who is signed in: gives way where there is little room."""

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(40), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        draw_text(painter, QRectF(self.rect()), self.text(), self.font(), theme().color(Tone.MUTED), LEFT)
        painter.end()


class TopBar(_Bar):
    """Logo, tabs, command field in the middle of the window, icons, clock, who is signed in.

    Where these do not fit (many tabs, large type) it is tight: without the product's name and who is signed in, the
    tabs closer together, hours and minutes alone, and the command field no wider than its icon until it is used.
    """

    def __init__(self, parent: QWidget | None = None, *, title: str = "MedPort") -> None:
        super().__init__(parent)
        self._is_tight = False
        self._logo = QLabel(self)
        self._title = Text(self, text=title, type=Type.STRONG)
        self._title.setProperty("look", "product")
        self.tabs = TabStrip(self)
        self.command = CommandField(self)
        self.command.setObjectName("command")
        self.command.hide()
        self.clock = ClockLabel(self)
        self._person = QWidget(self)
        self.who = _Who(self._person, tone=Tone.MUTED)
        self.progress = ProgressLine(self)
        self._icons = QHBoxLayout()
        self._icons.setSpacing(2)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 0, 16, 1)
        self._row.setSpacing(0)
        self._row.addWidget(self._logo)
        self._row.addSpacing(8)
        self._row.addWidget(self._title)
        self._row.addSpacing(14)
        self._row.addWidget(self.tabs)
        self._middle = QSpacerItem(0, 0, QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Minimum)
        self._row.addSpacerItem(self._middle)
        self._row.addLayout(self._icons)
        self._row.addSpacing(10)
        self._row.addWidget(self.clock)
        self._rule = Rule(self._person, vertical=True)
        person = QHBoxLayout(self._person)
        person.setContentsMargins(14, 0, 0, 0)
        person.setSpacing(14)
        person.addWidget(self._rule, 0, Qt.AlignmentFlag.AlignVCenter)
        person.addWidget(self.who)
        self._row.addWidget(self._person)
        self.command.installEventFilter(self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._theme_changed()

    def keep_room(self) -> None:
        """Keep room for the command field, once it is in use."""
        least = 0 if self.command.isHidden() else self._command_room(tight=self._is_tight)
        self._middle.changeSize(least, 0, QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Minimum)
        self._row.invalidate()

    def add_icon(self, action: QAction) -> IconButton:
        """Append an icon that triggers an action."""
        button = IconButton(self, action=action)
        self._icons.addWidget(button)
        return button

    def set_who(self, text: str) -> None:
        """Who is signed in, and for whom."""
        self.who.setText(text)
        for part in (self.who, self._logo):
            part.setToolTip(text)
        self._show_who()
        self._settle()

    # -- room -------------------------------------------------------------------------------------------
    def _command_room(self, *, tight: bool) -> int:
        """The least width of the command field with what is free on either side."""
        px = theme().px
        return px(TIGHT_COMMAND_WIDTH) + 2 * px(TIGHT_GAP) if tight else px(LEAST_COMMAND_WIDTH) + 2 * px(GAP)

    def _spare(self) -> int:
        """The width that being tight saves."""
        saved = self._command_room(tight=False) - self._command_room(tight=True)
        command = 0 if self.command.isHidden() else saved
        who = self._person.minimumSizeHint().width() if self.who.text() else 0
        return self._title.sizeHint().width() + self.tabs.spare() + self.clock.spare() + command + who

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return least if self._is_tight else QSize(least.width() - self._spare(), least.height())

    def _settle(self) -> None:
        """Tight or not, by the width of the moment."""
        comfortable = super().minimumSizeHint().width() + (self._spare() if self._is_tight else 0)
        is_tight = self.width() < comfortable
        if is_tight != self._is_tight:
            self._is_tight = is_tight
            self._title.setVisible(not is_tight)
            self._show_who()
            self.tabs.set_tight(is_tight)
            self.clock.set_tight(is_tight)
            self.keep_room()
        self._place_command()

    def _show_who(self) -> None:
        self._person.setVisible(bool(self.who.text()) and not self._is_tight)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._place_command()
        return False

    def _theme_changed(self) -> None:
        px = theme().px
        self.setFixedHeight(px(47))
        self.keep_room()
        self._logo.setPixmap(pixmap("ambulance", Tone.ACCENT, px(19), self.devicePixelRatioF()))
        self._rule.setFixedHeight(px(16))
        super()._theme_changed()
        self._settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()
        line = theme().px(2)
        self.progress.setGeometry(0, self.height() - line, self.width(), line)

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:  # a tab's count came, an icon was added
            self._settle()
        return handled

    def _place_command(self) -> None:
        """In the middle of the window if the tabs leave it free, else in what room there is."""
        px = theme().px
        self._row.activate()
        gap = px(TIGHT_GAP if self._is_tight else GAP)
        left = self.tabs.geometry().right() + gap
        right = min(self._icons.geometry().left(), self.clock.geometry().left()) - gap
        width = min(px(COMMAND_WIDTH), max(right - left, 0))
        middle = (self.width() - width) // 2
        x = min(max(middle, left), max(right - width, left))
        if self._is_tight and self.command.hasFocus() and width < px(OPEN_COMMAND_WIDTH):
            width = px(OPEN_COMMAND_WIDTH)
            x = max(px(16), right - width)
            self.command.raise_()
        height = px(30)
        self.command.setGeometry(x, (self.height() - 1 - height) // 2, width, height)


class BottomBar(_Bar):
    """Lights, the message bar, and the way to the key sheet."""

    line_at_bottom = False
    keys_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lights = SiloLights(self)
        self.messages = MessageBar(self)
        rule = Rule(self, vertical=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 1, 16, 0)
        row.setSpacing(0)
        row.addWidget(self.lights)
        row.addSpacing(24)
        row.addWidget(rule, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(18)
        row.addWidget(self.messages, 1)
        self._keys = _KeysButton(self)
        self._keys.clicked.connect(self.keys_asked)
        row.addWidget(self._keys)
        rule.setFixedHeight(16)
        self.lights.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._theme_changed()

    def _theme_changed(self) -> None:
        self.setFixedHeight(theme().px(29))
        self._keys.fit()
        super()._theme_changed()


class _KeysButton(QToolButton):
    """ "? keys" at the end of the status bar."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setToolTip("All keys of this window (?)")
        self.setAccessibleName("Keys")
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 4, 0)
        row.setSpacing(5)
        for part in (KeyHint(self, key="?"), Text(self, text="keys", type=Type.CAPTION, tone=Tone.MUTED)):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addWidget(part)
        self._row = row

    def fit(self) -> None:
        """Take the size of the words as they are now."""
        self._row.invalidate()
        self.setFixedSize(self._row.sizeHint())


def connect_command(
    field: CommandField, search: Callable[[str], Sequence[Suggestion]], run: Callable[[Suggestion], object]
) -> None:
    """Let a command field search with one function and run what was chosen with another."""

    def chosen(choice: Suggestion | FreeText) -> None:
        whole = isinstance(choice, Suggestion) and field.shows_whole(choice)
        field.give_back()
        if not isinstance(choice, Suggestion):
            return
        if whole or not choice.is_final:
            run(choice)
            return
        ask = AskDialog(field.window(), title=f"{choice.title}?", sentence=choice.detail, yes="Do it", no="Go back")
        ask.setObjectName("ask_final")
        ask.answered.connect(lambda yes: run(choice) if yes else None)
        ask.open()

    field.set_source(search)
    field.chosen.connect(chosen)
    field.show()

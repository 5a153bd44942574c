"""What a locked window shows: whose it is, and where the password goes. Nothing of any trip."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from medport_desktop.gui.kit.controls.buttons import PrimaryButton, SecondaryButton
from medport_desktop.gui.kit.controls.panel import Panel
from medport_desktop.gui.kit.forms.field import PasswordLineField
from medport_desktop.gui.kit.style.accessible import announce
from medport_desktop.gui.kit.style.brand import Brand
from medport_desktop.gui.kit.style.painting import painter_for
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.themed import PaintedWidget
from medport_desktop.gui.kit.style.tokens import Tone, Type

CARD_WIDTH = 380
"""Pixels at the usual size of type: as the sign-in form."""


class LockScreen(PaintedWidget):
    """Covers its parent wholly, as large as it is, and asks for the password."""

    unlock_asked = Signal(str)
    sign_out_asked = Signal()

    def __init__(self, parent: QWidget, *, who: str, since: str) -> None:
        super().__init__(parent)
        self._covered = parent
        self.setObjectName("lock_screen")
        self.setAccessibleName(f"MedPort is locked. {who}")
        self._is_busy = False
        self._card = Panel(self)
        body = self._card.body
        body.setSpacing(12)
        body.addWidget(Brand(self._card))
        body.addWidget(Text(self._card, text=who, type=Type.STRONG, wrap=True))
        body.addWidget(Text(self._card, text=since, tone=Tone.MUTED, wrap=True))
        self._why = Text(self._card, tone=Tone.RED, wrap=True)
        self._why.setObjectName("why_locked")
        self._why.hide()
        body.addWidget(self._why)
        self._field = PasswordLineField(self._card, label="Password")
        self._field.setObjectName("unlock_password_field")
        self.password: QLineEdit = self._field.edit
        self.password.setObjectName("unlock_password")
        self.password.textEdited.connect(lambda _text: self._field.clear_error())
        body.addWidget(self._field)
        self._out = SecondaryButton(self._card, text="Sign out…")
        self._out.setObjectName("locked_sign_out")
        self._unlock = PrimaryButton(self._card, text="Unlock", key="Return")
        self._unlock.setObjectName("unlock")
        self._out.clicked.connect(self.sign_out_asked)
        self._unlock.clicked.connect(self._submit)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._unlock, 1)
        row.addWidget(self._out)
        body.addLayout(row)
        QWidget.setTabOrder(self.password, self._unlock)
        QWidget.setTabOrder(self._unlock, self._out)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(self._card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.setFocusProxy(self.password)
        parent.installEventFilter(self)
        self.setGeometry(parent.rect())
        self._theme_changed()

    @property
    def is_busy(self) -> bool:
        """Whether a password is being checked."""
        return self._is_busy

    def set_busy(self, busy: bool) -> None:
        """While a password is checked no other is sent."""
        self._is_busy = busy
        self._unlock.set_busy(busy, "Unlocking…")

    def explain(self, sentence: str) -> None:
        """Say why the window was locked, where nobody at it did that."""
        self._why.setText(sentence)
        self._why.setVisible(True)
        layout = self._card.layout()
        assert layout is not None
        self._card.setMinimumHeight(layout.totalHeightForWidth(self._card.width()))  # the sentence wraps
        announce(self, sentence, urgent=True)

    def refuse(self, sentence: str) -> None:
        """Say why it stays locked; the password can be typed again."""
        self.set_busy(False)
        self._field.set_error(sentence)
        self.password.selectAll()
        self.password.setFocus()

    @Slot()
    def _submit(self) -> None:
        if self._is_busy:
            return
        if not self.password.text():
            self.refuse("Enter your password.")
            return
        self.set_busy(True)
        self.unlock_asked.emit(self.password.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._out.click() if self._out.hasFocus() else self._submit()
        event.accept()  # no key reaches the window behind

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays among the three controls here."""
        order = [w for w in (self.password, self._unlock, self._out) if w.isEnabled()]
        focused = self.focusWidget()
        at = order.index(focused) if focused in order else -1
        order[(at + (1 if forward else -1)) % len(order)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and watched is self._covered:
            self.setGeometry(self._covered.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        painter.fillRect(QRectF(self.rect()), theme().color(Tone.CANVAS))
        painter.end()

    def _theme_changed(self) -> None:
        self._card.setFixedWidth(theme().px(CARD_WIDTH))
        super()._theme_changed()

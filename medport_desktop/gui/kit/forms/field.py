"""A form's field: its label above, its editor, and a sentence below when something is wrong with it."""

from PySide6.QtCore import Property, QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QDateTimeEdit,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from medport_desktop.gui.kit.forms.password_field import PasswordField
from medport_desktop.gui.kit.forms.whole_characters import keep_whole
from medport_desktop.gui.kit.style.icons import pixmap
from medport_desktop.gui.kit.style.painting import width_of
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.themed import set_look
from medport_desktop.gui.kit.style.tokens import Tone, Type


class Field(QWidget):
    """Label, editor and error as one thing: the label is the editor's accessible name, the error its description."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        label: str = "",
        editor: QWidget | None = None,
        suffix: str = "",
    ) -> None:
        super().__init__(parent)
        self._editor: QWidget | None = None
        self._made_room = False
        self._full = ""
        """The sentence that what was pasted did not fit, where it was said."""
        self._label = Text(self, type=Type.CAPTION, tone=Tone.MUTED)
        self._suffix = Text(None, tone=Tone.MUTED)
        self._suffix.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._mark = QLabel()
        self._words = Text(None, tone=Tone.RED, wrap=True)
        self._error = QWidget(self)
        line = QHBoxLayout(self._error)
        line.setContentsMargins(0, 2, 0, 0)
        line.setSpacing(8)
        line.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._words, 1)
        self._error.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self._label)
        self._column.addWidget(self._error)
        # The error has no such bound: a long sentence in a narrow field needs more lines than its hint says.
        self._label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        # Takes what is left when a neighbour is taller, so that labels and editors stay in line with its own.
        self._column.addItem(QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred))
        self._column.setStretch(self._column.count() - 1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        theme().changed.connect(self._theme_changed)
        self.set_label(label)
        if editor is not None:
            self.set_editor(editor)
        self.set_suffix(suffix)
        self._theme_changed()

    def set_label(self, label: str) -> None:
        """Change the label."""
        self._label.setText(label)
        self._label.setVisible(bool(label))
        if self._editor is not None:
            self._editor.setAccessibleName(label)

    def label(self) -> str:
        """The label."""
        return self._label.text()

    label_text = Property(str, label, set_label)
    """The label, for forms."""

    def set_editor(self, editor: QWidget) -> None:
        """Put an editor under the label; once."""
        assert self._editor is None, "a field keeps its editor"
        self._editor = editor
        grows = bool(editor.sizePolicy().expandingDirections() & Qt.Orientation.Vertical)
        self._column.insertWidget(1, editor, 1 if grows else 0)
        self._column.setStretch(self._column.count() - 1, 0 if grows else 1)
        self._label.setBuddy(editor)
        editor.setAccessibleName(self._label.text())
        self.setFocusProxy(editor)
        self._suffix.setParent(editor)
        editor.installEventFilter(self)
        if isinstance(editor, QLineEdit | QPlainTextEdit):
            keep_whole(editor)
        if isinstance(editor, QLineEdit):
            editor.inputRejected.connect(self._left_out)
            editor.textChanged.connect(self._changed)
        self._place_suffix()
        self._indent_spin_box()

    @Slot()
    def _left_out(self) -> None:
        """Qt keeps as much of what is pasted as there is room for. Said after the form has taken note of the text."""
        QTimer.singleShot(0, self, self._say_what_was_left_out)

    @Slot()
    def _say_what_was_left_out(self) -> None:
        assert isinstance(self._editor, QLineEdit)
        if not self.error():
            self._full = f"There is room for {self._editor.maxLength():,} characters; the rest was left out."
            self.set_error(self._full)

    @Slot()
    def _changed(self) -> None:
        self._place_suffix()
        if self._full and self.error() == self._full:
            self.clear_error()

    def _indent_spin_box(self) -> None:
        """Qt gives a spin box's inner line no padding from the style sheet."""
        dated = isinstance(self._editor, QDateTimeEdit) and self._editor.calendarPopup()
        if isinstance(self._editor, QAbstractSpinBox) and not dated:
            inner = self._editor.findChild(QLineEdit)
            if inner is not None:
                inner.setTextMargins(theme().px(10), 0, 0, 0)

    def editor(self) -> QWidget | None:
        """The editor."""
        return self._editor

    def set_suffix(self, suffix: str) -> None:
        """Muted words at the right end of the editor, e.g. the same weight in pounds; they give way to a long text."""
        self._suffix.setText(suffix)
        self._place_suffix()

    def error(self) -> str:
        """The sentence that is shown, or ""."""
        return self._words.text()

    def set_error(self, sentence: str) -> None:
        """Say what is wrong and how to put it right; the editor's frame turns red."""
        self._words.setText(sentence)
        self._error.setVisible(bool(sentence))
        if self._editor is not None:
            set_look(self._editor, "error", bool(sentence))
            self._editor.setAccessibleDescription(sentence)

    def clear_error(self) -> None:
        """Nothing is wrong any more."""
        self.set_error("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._editor and event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._place_suffix()
        elif isinstance(watched, QLineEdit) and isinstance(event, QFocusEvent) and event.lostFocus():
            passing = Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason
            if event.reason() not in passing:
                watched.setCursorPosition(0)  # a long text is read from its beginning
        return super().eventFilter(watched, event)

    def _place_suffix(self) -> None:
        if self._editor is None:
            return
        words = self._suffix.text()
        width = round(width_of(words, theme().font())) + 2 if words else 0
        if isinstance(self._editor, QLineEdit) and self._editor.text():  # what was written comes first
            typed = self._editor.fontMetrics().horizontalAdvance(self._editor.text())
            if typed + width > self._editor.width() - theme().px(30):
                words, width = "", 0
        self._suffix.setVisible(bool(words))
        if isinstance(self._editor, QLineEdit) and (words or self._made_room):
            self._made_room = bool(words)  # other margins, e.g. a password's eye, are the editor's own
            self._editor.setTextMargins(0, 0, width + theme().px(6) if words else 0, 0)
        right = self._editor.width() - theme().px(11)
        self._suffix.setGeometry(right - width, 0, width, self._editor.height())

    @Slot()
    def _theme_changed(self) -> None:
        self._mark.setPixmap(pixmap("circle-alert", Tone.RED, theme().px(15), self.devicePixelRatioF()))
        self._place_suffix()
        self._indent_spin_box()


class LineField(Field):
    """A field with a line edit, in `edit`."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        label: str = "",
        text: str = "",
        placeholder: str = "",
        suffix: str = "",
    ) -> None:
        super().__init__(parent, label=label, suffix=suffix)
        self.edit = self.make_edit()
        self.edit.setText(text)
        self.edit.setPlaceholderText(placeholder)
        self.set_editor(self.edit)

    def make_edit(self) -> QLineEdit:
        """The kind of line edit that the field holds."""
        return QLineEdit()

    def text(self) -> str:
        """What is written in it."""
        return self.edit.text()

    def set_text(self, text: str) -> None:
        """Write into it; where that is there already, what is selected stays selected."""
        if text != self.edit.text():
            self.edit.setText(text)


class PasswordLineField(LineField):
    """A field whose line edit hides what is typed."""

    def make_edit(self) -> QLineEdit:
        return PasswordField()


class SearchField(QLineEdit):
    """A filter box with its icon inside. Esc empties it; emits textChanged like any line edit."""

    def __init__(
        self, parent: QWidget | None = None, *, placeholder: str = "Filter", icon: str = "list-filter"
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._icon = QLabel(self)
        self._icon.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setProperty("look", "strip")
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setClearButtonEnabled(True)
        theme().changed.connect(self._theme_changed)
        self._theme_changed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.setText("")
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        side = theme().px(15)
        self._icon.setGeometry(theme().px(10), (self.height() - side) // 2, side, side)

    @Slot()
    def _theme_changed(self) -> None:
        self._icon.setPixmap(pixmap(self._icon_name, Tone.MUTED, theme().px(15), self.devicePixelRatioF()))
        self.setTextMargins(theme().px(20), 0, 0, 0)
        self._place()

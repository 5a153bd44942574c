"""Where the form stands: it draws together where there is little room, and what is below the edge is named."""

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from medport_desktop.gui.hospital.entry.trip_form import TripForm
from medport_desktop.gui.kit.forms.field import Field
from medport_desktop.gui.kit.style.text import SectionTitle, Text
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.tokens import Tone, Type

ROOMY, CLOSE = 10, 4  # between the rows of the form


class FormArea(QWidget):
    """Scrolls the form only where it does not fit without its headings either."""

    def __init__(self, form: TripForm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = form
        self._titles = form.findChildren(SectionTitle)
        self._fields = [form.field(name) for name in form.field_names()]
        self._is_close = False
        self._saved = 0
        """How much lower the form is without its headings, while it is."""
        area = self._area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(form)
        self._below = Text(self, type=Type.CAPTION, tone=Tone.ACCENT)
        self._below.setObjectName("below_the_edge")
        self._below.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # it widens no window
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(area, 1)
        column.addWidget(self._below)
        form.installEventFilter(self)
        area.verticalScrollBar().valueChanged.connect(self._name_what_is_below)
        theme().changed.connect(self._start_roomy)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._form and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        focused = self._form.focusWidget()
        if focused is not None and focused.hasFocus():
            self._area.ensureWidgetVisible(focused)

    @Slot()
    def _start_roomy(self) -> None:
        self._set_close(close=False)
        self._fit()

    def _fit(self) -> None:
        """No field may be cut off at the side, at any size of type; nor out of sight below, if that can be."""
        self._area.setMinimumWidth(self._form.minimumSizeHint().width() + theme().px(12))
        self._set_close(close=self._form.minimumSizeHint().height() + self._saved > self.height())
        self._below.setVisible(self._form.minimumSizeHint().height() > self.height())
        self._name_what_is_below()

    def _set_close(self, *, close: bool) -> None:
        if close == self._is_close:
            return
        before = self._form.minimumSizeHint().height()
        self._is_close = close
        for title in self._titles:
            title.setVisible(not close)
        self._form.ui.column.setSpacing(CLOSE if close else ROOMY)
        self._saved = before - self._form.minimumSizeHint().height() if close else 0

    @Slot()
    def _name_what_is_below(self) -> None:
        edge = self._area.viewport().height()
        hidden = [field.label() for field in self._fields if self._bottom(field) > edge]
        self._below.setText(f"Below: {', '.join(hidden)}" if hidden else "The end of the form")

    def _bottom(self, field: Field) -> int:
        return field.mapTo(self._form, field.rect().bottomLeft()).y() + self._form.y()

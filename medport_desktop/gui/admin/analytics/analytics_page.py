"""Analytics: the figures of a period as plots and as tables."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from medport_desktop.domain.agencies import Agency
from medport_desktop.domain.center.analytics import Figures
from medport_desktop.domain.people import Organisation
from medport_desktop.gui.admin.analytics.analytics_strip import AnalyticsStrip
from medport_desktop.gui.admin.analytics.figure_card import FigureCard
from medport_desktop.gui.admin.analytics.figure_panel import FigurePanel
from medport_desktop.gui.admin.analytics.figures import FIGURES, Figure, counted, minutes_text
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.panel import Panel
from medport_desktop.gui.kit.facts.key_value import KeyValueGrid
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.tokens import Tone, Type
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.changes import Changes
from medport_desktop.services.center.admin import Admin

_PANEL_WIDTH = 440
_CARD_WIDTH = 350
"""Below this a card's plot is too narrow; above twice or three times it, that many stand beside one another."""
_MOST_COLUMNS = 3
_SETTLE_MS = 2000
"""While trips happen, the figures are read again this often at most."""


class AnalyticsPage(QWidget):
    """Read when it comes into view, when the filter changes, on F5, and some seconds after something happened."""

    def __init__(self, runtime: Runtime, admin: Admin, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("analytics_page")
        self._runtime = runtime
        self._admin = admin
        self._columns = 0
        self.figures = Figures()
        self.strip = AnalyticsStrip(self)
        self.strip.changed.connect(self.refresh)
        self.read_at = Text(self, tone=Tone.MUTED)
        self.read_at.setObjectName("analytics_read_at")
        self.cards = [FigureCard(figure, self) for figure in FIGURES]
        for card in self.cards:
            card.chosen.connect(self.choose)
        self.panel = FigurePanel(self)
        self._make_totals()
        self._lay_out()
        group = "Analytics"
        make_action(self, "Choose the period", "Ctrl+F", self.strip.setFocus, group=group)
        make_action(self, "Read everything again", "F5", self.refresh, group=group)
        make_action(self, "Go to the figure's table", "Ctrl+T", self._to_table, group=group)
        self._soon = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._soon.timeout.connect(self.refresh)
        runtime.changes.changed.connect(self._something_happened)
        self.setFocusProxy(self.cards[0].plot)
        self.choose(FIGURES[0])
        center = admin.stores.center
        runtime.tasks.run(lambda: (center.hospitals(), center.agencies()), then=self._show_organisations, owner=self)
        self.refresh()

    # -- set up -----------------------------------------------------------------------------------------
    def _make_totals(self) -> None:
        self.totals_card = Panel(self)
        self.totals_card.setObjectName("analytics_totals")
        self.totals = KeyValueGrid(self.totals_card, label_width=112)
        self.invented = Text(self.totals_card, type=Type.CAPTION, tone=Tone.MUTED, wrap=True)
        self.invented.setObjectName("analytics_invented")
        self.totals_card.body.setContentsMargins(14, 10, 10, 10)
        self.totals_card.body.addWidget(Text(self, text="In this period", type=Type.STRONG))
        self.totals_card.body.addWidget(self.totals)
        self.totals_card.body.addStretch(1)
        self.totals_card.body.addWidget(self.invented)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme().px(8))
        top.addWidget(self.strip)
        top.addStretch(1)
        top.addWidget(self.read_at)
        inside = QWidget(self)
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme().px(10))
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inside)
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        self.split.setObjectName("analytics_split")
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self._area)
        self.split.addWidget(self.panel)
        self.split.setStretchFactor(0, 1)
        self.split.splitterMoved.connect(lambda _at, _index: self._arrange())
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(theme().px(10))
        column.addLayout(top)
        column.addWidget(self.split, 1)
        self._arrange()

    def _arrange(self) -> None:
        """As many cards beside one another as have room."""
        columns = min(_MOST_COLUMNS, max(1, self._area.width() // theme().px(_CARD_WIDTH)))
        if columns == self._columns:
            return
        self._columns = columns
        for index, card in enumerate([self.totals_card, *self.cards]):
            self._grid.addWidget(card, index // columns, index % columns)
        for column in range(_MOST_COLUMNS):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._arrange)  # once the splitter has its new size

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous() and self.focusWidget() is None:
            self.split.setSizes([self.split.width() - theme().px(_PANEL_WIDTH), theme().px(_PANEL_WIDTH)])
        self._arrange()
        if not event.spontaneous() and hasattr(self, "figures"):  # what was read when it was last open is old
            self.refresh()

    # -- facts ------------------------------------------------------------------------------------------
    @Slot()
    def refresh(self) -> None:
        """Read again what the strip asks for."""
        self._soon.stop()
        wanted = self.strip.wanted()
        self._runtime.tasks.run(self._admin.figures, wanted, then=self._show, owner=self, key=(id(self), "figures"))

    @Slot(object)
    def _something_happened(self, changes: Changes) -> None:
        if changes.touches("system_analytics") and self.isVisible() and not self._soon.isActive():
            self._soon.start()

    def _show_organisations(self, found: tuple[Sequence[Organisation], Sequence[Agency]]) -> None:
        self.strip.set_organisations(*found)

    def _show(self, figures: Figures) -> None:
        self.figures = figures
        for card in self.cards:
            card.show_figures(figures)
        self.panel.show_figures(figures)
        self._show_totals(figures)
        self.read_at.setText(f"As of {site_clock().hms(site_clock().now())}")

    def _show_totals(self, figures: Figures) -> None:
        totals = figures.totals
        for key, label, value in (
            ("requests", "Requests", f"{totals.requests:,}"),
            ("accepted", "Taken", f"{totals.accepted:,}"),
            ("p50", "Half within", minutes_text(totals.p50_seconds)),
            ("p90", "9 of 10 within", minutes_text(totals.p90_seconds)),
            ("completed", "Completed", f"{totals.completed:,}"),
            ("miles", "Loaded miles", f"{totals.miles:,.0f}"),
            ("cancelled", "Cancelled", f"{totals.cancelled:,}"),
        ):
            self.totals.set_row(key, label, value)
        self.invented.setVisible(bool(totals.invented))
        self.invented.setText(f"With {counted(totals.invented, 'trip')} of the demo's invented history.")

    # -- choosing ---------------------------------------------------------------------------------------
    @Slot(object)
    def choose(self, figure: Figure) -> None:
        """Bring a figure's definition and table into view."""
        for card in self.cards:
            card.set_selected(card.figure is figure)
            if card.figure is figure:
                self._area.ensureWidgetVisible(card, 0, theme().px(10))
        self.panel.show_figure(figure)

    def _to_table(self) -> None:
        self.panel.current_board().setFocus(Qt.FocusReason.ShortcutFocusReason)

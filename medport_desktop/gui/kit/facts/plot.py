"""Plots in the theme's colours: bars and lines over a row of named points, read by eye, by pointer and by key.

This module alone imports pyqtgraph, which takes 0.5 s with NumPy: import it where a plot is first shown, and not with
the window. Nothing of it draws by OpenGL, pans or zooms: a plot shows all there is.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QFocusEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedLayout, QWidget

from medport_desktop.gui.kit.controls.empty import EmptyState
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.tokens import Tone, Type

_LONGEST_NAME = 150
"""The most that a name beside a bar may take, in pixels at a scale of 1."""
_BAR = 0.72
_MOST_LINES = 5
_FEWEST = 5
"""Fewer points than this get the room of so many."""
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


@dataclass(frozen=True, slots=True)
class Series:
    """Values at each point of a plot; None where there is none."""

    name: str
    tone: Tone
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """What a plot shows. `readouts` say each point in full; `lines` joins the values instead of drawing bars."""

    names: tuple[str, ...]
    """What stands at the axis."""
    readouts: tuple[str, ...]
    series: tuple[Series, ...]
    lines: bool = False
    sideways: bool = False
    """Bars run to the right, with a name beside each: for names that are long. Several series are stacked."""
    highest: float | None = None
    """Where the axis of values ends; None: a little above the highest."""
    unit: str = ""
    """Follows the numbers at the axis of values."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(value for series in self.series for value in series.values)


def _round_values(top: float) -> range:
    """Whole numbers for an axis from 0 to `top`: about four, in steps of 1, 2 or 5 times a power of ten."""
    step = 1
    while step * _MOST_LINES < top:
        step = step * 5 // 2 if str(step)[0] == "2" else step * 2
    return range(0, int(top) + 1, step)


class Plot(QWidget):
    """One chart. Left and Right (or Up and Down) go from point to point, Home and End to the ends, Esc to none.

    `pointed` carries the index of the point under the pointer or chosen by key, -1 for none; `entered` follows the
    focus or a click. The point's readout is the accessible description, which screen readers speak on each change.
    """

    pointed = Signal(int)
    entered = Signal()
    spoken_role = QAccessible.Role.Chart

    def __init__(self, parent: QWidget | None = None, *, sentence: str = "There is nothing to show.") -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._chart = Chart((), (), ())
        self._point = -1
        self._top = 1.0
        self._summary = ""
        self._view = pg.PlotWidget(self)
        self._view.setObjectName("plot_view")
        self._view.setFrameShape(QFrame.Shape.NoFrame)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.viewport().installEventFilter(self)
        self._view.viewport().setMouseTracking(True)
        self._item = self._view.getPlotItem()
        self._item.setMenuEnabled(False)
        self._item.hideButtons()
        self._item.setMouseEnabled(x=False, y=False)
        self._item.getViewBox().setDefaultPadding(0)
        self._mark = pg.QtWidgets.QGraphicsRectItem()
        self._mark.setZValue(-10)
        self._empty = EmptyState(self, icon="inbox", sentence=sentence)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self._view)
        self._stack.addWidget(self._empty)
        theme().changed.connect(self._draw_again)
        self.show_chart(self._chart)

    # -- what is shown ----------------------------------------------------------------------------------
    def show_chart(self, chart: Chart, summary: str = "") -> None:
        """Show other values; `summary` is what a screen reader says while no point is chosen."""
        self._chart, self._summary = chart, summary
        self._draw()
        self.point_at(self._point if self._point < len(chart.readouts) else -1)

    @property
    def chart(self) -> Chart:
        """What is shown."""
        return self._chart

    @property
    def point(self) -> int:
        """The chosen point; -1 for none."""
        return self._point

    def readout(self) -> str:
        """What the chosen point says; "" for none."""
        return self._chart.readouts[self._point] if self._point >= 0 else ""

    def point_at(self, index: int) -> None:
        """Choose a point; -1 for none."""
        self._point = index
        self._place_mark()
        self.setAccessibleDescription(self.readout() or self._summary)
        self.pointed.emit(index)

    # -- drawing ----------------------------------------------------------------------------------------
    @Slot()
    def _draw_again(self) -> None:
        self._draw()
        self._place_mark()

    def _draw(self) -> None:
        chart, item = self._chart, self._item
        self._view.setBackground(theme().color(Tone.SURFACE))
        self._stack.setCurrentWidget(self._empty if chart.is_empty else self._view)
        item.clear()
        item.addItem(self._mark, ignoreBounds=True)
        if chart.is_empty:
            return
        self._top = chart.highest or 1.12 * max(self._heights())
        spare = max(0, _FEWEST - len(chart.names)) / 2  # a bar of its own would fill the plot
        across, along = (0, self._top), (-0.5 - spare, len(chart.names) - 0.5 + spare)
        x, y = (across, along) if chart.sideways else (along, across)
        item.setRange(xRange=x, yRange=y, padding=0, disableAutoRange=True)
        item.invertY(chart.sideways)
        self._draw_lines() if chart.lines else self._draw_bars()
        self._dress_axes()

    def _heights(self) -> list[float]:
        """How far up each point reaches."""
        reach: Callable[[Iterable[float]], float] = sum if self._chart.sideways else max
        columns = zip(*(series.values for series in self._chart.series), strict=True)
        return [reach([value or 0.0 for value in column]) for column in columns]

    def _draw_bars(self) -> None:
        chart = self._chart
        floors = [0.0] * len(chart.names)
        share = 1 if chart.sideways else len(chart.series)
        for number, series in enumerate(chart.series):
            values = [value or 0.0 for value in series.values]
            places = [i + (number - (share - 1) / 2) * _BAR / share * (share > 1) for i in range(len(values))]
            brush = theme().mark(series.tone)
            if chart.sideways:
                bars = pg.BarGraphItem(x0=floors, y=places, height=_BAR * 0.82, width=values, brush=brush, pen=None)
                floors = [floor + value for floor, value in zip(floors, values, strict=True)]
            else:
                bars = pg.BarGraphItem(x=places, width=_BAR / share, y0=0, height=values, brush=brush, pen=None)
            self._item.addItem(bars)

    def _draw_lines(self) -> None:
        nothing = float("nan")
        for series in self._chart.series:
            colour = theme().mark(series.tone)
            pen = pg.mkPen(colour, width=max(2, theme().px(2)))
            values = [nothing if value is None else value for value in series.values]
            self._item.addItem(
                pg.PlotDataItem(
                    list(range(len(values))),
                    values,
                    pen=pen,
                    symbol="o",
                    symbolSize=theme().px(5),
                    symbolBrush=colour,
                    symbolPen=None,
                    connect="finite",
                    antialias=True,
                )
            )

    def _dress_axes(self) -> None:
        names, values = ("left", "bottom") if self._chart.sideways else ("bottom", "left")
        font = theme().font(Type.CAPTION)
        for name in (names, values):
            axis = self._item.getAxis(name)
            axis.setStyle(tickFont=font, tickLength=0, tickTextOffset=theme().px(6), hideOverlappingLabels=False)
            axis.setTextPen(theme().color(Tone.MUTED))
            axis.setPen(QPen(Qt.PenStyle.NoPen) if name == values else pg.mkPen(theme().color(Tone.BORDER)))
            axis.setTickPen(pg.mkPen(theme().color(Tone.BORDER)))
            axis.setGrid(False)
        lines = self._item.getAxis(values)
        lines.setGrid(255)
        lines.setZValue(-20)  # behind the bars
        lines.setTicks([[(value, f"{value:,}{self._chart.unit}") for value in _round_values(self._top)]])
        self._name_points()

    def _name_points(self) -> None:
        """Names that fit beside one another: each, or every second, third and so on."""
        chart, metrics = self._chart, QFontMetricsF(theme().font(Type.CAPTION))
        if chart.is_empty:
            return
        if chart.sideways:
            room = theme().px(_LONGEST_NAME)
            shown = [metrics.elidedText(name, Qt.TextElideMode.ElideRight, room) for name in chart.names]
            self._item.getAxis("left").setTicks([list(enumerate(shown))])
            self._item.getAxis("left").setWidth(max(map(metrics.horizontalAdvance, shown)) + theme().px(12))
            return
        widest = max(map(metrics.horizontalAdvance, chart.names)) + theme().px(10)
        room = max(1, self.width() - theme().px(50))
        every = max(1, -int(-widest * len(chart.names) // room))
        self._item.getAxis("bottom").setTicks([[(i, name) for i, name in enumerate(chart.names) if i % every == 0]])
        values = [f"{value:,}{chart.unit}" for value in _round_values(self._top)]
        self._item.getAxis("left").setWidth(max(map(metrics.horizontalAdvance, values)) + theme().px(12))

    def _place_mark(self) -> None:
        """A band behind the chosen point."""
        low, high = self._item.getViewBox().viewRange()[0 if self._chart.sideways else 1]
        along = QRectF(self._point - 0.5, low, 1, high - low)
        across = QRectF(low, self._point - 0.5, high - low, 1)
        self._mark.setRect(across if self._chart.sideways else along)
        self._mark.setPen(QPen(Qt.PenStyle.NoPen))
        self._mark.setBrush(theme().color(Tone.SELECT))
        self._mark.setVisible(self._point >= 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name_points()

    # -- pointing ---------------------------------------------------------------------------------------
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._point_under(event.position())
        elif event.type() is QEvent.Type.Leave and not self.hasFocus():
            self.point_at(-1)
        elif event.type() is QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._point_under(event.position())
            self.entered.emit()
        return super().eventFilter(watched, event)

    def _point_under(self, position: QPointF) -> None:
        where = self._item.getViewBox().mapSceneToView(self._view.mapToScene(position.toPoint()))
        index = round(where.y() if self._chart.sideways else where.x())
        if 0 <= index < len(self._chart.names) and index != self._point:
            self.point_at(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._chart.readouts) - 1
        key = event.key()
        if last < 0 or self._chart.is_empty or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in _STEPS:
            step = _STEPS[Qt.Key(key)]
            self.point_at(min(last, max(0, self._point + step)) if self._point >= 0 else (0 if step > 0 else last))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.point_at(0 if key == Qt.Key.Key_Home else last)
        elif key == Qt.Key.Key_Escape and self._point >= 0:
            self.point_at(-1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self.point_at(-1)

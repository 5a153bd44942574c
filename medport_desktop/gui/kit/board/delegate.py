"""Paints a board's cells: one delegate for the whole board, one function for each kind of cell."""

from collections.abc import Callable
from math import ceil
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from medport_desktop.domain.enums import Need
from medport_desktop.gui.kit.board.cells import Route, Timer, short_place, spoken_place
from medport_desktop.gui.kit.board.columns import Column, Paint
from medport_desktop.gui.kit.board.model import BoardModel
from medport_desktop.gui.kit.board.order import GroupHead, HeadWords
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.facts.vocabulary import need_look, priority_look
from medport_desktop.gui.kit.style.icons import pixmap
from medport_desktop.gui.kit.style.painting import (
    LEFT,
    draw_pill,
    draw_shape,
    draw_status,
    draw_tag,
    draw_text,
    mixed,
    pill_width,
    surface,
    tag_width,
    width_of,
)
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.tokens import Tone, Type

CELL_PADDING = 8
NEED_ICON, NEED_STEP = 15, 19
STALE_OPACITY = 0.62  # enough to see that it is old, still legible
NARROWEST_PLACE = 36
TELLING_LETTERS = 4  # of a name's last word
Index = QModelIndex | QPersistentModelIndex


class BoardState(Protocol):
    """What the delegate asks of its view."""

    hover_line: int
    stale: bool


def cell_rect(rect: QRectF) -> QRectF:
    """The part of a cell that its text may use."""
    pad = theme().px(CELL_PADDING)
    return rect.adjusted(pad, 0, -pad, 0)


def line_fill(model: BoardModel[Any], line: int, *, selected: bool, hovered: bool) -> QColor:
    """A line's background: selection over glow over hover over the surface."""
    base = theme().color(Tone.SELECT if selected else Tone.HOVER if hovered else Tone.SURFACE)
    key = model.key_at(line)
    strength = model.glow.strength(key) if key is not None and not selected else 0.0
    return mixed(base, theme().color(Tone.GLOW), strength) if strength else base


class BoardDelegate(QStyledItemDelegate):
    """Draws straight from the row: no style option is filled in, no widget is made."""

    def __init__(self, view: QAbstractItemView, state: BoardState) -> None:
        super().__init__(view)
        self._state = state
        self._dpr: Callable[[], float] = view.devicePixelRatioF
        self._painters: dict[Paint, Callable[[QPainter, QRectF, Column[Any], Any], None]] = {
            Paint.TEXT: self._text,
            Paint.PRIORITY: self._priority,
            Paint.STATUS: self._status,
            Paint.LEVEL: self._level,
            Paint.ROUTE: self._route,
            Paint.NEEDS: self._needs,
            Paint.TIMER: self._timer,
        }

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme().px(60), theme().row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, BoardModel):
            return
        line = index.row()
        row = model.row_at(line)
        if row is None:  # the view draws headers over the whole width
            return
        rect = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        fill = line_fill(model, line, selected=selected, hovered=line == self._state.hover_line)
        painter.fillRect(rect, fill)
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), theme().color(Tone.BORDER))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._state.stale:
            painter.setOpacity(STALE_OPACITY)
        column = model.columns[index.column()]
        self._painters[column.paint](painter, cell_rect(rect), column, row)
        painter.setOpacity(1.0)

    # -- one function a kind ----------------------------------------------------------------------------
    def _text(self, painter: QPainter, rect: QRectF, column: Column[Any], row: object) -> None:
        colour = theme().color(column.tone(row))
        draw_text(painter, rect, column.text(row), theme().font(strong=column.strong), colour, column.align)

    def _priority(self, painter: QPainter, rect: QRectF, column: Column[Any], row: object) -> None:
        look = priority_look(column.cell(row))
        draw_shape(painter, rect.left(), rect.center().y(), look)
        font = theme().font(strong=look.strong)
        draw_text(painter, rect.adjusted(theme().px(27), 0, 0, 0), look.word, font, theme().color(look.tone), LEFT)

    def _status(self, painter: QPainter, rect: QRectF, column: Column[Any], row: object) -> None:
        draw_status(painter, rect, column.cell(row), theme().font(), column.align)

    def _level(self, painter: QPainter, rect: QRectF, column: Column[Any], row: object) -> None:
        words = column.cell(row).label
        right = bool(column.align & Qt.AlignmentFlag.AlignRight)
        draw_tag(painter, rect.right() - tag_width(words) if right else rect.left(), rect.center().y(), words)

    def _timer(self, painter: QPainter, rect: QRectF, column: Column[Any], row: object) -> None:
        timer: Timer = column.cell(row)
        now = site_clock().now()
        tone = timer.tone(now)
        font = theme().font(strong=tone is Tone.RED, medium=tone is Tone.AMBER)
        words = timer.text(now)
        if width_of(words, font) > rect.width():
            words = timer.brief(now)
        draw_text(painter, rect, words, font, theme().color(tone), column.align)

    def _needs(self, painter: QPainter, rect: QRectF, column: Column[Any], row: object) -> None:
        side, step = theme().px(NEED_ICON), theme().px(NEED_STEP)
        top = round(rect.center().y() - side / 2)
        left = round(rect.left())
        needs: tuple[Need, ...] = column.cell(row)
        fits = max(1, int((rect.width() + step - side + CELL_PADDING / 2) // step))
        for need in needs if len(needs) <= fits else needs[: fits - 1]:
            painter.drawPixmap(left, top, pixmap(need_look(need).icon, Tone.MUTED, side, self._dpr()))
            left += step
        if len(needs) > fits:
            rest = QRectF(left, rect.top(), rect.right() - left + CELL_PADDING, rect.height())
            font = theme().font(Type.CAPTION)
            draw_text(painter, rest, f"+{len(needs) - fits + 1}", font, theme().color(Tone.MUTED), LEFT)

    def _route(self, painter: QPainter, rect: QRectF, column: Column[Any], row: object) -> None:
        route: Route = column.cell(row)
        bold, small = theme().font(medium=True), theme().font(Type.CAPTION)
        gap, arrow = theme().px(4), theme().px(8 + 12 + 8) if route.from_name and route.to_name else 0
        texts = [route.from_name, route.to_name]
        for shorter in (short_place, spoken_place):
            if sum(width_of(name, bold) + 1 for name in texts) + arrow > rect.width():
                texts = [shorter(name) for name in (route.from_name, route.to_name)]
        names = [width_of(name, bold) + 1 for name in texts]
        places = [width_of(place, small) + gap + 1 if place else 0.0 for place in (route.from_place, route.to_place)]
        names, places = _share(rect.width() - arrow, names, places)
        left = rect.left()
        ink, muted = theme().color(column.tone(row)), theme().color(Tone.MUTED)
        for end, (name, place) in enumerate(zip(texts, (route.from_place, route.to_place), strict=True)):
            if end and arrow:
                side = theme().px(12)
                image = pixmap("arrow-right", Tone.MUTED, side, self._dpr())
                painter.drawPixmap(round(left + theme().px(8)), round(rect.center().y() - side / 2), image)
                left += arrow
            words = told_apart(name, names[end], bold)
            draw_text(painter, QRectF(left, rect.top(), names[end], rect.height()), words, bold, ink, LEFT)
            left += names[end]
            if places[end]:
                room = QRectF(left + gap, rect.top() + 0.5, places[end] - gap, rect.height())
                draw_text(painter, room, place, small, muted, LEFT)
                left += places[end]

    # -- tooltips ---------------------------------------------------------------------------------------
    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        model = index.model()
        if event.type() == QEvent.Type.ToolTip and isinstance(model, BoardModel):
            column, row = model.columns[index.column()], model.row_at(index.row())
            if row is not None and column.paint is Paint.NEEDS:
                needs: tuple[Need, ...] = column.cell(row)
                rect = cell_rect(QRectF(view.visualRect(index)))
                at = int((event.pos().x() - rect.left()) // theme().px(NEED_STEP))
                words = need_look(needs[at]).word if 0 <= at < len(needs) else column.text(row)
                QToolTip.showText(event.globalPos(), words, view)
                return True
        return super().helpEvent(event, view, option, index)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return False  # boards have no editors


def words_width(column: Column[Any], row: object, *, brief: bool = True) -> int:
    """How wide a cell must be for all its words, in pixels; `brief` asks for those of a time where room is short."""
    words, strong, beside = column.text(row), column.strong, 0
    if column.paint is Paint.TIMER:
        timer, now = column.cell(row), site_clock().now()
        words, strong = timer.brief(now) if brief else words, timer.tone(now) is Tone.RED
    elif column.paint is Paint.STATUS:
        beside = theme().px(8 + 6)
    return (
        ceil(width_of(words, theme().font(strong=strong))) + beside + 2 * theme().px(CELL_PADDING) + 1 if words else 0
    )


def told_apart(name: str, width: float, font: QFont) -> str:
    """A facility's name, cut to a width so that its last word can be read.

    Houses of one name differ at its end: "Conem… Nason" is not "Conema… Mem", where both would be "Conemaugh …".
    """
    metrics, right = QFontMetricsF(font), Qt.TextElideMode.ElideRight
    head, _, last = name.rpartition(" ")
    shown = metrics.elidedText(name, right, width)
    if shown == name or len(shown) - len(f"{head} …") >= TELLING_LETTERS:
        return shown
    begin = metrics.elidedText(head, right, width - metrics.horizontalAdvance(f" {last}"))
    return f"{begin} {last}" if begin not in ("", "…") else shown


def _share(width: float, names: list[float], places: list[float]) -> tuple[list[float], list[float]]:
    """Fit both ends of a route in a width: places give way first, then the longer name."""
    spare = width - sum(names) - sum(places)
    if spare >= 0:
        return names, places
    for_places = width - sum(names)
    if for_places >= NARROWEST_PLACE * sum(1 for place in places if place):
        small = min(places)
        first = min(small, for_places / 2)
        shared = [first, for_places - first] if places[0] == small else [for_places - first, first]
        return names, shared
    if for_places >= 0:
        return names, [0.0, 0.0]
    half = width / 2
    if names[0] <= half:
        return [names[0], width - names[0]], [0.0, 0.0]
    if names[1] <= half:
        return [width - names[1], names[1]], [0.0, 0.0]
    return [half, half], [0.0, 0.0]


def paint_head(
    painter: QPainter, line: QRect, head: GroupHead, words: HeadWords, *, pointed: bool, chosen: bool
) -> None:
    """The line above a group's rows: whether it is folded, its title, how many there are and what it says of them."""
    rect, px = QRectF(line), theme().px
    painter.fillRect(rect, theme().color(Tone.HOVER if pointed else Tone.RAISED))
    painter.fillRect(QRectF(0, rect.bottom() - 1, rect.width(), 1), theme().color(Tone.BORDER))
    side, middle = px(13), rect.center().y()
    arrow = "chevron-right" if head.collapsed else "chevron-down"
    image = pixmap(arrow, Tone.MUTED, side, painter.device().devicePixelRatio())
    painter.drawPixmap(px(8), round(middle - side / 2), image)
    strong, plain, number = theme().font(strong=True), theme().font(), str(head.count)
    beside = ceil(width_of(words.beside, plain)) + 1
    most = rect.width() - px(25) - px(8) - pill_width(number) - px(8) - beside - px(8)
    title = QRectF(px(25), rect.top(), min(ceil(width_of(words.title, strong)) + 1, most), rect.height())
    draw_text(painter, title, words.title, strong, theme().color(Tone.MUTED), LEFT)
    draw_pill(painter, title.right() + px(8), middle, number)
    after = QRectF(title.right() + px(16) + pill_width(number), rect.top(), beside, rect.height())
    draw_text(painter, after, words.beside, plain, theme().color(Tone.TEXT), LEFT)
    if chosen:
        surface(painter, rect.adjusted(1, 1, -1, -1), border=theme().color(Tone.ACCENT), radius=4)

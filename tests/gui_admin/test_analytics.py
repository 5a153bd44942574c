"""Analytics in the window: live figures, filters, and plots that are read by pointer, by key and by ear."""

import subprocess
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from medport_desktop.domain.center.analytics import Figures, Period, days_between
from medport_desktop.domain.enums import Silo
from medport_desktop.gui.admin.analytics.analytics_page import AnalyticsPage
from medport_desktop.gui.admin.analytics.figure_card import FigureCard
from medport_desktop.gui.kit.board.export import shown_table
from medport_desktop.gui.kit.facts.plot import Plot
from medport_desktop.gui.kit.style.theme import Mode, theme
from medport_desktop.gui.kit.style.tokens import Tone
from medport_desktop.gui.shared.accounts.accounts_page import AccountsPage
from tests.gui_center.center import Center
from tests.gui_center.conftest import ALTOONA, NASON, Region
from tests.hands import CTRL

KEY = Qt.Key


@pytest.fixture
def analytics(center: Center, page: AccountsPage) -> AnalyticsPage:
    center.press(KEY.Key_8, CTRL)
    shown = center.find(AnalyticsPage, "analytics_page")
    center.until(lambda: shown.figures.totals.requests and shown.strip.hospital.count() > 1)
    center.settle()
    return shown


def choose(center: Center, box: QComboBox, text: str) -> None:
    """Choose by the word, and wait for the figures."""
    box.setFocus()
    box.setCurrentIndex(box.findText(text))
    center.settle()


def card(page: AnalyticsPage, key: str) -> FigureCard:
    return next(card for card in page.cards if card.figure.key == key)


@dataclass(frozen=True)
class Seen:
    """What the page says about today."""

    requests: int
    accepted: int
    cancelled: int

    @classmethod
    def of(cls, figures: Figures) -> "Seen":
        return cls(figures.totals.requests, figures.totals.accepted, figures.totals.cancelled)


def test_figures_follow_what_happens_without_a_key(center: Center, analytics: AnalyticsPage, region: Region) -> None:
    choose(center, analytics.strip.period, "Today")
    before = Seen.of(analytics.figures)
    region.accepted("bedford")
    waiting, _number = region.entered()
    region.rows(
        Silo.HOSPITAL,
        "update medport.transport_request set status = 'CANCELLED', cancellation_reason = 'WEATHER' where id = %s"
        " returning 1",
        waiting,
    )
    after = Seen(before.requests + 2, before.accepted + 1, before.cancelled + 1)
    center.until(lambda: Seen.of(analytics.figures) == after)
    reasons = {f.reason.label: f.unheld for f in analytics.figures.reasons}
    assert reasons["Weather"] >= 1
    titles, rows = analytics.panel.models["cancellations"].table()
    assert titles[:2] == ["Reason", "Cancelled"]
    assert any(row[0] == "Weather" for row in rows)


def test_the_hospital_filter_counts_what_the_hospital_silo_has(
    center: Center, analytics: AnalyticsPage, region: Region
) -> None:
    region.entered(NASON)
    choose(center, analytics.strip.period, "Today")
    asked = {}
    for hospital in (NASON, ALTOONA):
        choose(center, analytics.strip.hospital, hospital)
        counted = analytics.figures.totals
        asked[hospital] = counted.requests - counted.invented
        since, until = days_between(*[analytics.strip.wanted().since.date()] * 2, ZoneInfo("America/New_York"))
        query = """
            select count(*) from medport.transport_request t
            where t.hospital_name = %s and t.created_at >= %s and t.created_at < %s
        """
        assert region.rows(Silo.HOSPITAL, query, hospital, since, until) == [(asked[hospital],)]
    assert asked[NASON] > 0
    choose(center, analytics.strip.level, "CCT")
    assert {f.level.value for f in analytics.figures.levels} <= {"CCT"}


def test_a_plot_is_read_by_keys(center: Center, analytics: AnalyticsPage) -> None:
    hours = card(analytics, "hours")
    assert center.focused() is hours.plot
    assert "most at" in hours.readout.text()
    center.press(KEY.Key_Right)
    first = analytics.figures.hours[0].requests
    noun = "request" if first == 1 else "requests"
    assert hours.readout.text() == f"00:00–01:00 · {first:,} {noun}"
    assert hours.plot.accessibleDescription() == hours.readout.text()
    center.press(KEY.Key_End)
    assert hours.readout.text().startswith("23:00–00:00")
    center.press(KEY.Key_Right)
    assert hours.plot.point == 23
    center.press(KEY.Key_Home)
    assert hours.plot.point == 0
    center.press(KEY.Key_Escape)
    assert hours.plot.point == -1
    assert "most at" in hours.plot.accessibleDescription()


def test_tab_goes_from_plot_to_plot_and_the_table_follows(center: Center, analytics: AnalyticsPage) -> None:
    seen = []
    for _ in analytics.cards:
        focused = center.focused()
        assert isinstance(focused, Plot)
        seen.append(focused.accessibleName())
        assert analytics.panel.title.text() == focused.accessibleName()
        assert shown_table(analytics.panel.current_board()).name == focused.accessibleName()
        center.press(KEY.Key_Tab)
    assert seen == [card.figure.title for card in analytics.cards]
    center.press(KEY.Key_T, CTRL)
    assert center.focused() is analytics.panel.current_board()


def test_the_pointer_reads_a_bar_and_a_click_brings_its_table(center: Center, analytics: AnalyticsPage) -> None:
    miles = card(analytics, "miles_days")
    center.until(lambda: miles.plot.width() > 100)
    view = miles.plot.findChild(object, "plot_view")
    assert view is not None
    viewport = view.viewport()
    last = analytics.figures.days[-1]
    spot = QPoint(viewport.width() - 10, viewport.height() // 2)
    QTest.mouseMove(viewport, spot - QPoint(60, 0))
    QTest.mouseMove(viewport, spot)
    center.until(lambda: f"{last.miles:,.1f} mi" in miles.readout.text())
    assert center.focused() is not miles.plot  # to look is not to go there
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    assert center.focused() is miles.plot
    assert analytics.panel.title.text() == "Loaded miles by day"
    table = shown_table(analytics.panel.current_board())
    assert table.titles == ("Day", "Loaded miles", "Trips")
    assert len(table.rows) == 30


def test_a_period_of_ones_own_that_is_empty_says_so(center: Center, analytics: AnalyticsPage) -> None:
    center.press(KEY.Key_F, CTRL)
    assert center.focused() is analytics.strip.period
    center.press(KEY.Key_End)
    assert analytics.strip.first.isVisible()
    analytics.strip.first.setDate(QDate(2001, 3, 5))
    analytics.strip.last.setDate(QDate(2001, 3, 4))
    center.until(lambda: not analytics.figures.totals.requests)
    center.settle()
    assert len(analytics.figures.days) == 2  # whichever of the two days was named first
    assert all(shown.plot.chart.is_empty for shown in analytics.cards)
    assert not card(analytics, "hours").plot.findChild(object, "plot_view").isVisible()
    assert analytics.panel.models["acceptance"].rows() == []
    center.press(KEY.Key_F5)
    center.settle()
    assert analytics.figures.totals.p50_seconds is None


def test_plots_follow_the_theme(center: Center, analytics: AnalyticsPage) -> None:
    plot = card(analytics, "hours").plot
    before = theme().mode
    try:
        for mode in (Mode.DARK, Mode.LIGHT):
            theme().set_mode(mode)
            image = plot.grab().toImage()
            colours = {
                image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)
            }
            assert {theme().color(Tone.SURFACE).name(), theme().mark(Tone.ACCENT).name()} <= colours
    finally:
        theme().set_mode(before)


def test_no_sign_in_waits_for_the_library_of_plots() -> None:
    code = "import sys, medport_desktop.bootstrap; print(*{'numpy', 'pyqtgraph'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == ""


@pytest.mark.parametrize(("day", "hours"), [(date(2025, 3, 9), 23), (date(2025, 11, 2), 25), (date(2025, 6, 1), 24)])
def test_a_day_has_the_hours_of_its_zone(day: date, hours: int) -> None:
    since, until = days_between(day, day, ZoneInfo("America/New_York"))
    assert until.timestamp() - since.timestamp() == timedelta(hours=hours).total_seconds()


def test_every_period_has_words() -> None:
    assert len({period.label for period in Period}) == len(Period)

"""Weights are read as they are meant, and nothing else is read at all."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medport_desktop.domain.written.typed_times import Unreadable
from medport_desktop.gui.hospital.entry.patient_facts import age_text, pounds, weight_doubt, weight_kg

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "kg"),
    [
        ("92", 92.0),
        ("92 kg", 92.0),
        ("92,5", 92.5),
        ("203 lb", 92.1),
        ("203lbs", 92.1),
        ("3400 g", 3.4),
        ("3,400 g", 3.4),
        ("1,345 lb", 610.1),
        ("1,345.5 lbs.", 610.3),
        ("0,345", 0.3),
        ("92,5 kg", 92.5),
        ("7 lb 4 oz", 3.3),
        ("7lb4oz", 3.3),
        ("7 lbs, 4 ounces", 3.3),
        ("116 oz", 3.3),
        ("203#", 92.1),
        ("203 #", 92.1),
        ("92 kilograms", 92.0),
        ("212 g", 0.2),
        ("1,345", 1345.0),
        ("0", 0.0),
        ("2000", 2000.0),
        ("", None),
    ],
)
def test_weights(text: str, kg: float | None) -> None:
    assert weight_kg(text) == kg


@pytest.mark.parametrize(
    "text", ["heavy", "-5", "1e9", "92 stone", "12345678901234567890", "92.5.1", "kg", "1,34,5 lb", "4 oz 7 lb"]
)
def test_what_is_no_weight_is_told(text: str) -> None:
    with pytest.raises(Unreadable, match="203 lb"):
        weight_kg(text)


@pytest.mark.parametrize(
    ("kg", "born", "asks"),
    [
        (None, None, False),
        (92.0, None, False),
        (3.4, None, False),
        (0.2, None, True),
        (610.0, None, True),
        (3.4, date(2026, 11, 20), False),
        (34.0, date(2026, 11, 20), True),
        (3.4, date(1951, 3, 8), True),
        (92.0, date(1951, 3, 8), False),
        (92.0, date(2024, 3, 8), True),
    ],
)
def test_an_unlikely_weight_is_asked_about(kg: float | None, born: date | None, *, asks: bool) -> None:
    assert bool(weight_doubt(kg, born, TODAY)) is asks


def test_pounds_and_ages() -> None:
    assert pounds(92) == 203
    assert age_text(date(1951, 3, 8), TODAY) == "75 y"
    assert age_text(date(2026, 6, 1), TODAY) == "5 mo"
    assert age_text(date(2026, 11, 20), TODAY) == "3 d"
    assert age_text(date(2030, 1, 1), TODAY) == ""


@given(st.text(max_size=30))
def test_no_text_is_a_bug(text: str) -> None:
    with contextlib.suppress(Unreadable):
        weight_kg(text)

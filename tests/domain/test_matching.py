"""Names are found however their signs and accents are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medport_desktop.domain.written.matching import begins, begins_all, fold, has_all, natural, spans


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("mat-su", "Mat-Su Regional"),
        ("mat su", "Mat-Su Regional"),
        ("matsu", "Mat-Su Regional"),
        ("mat\u2013su", "Mat-Su Regional"),
        ("st vincents", "St. Vincent's Medical Center"),
        ("st vincent\u2019s", "St Vincent's"),
        ("vincent's", "St Vincent\u2019s"),
        ("obrien", "O'Brien County"),
        ("o\u2019brien", "O'Brien County"),
        ("jose", "San Jos\u00e9"),
        ("jos\u00e9", "San Jose"),
        ("cafe\u0301", "Caf\u00e9 Clinic"),
        ("strasse", "Stra\u00dfe 5"),
        ("sodra", "S\u00f6dra"),
        ("odense", "\u00d8dense"),
        ("penn/highlands", "Penn Highlands (DuBois)"),
        ("(dubois", "Penn Highlands (DuBois)"),
        ("dubois", "Penn Highlands (DuBois)"),
        ("altoona er", "Altoona/ER"),
        ("penn \u2013 dubois", "Penn Highlands (DuBois)"),
        ("\uff41\uff4c\uff54\uff4f\uff4f\uff4e\uff41", "Altoona"),
        ("t-1042", "T-1042"),
        ("t1042", "T-1042"),
        ("16673-1234", "16673-1234"),
        ("me\u00addical", "Medical"),
    ],
)
def test_both_sides_are_folded_alike(typed: str, name: str) -> None:
    assert has_all(typed, "Elsewhere", name)
    assert begins_all(typed, "Elsewhere", name)


def test_what_is_not_there_is_not_found() -> None:
    assert not has_all("mat-so", "Mat-Su Regional")
    assert not has_all("t-1042", "Trip 42 of 10 T-1041")
    assert has_all("ltoona", "Altoona")
    assert not begins_all("ltoona", "Altoona")
    assert has_all("", "Altoona")
    assert not has_all("???", "Altoona")
    assert not begins_all("\N{SNOWMAN}", "Altoona")
    assert begins("st v", "St. Vincent's")
    assert not begins("vincent", "St. Vincent's")


@pytest.mark.parametrize(
    ("name", "typed", "strong"),
    [
        ("Mat-Su Regional", "mat-su", ["Mat-Su"]),
        ("T-1040 is in transit", "cancel t-1040", ["T-1040"]),
        ("St Vincent's", "vincents", ["Vincent's"]),
        ("San Jos\u00e9", "jose", ["Jos\u00e9"]),
        ("UPMC Altoona", "alt", ["Alt"]),
        ("UPMC Altoona", "toona", []),
    ],
)
def test_what_was_typed_is_marked(name: str, typed: str, strong: list[str]) -> None:
    parts = spans(name, typed)
    assert "".join(text for text, _ in parts) == name
    assert [text for text, is_strong in parts if is_strong] == strong


@given(st.text(max_size=40), st.text(max_size=12))
def test_any_text_is_folded_once_and_for_all(text: str, typed: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert has_all(text, text) == (bool(fold(text)) or not text.strip())
    assert "".join(part for part, _ in spans(text, typed)) == text


@pytest.mark.parametrize(
    "ordered",
    [
        ["T-999", "T-1001", "T-9999", "T-10000", "T-10001"],
        ["M-2", "M-10", "m-11", "M 21"],
        ["7", "Altoona 2", "\u00c4ltoona 10", "Blair", "Blair 1"],
    ],
)
def test_numbers_in_names_count_as_such(ordered: list[str]) -> None:
    backwards = ordered[::-1]
    assert sorted(backwards, key=natural) == ordered


@given(st.lists(st.text(max_size=12)))
def test_any_texts_can_be_ordered(texts: list[str]) -> None:
    sorted(texts, key=natural)

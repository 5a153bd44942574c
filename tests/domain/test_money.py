"""Amounts as people read and type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medport_desktop.domain.written.money import dollars, read_dollars


@pytest.mark.parametrize(
    ("cents", "words"),
    [(0, "$0"), (140_200, "$1,402"), (41_250, "$412.50"), (5, "$0.05"), (-50, "-$0.50"), (-300, "-$3")],
)
def test_cents_are_shown_only_where_there_are_any(cents: int, words: str) -> None:
    assert dollars(cents) == words


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("412", 41200),
        ("$1,184.50", 118450),
        (" 412.5 ", 41250),
        (" 0.5 ", 50),
        (".75", 75),
        ("412.", 41200),
        ("-3", -300),
        ("$-3", -300),
    ],
)
def test_amounts_are_read(text: str, cents: int) -> None:
    assert read_dollars(text) == cents


@pytest.mark.parametrize("text", ["", "$", ".", "x", "1e9", "nan", "inf", "4 12", "٤١٢", "412.345", "--3", "9" * 5000])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="amount"):
        read_dollars(text)


@given(st.integers(min_value=0, max_value=10**12))
def test_an_amount_written_is_read_again(cents: int) -> None:
    assert read_dollars(dollars(cents)) == cents


@given(st.text(max_size=12))
def test_no_text_does_worse_than_a_sentence(text: str) -> None:
    try:
        read_dollars(text)
    except ValueError as error:
        assert str(error).startswith(("Enter", "An amount"))  # noqa: PT017 - both outcomes are right

"""Amounts as people read them."""

import pytest

from medport_desktop.domain.money import dollars


@pytest.mark.parametrize(
    ("cents", "words"),
    [(0, "$0"), (140_200, "$1,402"), (41_250, "$412.50"), (5, "$0.05"), (-50, "-$0.50"), (-300, "-$3")],
)
def test_cents_are_shown_only_where_there_are_any(cents: int, words: str) -> None:
    assert dollars(cents) == words

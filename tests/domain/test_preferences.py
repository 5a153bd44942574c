"""Orders of preferred agencies."""

from uuid import UUID

from medport_desktop.domain.preferences import Preference, in_order, moved, ordinal, ranks

HOSPITAL = UUID(int=9)
A, B, C, D = (UUID(int=number) for number in range(1, 5))


def preference(agency: UUID, order: int, *, counts: bool = True) -> Preference:
    return Preference(HOSPITAL, agency, order, counts, "")


def test_a_paused_one_keeps_its_place_and_has_no_rank() -> None:
    preferences = [preference(C, 7), preference(A, 1), preference(B, 4, counts=False), preference(D, 7)]
    assert [one.agency_id for one in in_order(preferences)] == [A, B, C, D]
    assert ranks(preferences) == {A: 1, C: 2, D: 3}
    assert ranks([]) == {}


def test_an_agency_moves_and_the_others_keep_their_order() -> None:
    assert moved([A, B, C], C, 0) == [C, A, B]
    assert moved([A, B, C], A, 1) == [B, A, C]
    assert moved([A, B, C], A, 99) == [B, C, A]
    assert moved([A, B, C], B, -5) == [B, A, C]
    assert moved([A, B], D, 1) == [A, D, B]


def test_ordinals() -> None:
    told = [ordinal(number) for number in (1, 2, 3, 4, 11, 12, 13, 21, 22, 101, 111)]
    assert told == ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "101st", "111th"]

"""The town of an address: by its ZIP code, or where it ends with one that there is; nothing else is taken for it."""

import pytest

from medport_desktop.services.zips import place_of, town_of


@pytest.mark.parametrize(
    ("address", "town"),
    [
        ("12 Oak Lane, Everett, PA 15537", "Everett, PA"),
        ("12 Oak Lane 15537-1234", "Everett, PA"),
        ("12 Oak Lane, Everett, PA", "Everett, PA"),
        ("12 Oak Lane, roaring spring, pa", "Roaring Spring, PA"),
        ("Everett, PA", "Everett, PA"),
        ("12 Oak Lane", ""),
        ("12 Oak Lane, Nowhere at all, PA", ""),
        ("c/o John Doe, PA", ""),
        ("PO Box 12345, Altoona, PA", "Altoona, PA"),
        ("", ""),
    ],
)
def test_the_town_of_an_address(address: str, town: str) -> None:
    assert town_of(address) == town


def test_a_town_without_a_zip_code_has_no_place() -> None:
    assert place_of("12 Oak Lane, Everett, PA") is None
    assert place_of("12 Oak Lane, Everett, PA 15537") is not None

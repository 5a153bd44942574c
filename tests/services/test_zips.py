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
        ("12 Oak Lane, Everett PA", "Everett, PA"),
        ("Everett PA", "Everett, PA"),
        ("12 Oak Lane, Everett, PA, USA", "Everett, PA"),
        ("12 Oak Lane, Everett PA U.S.A. ", "Everett, PA"),
        ("12 Oak Lane, EVERETT, PA. ", "Everett, PA"),
        ("12 Oak Lane, Everett, Pa., ", "Everett, PA"),
        ("1 Elm St, St. Marys, PA", "St. Marys, PA"),
        ("1 ELM ST, ST. MARY'S, PA", "St. Mary's, PA"),
        ("1 Elm St, Saint Marys, PA", "Saint Marys, PA"),
        ("1 Elm St, ST MARYS PA", "St Marys, PA"),
        ("1 Elm St, mt. pleasant, pa", "Mt. Pleasant, PA"),
        ("1 Elm St, Wilkes-Barre, PA", "Wilkes-Barre, PA"),
        ("1 Elm St, DuBois, PA", "DuBois, PA"),
        ("1 Elm St, St. Marys, PA 15857", "St. Marys, PA"),
        ("1 Elm St, Ridgway, PA 15857", "Saint Marys, PA"),
        ("1 Elm St, Saint Nobody, PA", ""),
        ("Jane Everett PA", ""),
        ("c/o Jane Everett, PA", ""),
        ("12 Oak Lane Everett PA", ""),
        ("Everett US", ""),
    ],
)
def test_the_town_of_an_address(address: str, town: str) -> None:
    assert town_of(address) == town


@pytest.mark.parametrize("apostrophe", "'\u2019\u2018\u02bc\u02b9\u00b4\u0060\u2032\uff07")
@pytest.mark.parametrize("end", ["MO", "MO 63366"])
def test_a_town_with_any_apostrophe(apostrophe: str, end: str) -> None:
    assert town_of(f"9 Main St, O{apostrophe}Fallon, {end}") == "O'Fallon, MO"


def test_a_town_without_a_zip_code_has_no_place() -> None:
    assert place_of("12 Oak Lane, Everett, PA") is None
    assert place_of("12 Oak Lane, Everett, PA 15537") is not None

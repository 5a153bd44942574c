"""Phone numbers, ZIP codes and e-mail addresses in the ways that people type and paste them."""

import pytest

from medport_desktop.domain.written.contacts import plain, plain_phone, plain_zip, zip_of
from medport_desktop.services.validation import email_error, phone_error
from medport_desktop.services.zips import place_of

PHONES = [
    ("(814) 555-0100", "(814) 555-0100"),
    ("814-555-0100 extension 12", "814-555-0100 x12"),
    ("814-555-0100, ext. 12", "814-555-0100 x12"),
    ("814-555-0100;ext=12", "814-555-0100 x12"),
    ("tel:814-555-0100;ext=12", "814-555-0100 x12"),
    ("814-555-0100 x 12", "814-555-0100 x12"),
    ("814-555-0100x12", "814-555-0100 x12"),
    ("814-555-0100 #12", "814-555-0100 x12"),
    ("814\u2011555\u20110100", "814-555-0100"),
    ("814\u2013555\u20130100", "814-555-0100"),
    ("814\u00a0555\u00a00100", "814 555 0100"),
    ("\u202a814-555-0100\u202c", "814-555-0100"),
    ("\uff18\uff11\uff14-555-0100", "814-555-0100"),
    ("+1 814.555.0100", "+1 814.555.0100"),
]
ZIPS = [("16673", "16673"), ("16673-1234", "16673"), ("16673\u20131234", "16673"), (" 166731234 ", "16673")]


@pytest.mark.parametrize(("typed", "kept"), PHONES)
def test_phone_numbers(typed: str, kept: str) -> None:
    assert plain_phone(typed) == kept
    assert plain_phone(kept) == kept
    assert phone_error(typed) == ""


@pytest.mark.parametrize("typed", ["call me", "555", "814-555-0100 ext", "814-555-0100 or 0101", "<script>"])
def test_what_is_no_phone_number_is_told(typed: str) -> None:
    assert phone_error(typed)


@pytest.mark.parametrize(("typed", "kept"), ZIPS)
def test_zip_codes(typed: str, kept: str) -> None:
    assert plain_zip(typed) == kept


@pytest.mark.parametrize("typed", ["1667", "16673-12", "ABCDE", "166731"])
def test_what_is_no_zip_code_stays(typed: str) -> None:
    assert plain_zip(typed) == typed


@pytest.mark.parametrize("typed", ["mary.o'brien@nason.example", "mary.o\u2019brien@nason.example", "a+b@x.example"])
def test_email_addresses(typed: str) -> None:
    assert email_error(typed) == ""
    assert "\u2019" not in plain(typed)


@pytest.mark.parametrize("typed", ["mary", "mary@", "@nason.example", 'ma"ry@nason.example', "a b@nason.example"])
def test_what_is_no_email_address_is_told(typed: str) -> None:
    assert email_error(typed)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("1 Main St, Altoona, PA 16601", "16601"),
        ("1 Main St, Altoona, PA 16601-1234", "16601"),
        ("1 Main St, Altoona, PA 16601\u20111234", "16601"),
        ("1 Main St, Altoona, PA, 16601.", "16601"),
        ("1 Main St, Altoona, PA 16601, USA", "16601"),
        ("1 Main St, Altoona, PA 16601 U.S.A.", "16601"),
        ("1 Main St, Altoona, PA 16601, United States", "16601"),
        ("16601", "16601"),
        ("PO Box 12345, Altoona, PA", ""),
        ("PO Box 12345", ""),
        ("Altoona, PO Box # 12345", ""),
        ("12345 Main St, Altoona", ""),
        ("16601 Main St", ""),
        ("1 Main St 16601, Altoona", ""),
        ("Room 16601", ""),
        ("call 814-555-16601", ""),
        ("116601", ""),
    ],
)
def test_a_zip_code_stands_at_the_end_of_an_address(address: str, code: str) -> None:
    assert zip_of(address) == code
    assert (place_of(address) is not None) is bool(code)

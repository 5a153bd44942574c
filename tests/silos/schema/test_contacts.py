"""The silos bring phone numbers and ZIP codes to the same form as the consoles, and hold them to the same rule."""

import pytest

from medport_desktop.domain.enums import Silo
from medport_desktop.domain.written.contacts import plain, plain_phone, plain_zip
from medport_desktop.services.validation import email_error, phone_error
from tests.domain.test_contacts import PHONES, ZIPS
from tests.silos.world import E, H, World

ODD = ["", "call me", "555", "814-555-0100 ext", "\u00ad814\u200b-555-0100", "ext 12", "1-2-3-4-5-6-7", "x" * 50]


@pytest.mark.parametrize("silo", list(Silo))
def test_consoles_and_silos_have_one_rule(world: World, silo: Silo) -> None:
    for text in [*(typed for typed, _ in PHONES), *ODD]:
        assert world.value(silo, "select medport.plain_phone(%s)", text) == plain_phone(text)
        is_phone = world.value(silo, "select medport.is_phone(medport.plain_phone(%s))", text)
        assert is_phone is (bool(text) and phone_error(text) == ""), text
    for text in [*(typed for typed, _ in ZIPS), "1667", "16673-12"]:
        assert world.value(silo, "select medport.plain_zip(%s)", text) == plain_zip(text)
    for text in ("mary.o'brien@nason.example", "mary.o\u2019brien@nason.example", "mary", 'ma"ry@nason.example'):
        assert world.value(silo, "select medport.plain_line(%s)", text) == plain(text)
        is_email = world.value(silo, "select medport.is_email(medport.plain_line(%s))", text)
        assert is_email is (email_error(text) == ""), text


@pytest.mark.parametrize(("silo", "table"), [(H, "hospital_facility"), (E, "ems_agency")])
def test_what_is_written_is_brought_to_that_form(world: World, silo: Silo, table: str) -> None:
    change = "phone = '814\u2011555\u20110100, ext. 12', zip_code = '16673-1234', email = 'mary.o\u2019brien@x.example'"
    before = world.row(silo, f"select id, phone, zip_code, email from medport.{table} order by name limit 1")
    assert before is not None
    world.run(silo, f"update medport.{table} set {change} where id = %s", before["id"])
    after = world.row(silo, f"select phone, zip_code, email from medport.{table} where id = %s", before["id"])
    world.run(
        silo,
        f"update medport.{table} set phone = %s, zip_code = %s, email = %s where id = %s",
        before["phone"], before["zip_code"], before["email"], before["id"],
    )  # fmt: skip
    assert after == {"phone": "814-555-0100 x12", "zip_code": "16673", "email": "mary.o'brien@x.example"}

"""A bug's details help us and betray nobody."""

import re

from medport_desktop.runtime.faults import Fault, describe


class DatabaseBug(Exception):
    sqlstate = "42703"


def chain() -> Exception:
    try:
        try:
            raise DatabaseBug("Key (mrn)=(00123) of Jane Doe")
        except DatabaseBug as cause:
            raise ValueError("Jane Doe") from cause
    except ValueError as error:
        return error


def test_the_chain_is_told_by_types_places_and_sqlstates_alone() -> None:
    text = describe(chain())
    assert "DatabaseBug (SQLSTATE 42703)" in text
    assert "builtins.ValueError" in text
    assert text.index("DatabaseBug") < text.index("ValueError")
    assert re.search(rf"{__name__}:\d+ chain", text)
    assert "Jane" not in text
    assert "00123" not in text


def test_an_exception_that_is_its_own_cause_ends() -> None:
    error = ValueError()
    error.__context__ = error
    assert "ValueError" in describe(error)


def test_references_can_be_read_aloud() -> None:
    fault = Fault.of(ValueError())
    assert re.fullmatch(r"B-[2-9A-HJKMNP-Z]{6}", fault.reference)
    assert fault.reference in fault.sentence
    assert fault.reference in fault.details

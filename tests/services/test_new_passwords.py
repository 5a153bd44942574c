"""Which new passwords are taken."""

from uuid import UUID

import pytest

from medport_desktop.domain.enums import UserType
from medport_desktop.domain.people import Person
from medport_desktop.services.session.passwords import password_problem

NASON = "Conemaugh Nason Medical Center"
ANN = Person(UUID(int=1), "ann.lee@nason.example", "Ann Lee", UserType.HOSPITAL, False, hospital_name=NASON)


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("", "at least 12"),
        ("elevenchars", "at least 12"),
        ("x" * 129, "at most 128"),
        ("ann.lee@nason.example", "e-mail"),
        ("Ann.Lee-2026!", "e-mail"),
        ("Conemaugh Nason 1", "organisation"),
        ("passwordpassword", "easily guessed"),
        ("123456789012", "easily guessed"),
        ("qwertyuiop[]", "easily guessed"),
        ("aaaaaaaaaaaaaaaaaa", "easily guessed"),
        ("tab\x01 in the password", "cannot be printed"),
        ("gravel otter lantern 42", ""),
        ("Blåbær på søndag, takk", ""),
        ("one quite long sentence that goes on for more than seventy-two characters, as some do", ""),
    ],
)
def test_new_passwords_are_judged(password: str, words: str) -> None:
    problem = password_problem(password, ANN)
    assert words in problem
    assert bool(problem) is bool(words)

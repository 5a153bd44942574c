"""What a new password must be: long, not one that people guess first, and not made of what everybody knows."""

import re
from collections.abc import Sequence

from medport_desktop.domain.errors import InvalidForm
from medport_desktop.domain.people import Person
from medport_desktop.services.texts import is_unprintable
from medport_desktop.services.validation import MAX_PASSWORD, MIN_PASSWORD

MIN_SCORE = 3
"""Of zxcvbn's 0 to 4: at least 10^8 guesses (Wheeler, USENIX Security 2016). With 600,000 rounds a guess, years."""

_JUDGED = 72
"""zxcvbn refuses to judge longer ones, since its time grows with the square of the length."""
_WORD = re.compile(r"\w{3,}")


def check_password(old: str, new: str, person: Person) -> None:
    """Raise InvalidForm for "old" or "new" where they cannot be sent. May take some milliseconds."""
    errors = {}
    if not old:
        errors["old"] = "Enter the password that you have now."
    elif is_unprintable(old):
        errors["old"] = "That is not the password that you have now."
    problem = "That is the password that you have now; choose another." if old == new else ""
    problem = password_problem(new, person) or problem
    if problem:
        errors["new"] = problem
    if errors:
        raise InvalidForm(errors)


def password_problem(password: str, person: Person) -> str:
    """A sentence on why that person should not have that password, or ''. Source: NIST SP 800-63B, 3.1.1.2."""
    if len(password) < MIN_PASSWORD:
        return f"Use at least {MIN_PASSWORD} characters; a few words that only you would put together are good."
    if len(password) > MAX_PASSWORD:
        return f"Use at most {MAX_PASSWORD} characters."
    if is_unprintable(password) or "\n" in password or "\t" in password:
        return "This has a character that cannot be printed; type it again."
    known = _known(person)
    if _is_made_of(password, known):
        return "Do not make it of your e-mail, your name or your organisation's."
    return _too_easy(password, known)


def _too_easy(password: str, known: Sequence[str]) -> str:
    """A sentence on why somebody who knows what passwords people choose would find it soon, or ''."""
    from zxcvbn import zxcvbn  # noqa: PLC0415  (its dictionaries: not before somebody chooses a password)

    judged = zxcvbn(password[:_JUDGED], user_inputs=list(known))
    if judged["score"] >= MIN_SCORE:
        return ""
    reason = str(judged["feedback"]["warning"]).rstrip(".")
    because = f": {reason[0].lower()}{reason[1:]}" if reason else ""
    return f"This is easily guessed{because}. Add words, or start again."


def _known(person: Person) -> Sequence[str]:
    """What anybody can know of the person, in lower case, the longest first."""
    texts = (person.email, person.name, person.organisation, "medport")
    words = {word.casefold() for text in texts for word in (text, *_WORD.findall(text))}
    return sorted(words, key=lambda word: (-len(word), word))


def _is_made_of(password: str, known: Sequence[str]) -> bool:
    """Whether fewer than half of the characters that a password needs are left without what is known."""
    rest = password.casefold()
    for word in known:
        rest = rest.replace(word, "")
    return len(re.sub(r"\W|_", "", rest)) < MIN_PASSWORD // 2

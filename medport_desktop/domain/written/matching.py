"""How typed words are found in names: both sides folded alike, so that spelling them out exactly is not needed."""

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = re.compile("['’‘ʼʻ′`´ʹ＇]")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
"""Letters that Unicode does not take apart."""
_NUMBERS = re.compile("([0-9]+)")
_BETWEEN = re.compile(r"[\W_]+")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Lower-case words of letters and digits with one space between: marks and apostrophes are dropped, and every
    other sign separates. "St. Vincent’s (Erie)" is "st vincents erie", "Mat-Su" is "mat su"."""
    plain = text.casefold()
    if not plain.isascii():
        taken_apart = unicodedata.normalize("NFKD", plain).casefold().translate(_LETTERS)
        plain = "".join(letter for letter in taken_apart if unicodedata.category(letter) not in ("Mn", "Cf"))
    return _BETWEEN.sub(" ", _APOSTROPHES.sub("", plain)).strip()


def natural(text: str) -> tuple[tuple[bool, int, str], ...]:
    """A key to sort by in which numbers count as such: T-999, T-1001, T-10000. Marks and case do not matter."""
    parts = _NUMBERS.split(fold(text))
    return tuple((not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts if part)


def has_all(typed: str, *texts: str) -> bool:
    """Whether every word of `typed` occurs somewhere in the texts. Signs without a word occur nowhere."""
    return _can_be_found(typed) and all(
        any(way in searched for way in ways) for searched in (_searched(texts),) for ways in _asked(typed)
    )


def begins_all(typed: str, *texts: str) -> bool:
    """Whether every word of `typed` begins a word of the texts. Signs without a word begin none."""
    searched = _searched(texts)
    return _can_be_found(typed) and all(any(f" {way}" in searched for way in ways) for ways in _asked(typed))


def begins(typed: str, text: str) -> bool:
    """Whether the text begins with what was typed."""
    return fold(text).startswith(fold(typed))


def _can_be_found(typed: str) -> bool:
    return not typed.strip() or bool(_asked(typed))


@lru_cache(maxsize=256)
def _asked(typed: str) -> tuple[tuple[str, ...], ...]:
    """Of each typed word the ways that it may stand in a text: "mat-su" as "mat su" or as "matsu"."""
    words = filter(None, map(fold, typed.split()))
    return tuple((word, word.replace(" ", "")) if " " in word else (word,) for word in words)


def _searched(texts: tuple[str, ...]) -> str:
    """The folded texts; a word with a sign in it, such as T-1042, also stands there without."""
    whole = " ".join(texts)
    folded = fold(whole)
    joined = [word.replace(" ", "") for word in map(fold, whole.split()) if " " in word]
    return " ".join(("", folded, *joined))


def spans(text: str, typed: str) -> list[tuple[str, bool]]:
    """The text cut into parts, each with whether a typed word begins a word there."""
    words = sorted({way for ways in _asked(typed) for way in ways}, key=len, reverse=True)
    parts: list[tuple[str, bool]] = []
    start = at = 0
    begins_word = True
    while at < len(text):
        end = next((end for word in words if (end := _end_of(word, text, at))), 0) if begins_word else 0
        if end:
            parts += [(text[start:at], False)] if start < at else []
            parts.append((text[at:end], True))
            start = at = end
            begins_word = False
        else:
            begins_word = not fold(text[at]) and _APOSTROPHES.fullmatch(text[at]) is None
            at += 1
    return parts + ([(text[start:], False)] if start < len(text) or not parts else [])


def _end_of(word: str, text: str, at: int) -> int:
    """Where that folded word, which begins at `at`, ends in the text; 0 where it does not begin there. A space in it
    stands for a sign in the text."""
    found = ""
    for end in range(at, len(text)):
        letter = fold(text[end])
        if not letter and not found:
            return 0
        if not letter and _APOSTROPHES.fullmatch(text[end]) is None:
            letter = " "
        found += letter
        if found == word:
            return end + 1
        if not word.startswith(found):
            return 0
    return 0

"""Amounts in dollars, as people read and type them; everywhere else they are integer cents."""

import re

AMOUNT_SPELLINGS = "Enter an amount in dollars, like 412 or 412.50."
_AMOUNT = re.compile(r"(?P<sign>[-−]?)\s*\$?\s*(?P<sign2>[-−]?)(?P<whole>[0-9][0-9,]{0,17}|)(?:\.(?P<cents>[0-9]*))?")


def dollars(cents: int) -> str:
    """ "$1,402"; cents only where there are any: "$1,402.50", "-$0.50"."""
    whole, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}${whole:,}{f'.{rest:02}' if rest else ''}"


def read_dollars(text: str) -> int:
    """Whole cents from "$1,184", "412.5" or "-3" (the caller judges whether an amount makes sense).

    Raises ValueError with a sentence.
    """
    match = _AMOUNT.fullmatch(text.strip())
    if match is None or not (match["whole"] or match["cents"]) or (match["sign"] and match["sign2"]):
        raise ValueError(AMOUNT_SPELLINGS)
    cents = match["cents"] or ""
    if len(cents) > 2:
        raise ValueError("An amount has at most two decimals, like 412.50.")
    value = int(match["whole"].replace(",", "") or 0) * 100 + int(cents.ljust(2, "0") or 0)
    return -value if match["sign"] or match["sign2"] else value

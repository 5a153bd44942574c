"""Amounts as people read them; everywhere else they are integer cents."""


def dollars(cents: int) -> str:
    """ "$1,402"; cents only where there are any: "$1,402.50", "-$0.50"."""
    whole, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}${whole:,}{f'.{rest:02}' if rest else ''}"

"""Record numbers, phone numbers, ZIP codes and e-mail addresses as people type and paste them, brought to one form.

The silos do the same for every writer (medport.plain_phone and its siblings in silos/schema/common/rules.sql).
"""

import re
import unicodedata

_HYPHENS = re.compile("[\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]")
_IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f-\u1160\u17b4-\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]"
)
"""What Unicode calls default ignorable: nobody sees it."""
_EXTENSION = re.compile(r"[\s,;]*(?:extension|extn|ext|x|#)[\s.:=]*([0-9]+)$", re.IGNORECASE)
_ZIP_PLUS_4 = re.compile(r"([0-9]{5})(?:[- ]?[0-9]{4})?")
_ADDRESS_END = re.compile(
    r"""(?<![\w-])(?P<zip>[0-9]{5})(?:-[0-9]{4})?
        [\s,.]*(?:(?:USA|U\.S\.A\.?|US|U\.S\.?|United\ States(?:\ of\ America)?)[\s,.]*)?$""",
    re.IGNORECASE | re.VERBOSE,
)
_NO_ZIP_BEFORE = re.compile(
    r"(?:\b(?:box|bin|drawer|suite|ste|apt|apartment|unit|room|rm|floor|fl|no|number|route|rte|rt|hwy|highway|road|rd)"
    r"\.?|\#)\s*\#?\s*$",
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """One line with common hyphens, apostrophes, digits and blanks, and without what nobody sees."""
    common = _HYPHENS.sub("-", unicodedata.normalize("NFKC", _IGNORABLE.sub("", text)))
    return " ".join(common.replace("\u2019", "'").split())


def plain_phone(text: str) -> str:
    """A phone number with its extension, if it has one, as " x12"."""
    return _EXTENSION.sub(r" x\1", plain(text).removeprefix("tel:"))


def plain_zip(text: str) -> str:
    """The five digits of a ZIP code or of a ZIP+4, which no distance needs; anything else as it is."""
    given = plain(text)
    match = _ZIP_PLUS_4.fullmatch(given)
    return match[1] if match is not None else given


def zip_of(address: str) -> str:
    """The ZIP code that an address ends with, before the country at most; '' where it ends otherwise."""
    given = plain(address)
    match = _ADDRESS_END.search(given)
    return match["zip"] if match is not None and not _NO_ZIP_BEFORE.search(given[: match.start()]) else ""

"""Reading what a notification says. Any connected role can send one, so it is a hint and nothing in it is trusted."""

import json
import re
from dataclasses import dataclass
from uuid import UUID

MAX_IDS = 500
_TABLE = re.compile(r"[a-z][a-z_]{0,62}")
_HYPHENATED = 36


@dataclass(frozen=True, slots=True)
class RowsChanged:
    """Rows of `table` to read again; `ids` None: all of them."""

    table: str
    ids: frozenset[UUID] | None


def read_payload(payload: bytes) -> RowsChanged | None:
    """Return what is to be read again, or None for what our triggers never send.

    A believable table with unbelievable ids is read in full: too much is never wrong.
    """
    try:
        content = json.loads(payload)
    except (ValueError, RecursionError):
        return None
    if not isinstance(content, dict):
        return None
    table = content.get("t")
    if not isinstance(table, str) or not _TABLE.fullmatch(table):
        return None
    return RowsChanged(table, _ids(content.get("ids")))


def _ids(given: object) -> frozenset[UUID] | None:
    if not isinstance(given, list) or len(given) > MAX_IDS:
        return None
    ids = set()
    for text in given:
        if not isinstance(text, str) or len(text) != _HYPHENATED:
            return None
        try:
            ids.add(UUID(text))
        except ValueError:
            return None
    return frozenset(ids)

"""Keys that a console makes for what it sends."""

import secrets
import time
from uuid import UUID


def new_key() -> UUID:
    """A version 7 UUID (RFC 9562 section 5.7): the milliseconds since 1970, then 74 random bits.

    Python has one of its own from 3.14 on.
    """
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & (1 << 48) - 1) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    return UUID(int=value & ~(0x3 << 62) | 0x2 << 62)

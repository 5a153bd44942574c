"""Role names, SCRAM-SHA-256 verifiers and keys (RFC 5802, RFC 7677), so that no password is ever sent or stored.

hashlib and not libpq makes the verifiers: `PGconn.encrypt_password` honours the server's `scram_iterations`, but
holds the interpreter's lock for 0.4 s at 600,000 iterations, in which no window could paint; hashlib takes 0.2 s
and releases it. The tests hold both to the same result.
"""

import hashlib
import hmac
import secrets
import stringprep
import unicodedata
from base64 import b64decode, b64encode
from dataclasses import dataclass

SALT_BYTES = 16
"""PostgreSQL's SCRAM_DEFAULT_SALT_LEN."""
MIN_ITERATIONS = 4096
"""RFC 7677, section 4; fewer are never used for a new verifier, whatever a server asks for."""

_ROLE_DIGITS = 32


def role_name(email: str) -> str:
    """Return the login role of the account with that e-mail: every role can list all role names, so not the e-mail."""
    digest = hashlib.sha256(email.strip().lower().encode()).hexdigest()
    return f"mp_{digest[:_ROLE_DIGITS]}"


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """What libpq 18 signs in with instead of the password (scram_client_key, scram_server_key), base64.

    They open the account that they were derived for, in one silo, until its verifier changes; the password cannot
    be had from them but by guessing.
    """

    client_key: str
    server_key: str
    salt: str
    iterations: int

    def fits(self, password: str) -> bool:
        """Whether they were derived from that password. Takes as long as deriving them."""
        other = derive(password, self.salt, self.iterations)
        return hmac.compare_digest(other.client_key, self.client_key)

    def __repr__(self) -> str:
        """Without the keys."""
        return f"Keys(iterations={self.iterations})"


def derive(password: str, salt: str, iterations: int) -> Keys:
    """Return the keys for the server's own `salt` (base64) and count; 0.2 s at 600,000 iterations."""
    client, server = _client_and_server_key(password, b64decode(salt, validate=True), iterations)
    return Keys(b64encode(client).decode(), b64encode(server).decode(), salt, iterations)


def verifier(password: str, iterations: int) -> str:
    """Return a verifier with a salt of its own, as `ALTER ROLE … PASSWORD` takes it. One silo, one verifier:
    a copied verifier and one observed proof let a compromised silo impersonate the person where it is used too."""
    return verifier_and_keys(password, iterations)[0]


def verifier_and_keys(password: str, iterations: int) -> tuple[str, Keys]:
    """Return a verifier as `verifier` does, and the keys that sign in where it is kept: stretched once for both."""
    salt = b64encode(secrets.token_bytes(SALT_BYTES)).decode()
    keys = derive(password, salt, max(iterations, MIN_ITERATIONS))
    stored = b64encode(hashlib.sha256(b64decode(keys.client_key)).digest()).decode()
    return f"SCRAM-SHA-256${keys.iterations}:{salt}${stored}:{keys.server_key}", keys


def saslprep(password: str) -> str:
    """Return the password as SASLprep (RFC 4013) makes it, or unchanged where it forbids it: as PostgreSQL does,
    which looks for what is forbidden before it normalises (src/common/saslprep.c; told apart by 674 characters)."""
    if password.isascii():
        return password
    mapped = "".join(_mapped(char) for char in password)
    if not mapped or any(_is_prohibited(char) for char in mapped) or _mixes_directions(mapped):
        return password
    return unicodedata.normalize("NFKC", mapped)


def _client_and_server_key(password: str, salt: bytes, iterations: int) -> tuple[bytes, bytes]:
    """RFC 5802, section 3."""
    salted = hashlib.pbkdf2_hmac("sha256", saslprep(password).encode(), salt, iterations)
    return (
        hmac.digest(salted, b"Client Key", "sha256"),
        hmac.digest(salted, b"Server Key", "sha256"),
    )


def _mapped(char: str) -> str:
    """RFC 4013, section 2.1; U+200B is in both tables and PostgreSQL makes it a space."""
    if stringprep.in_table_c12(char):
        return " "
    return "" if stringprep.in_table_b1(char) else char


def _is_prohibited(char: str) -> bool:
    """RFC 4013, sections 2.3 and 2.5; the latter because PostgreSQL treats passwords as stored strings."""
    return (
        stringprep.in_table_c12(char)
        or stringprep.in_table_c21_c22(char)
        or stringprep.in_table_c3(char)
        or stringprep.in_table_c4(char)
        or stringprep.in_table_c5(char)
        or stringprep.in_table_c6(char)
        or stringprep.in_table_c7(char)
        or stringprep.in_table_c8(char)
        or stringprep.in_table_c9(char)
        or stringprep.in_table_a1(char)
    )


def _mixes_directions(text: str) -> bool:
    """Whether it breaks the rules for right-to-left text (RFC 3454, section 6)."""
    if not any(stringprep.in_table_d1(char) for char in text):
        return False
    if any(stringprep.in_table_d2(char) for char in text):
        return True
    return not (stringprep.in_table_d1(text[0]) and stringprep.in_table_d1(text[-1]))

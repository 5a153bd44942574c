"""Our verifiers and keys are PostgreSQL's, for any password that a person may think of."""

import hashlib
from base64 import b64decode

import psycopg
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from medport_desktop.data.connection import scram

PASSWORD = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12)


def test_role_names_tell_nothing_and_do_not_depend_on_case_or_spaces() -> None:
    name = scram.role_name(" Ann.Lee@Hospital.Example ")
    assert name == scram.role_name("ann.lee@hospital.example")
    assert name == "mp_" + hashlib.sha256(b"ann.lee@hospital.example").hexdigest()[:32]


def test_the_example_of_rfc_7677() -> None:
    keys = scram.derive("pencil", "W22ZaJ0SNY7soEsUEjb6gQ==", 4096)
    stored = hashlib.sha256(b64decode(keys.client_key)).digest()
    message = (
        b"n=user,r=rOprNGfwEbeRWgbNEkqO,"
        b"r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,"
        b"c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0"
    )
    signature = hashlib.new("sha256")  # HMAC by hand: an oracle of its own
    pad = stored.ljust(64, b"\0")
    inner = hashlib.sha256(bytes(b ^ 0x36 for b in pad) + message).digest()
    signature.update(bytes(b ^ 0x5C for b in pad) + inner)
    proof = bytes(a ^ b for a, b in zip(b64decode(keys.client_key), signature.digest(), strict=True))
    assert proof == b64decode("dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=")


@given(password=PASSWORD)
@example("pässwörd")  # not composed: NFKC changes it
@example("a\u00adb")  # soft hyphen: mapped to nothing
@example("\u00ad")  # nothing is left: the raw password
@example("a\u00a0b")  # a no-break space becomes a space
@example("\u200b")  # in both of RFC 4013's mapping tables
@example("ﬁsh Ⅸ")  # compatibility characters
@example("\u0340")  # forbidden before, not after, normalisation
@example("\u1d2c")  # unassigned in Unicode 3.2, assigned once normalised
@example("שלום1")  # right-to-left, ending in a digit: forbidden
@example("שלום")
@example("🚑 am Ziel")
@settings(max_examples=300, deadline=None)
def test_keys_fit_what_libpq_makes_of_the_password(one_iteration: psycopg.Connection, password: str) -> None:
    made = one_iteration.pgconn.encrypt_password(password.encode(), b"anyone", b"scram-sha-256").decode()
    _, parameters, verifiers = made.split("$")
    iterations, salt = parameters.split(":")
    stored, server = verifiers.split(":")
    keys = scram.derive(password, salt, int(iterations))
    assert keys.server_key == server
    assert hashlib.sha256(b64decode(keys.client_key)).digest() == b64decode(stored)


@pytest.mark.parametrize("password", ["correct horse battery", "pässwörd 🚑", "שלום1", "\u1d2cbc"])
def test_the_server_takes_our_verifier_for_the_password_and_for_the_keys(
    center_superuser: psycopg.Connection, password: str
) -> None:
    verifier = scram.verifier(password, 4096)
    assert scram.verifier(password, 4096) != verifier
    center_superuser.execute("drop role if exists test_scram")
    center_superuser.execute(f"create role test_scram login superuser password '{verifier}'".encode())
    parameters = center_superuser.info.get_parameters() | {"user": "test_scram"}
    parameters.pop("password", None)
    try:
        with psycopg.connect(**parameters, password=password) as connection:
            assert connection.execute("select session_user").fetchone() == ("test_scram",)
        salt = verifier.split("$")[1].split(":")[1]
        keys = scram.derive(password, salt, 4096)
        with psycopg.connect(
            **parameters, scram_client_key=keys.client_key, scram_server_key=keys.server_key
        ) as connection:
            assert connection.execute("select session_user").fetchone() == ("test_scram",)
    finally:
        center_superuser.execute("drop role test_scram")


def test_libpq_itself_honours_the_servers_iterations(center_superuser: psycopg.Connection) -> None:
    """Why the count is asked from the server: libpq does the same."""
    center_superuser.execute("set scram_iterations = 5000")
    try:
        made = center_superuser.pgconn.encrypt_password(b"x", b"u", b"scram-sha-256")
        assert made.startswith(b"SCRAM-SHA-256$5000:")
        assert center_superuser.info.parameter_status("scram_iterations") == "5000"
    finally:
        center_superuser.execute("reset scram_iterations")


def test_a_server_cannot_ask_for_a_weak_verifier() -> None:
    assert scram.verifier("secret", 1).startswith("SCRAM-SHA-256$4096:")


def test_keys_know_their_password_and_show_nothing() -> None:
    keys = scram.derive("secret", "c2FsdHNhbHQ=", 4096)
    assert keys.fits("secret")
    assert not keys.fits("Secret")
    assert keys.client_key not in repr(keys)
    assert keys.server_key not in repr(keys)

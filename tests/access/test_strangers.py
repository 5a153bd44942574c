"""Attacks by people without an account: what a server tells them, and how long they may keep it waiting."""

import base64
import os
import socket
import struct

import pytest
from psycopg.conninfo import conninfo_to_dict

from medport_desktop.data.connection import scram
from medport_desktop.domain.enums import Silo
from medport_desktop.silos import health
from tests.silos.world import DESK, E, World


def _told(url: str, role: str) -> str:
    """The first message of a server to somebody who begins to sign in with that name (RFC 5802, section 5.1)."""
    where = conninfo_to_dict(url)
    with socket.create_connection((str(where["host"]), int(where["port"])), 10) as wire:
        start = struct.pack("!i", 196608) + f"user\0{role}\0database\0{where['dbname']}\0\0".encode()
        wire.sendall(struct.pack("!i", len(start) + 4) + start)
        wire.recv(4096)
        first = f"n,,n=,r={base64.b64encode(os.urandom(18)).decode()}".encode()
        answer = b"SCRAM-SHA-256\0" + struct.pack("!i", len(first)) + first
        wire.sendall(b"p" + struct.pack("!i", len(answer) + 4) + answer)
        return wire.recv(4096)[9:].decode()


@pytest.mark.parametrize("silo", list(Silo))
def test_a_stranger_is_told_the_same_of_everybody(world: World, silo: Silo) -> None:
    url = world.trio.urls.for_people()[silo]
    rounds = {_told(url, scram.role_name(email)).rpartition("i=")[2] for email in (DESK, "nobody@nowhere.example")}
    assert rounds == {str(world.value(silo, "show scram_iterations"))}


def test_doctor_finds_accounts_that_a_stranger_can_tell(world: World) -> None:
    role = scram.role_name(DESK)
    was = world.value(E, "select rolpassword from pg_authid where rolname = %s", role)
    other = scram.verifier("quite another password", 5000)
    world.run(E, f"alter role {role} password '{other}'")
    try:
        said = next(one.complaints for one in health.examine(world.trio.urls) if one.silo is E)
        assert any(line.text.startswith("1 active account(s) have a password of another count") for line in said)
    finally:
        world.run(E, f"alter role {role} password '{was}'")


@pytest.mark.parametrize("silo", list(Silo))
def test_who_says_nothing_is_not_waited_for_long(world: World, silo: Silo) -> None:
    """Each such connection takes one of those that people have."""
    assert world.value(silo, "select setting::integer <= 10 from pg_settings where name = 'authentication_timeout'")


def test_who_notes_changes_without_end_is_stopped(world: World) -> None:
    """`delivered` is the one table that people fill without a rule of the domain. An hour's share is nearly used."""
    mine = "select user_id from reference.account where role_name = %s"
    me = world.value(E, mine, scram.role_name("dispatch@bedford.example"))
    fill = "insert into medport.delivered (key, person) select gen_random_uuid(), %s from generate_series(1, 1990)"
    world.run(E, fill, me, quietly=True)
    try:
        with pytest.raises(Exception, match="Too many changes"):
            world.person("dispatch@bedford.example", E).execute(
                "insert into delivered (key) select gen_random_uuid() from generate_series(1, 20000)"
            )
        assert world.value(E, "select count(*) <= 2000 from medport.delivered where person = %s", me)
    finally:
        world.run(E, "delete from medport.delivered where person = %s", me)

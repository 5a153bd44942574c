"""A notification is a stranger's word."""

import json
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medport_desktop.data.connection.payload import MAX_IDS, RowsChanged, read_payload


def test_what_our_triggers_send() -> None:
    ids = [uuid4(), uuid4()]
    payload = json.dumps({"t": "transport_request", "ids": [str(i) for i in ids]}).encode()
    assert read_payload(payload) == RowsChanged("transport_request", frozenset(ids))
    assert read_payload(b'{"t" : "transport_bid"}') == RowsChanged("transport_bid", None)


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"transport_request",
        b"[]",
        b'"x"',
        b"null",
        b"{}",
        b'{"t": null}',
        b'{"t": 3}',
        b'{"t": "Robert\'); drop table trips"}',
        b'{"t": ""}',
        b'{"t": "' + b"a" * 64 + b'"}',
        b"\xff\xfe{}",
        b"[" * 100_000,
        b'{"t": "trip"',
    ],
)
def test_nonsense_is_ignored(payload: bytes) -> None:
    assert read_payload(payload) is None


@pytest.mark.parametrize(
    "ids",
    [None, "x", 3, {}, ["x"], [3], [None], ["{" + str(uuid4()) + "}"], ["g" * 36], [str(uuid4())] * (MAX_IDS + 1)],
)
def test_unbelievable_ids_mean_read_it_all(ids: object) -> None:
    assert read_payload(json.dumps({"t": "unit", "ids": ids}).encode()) == RowsChanged("unit", None)


@given(st.binary(max_size=200) | st.text().map(str.encode))
def test_no_payload_raises(payload: bytes) -> None:
    read_payload(payload)

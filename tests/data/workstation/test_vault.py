"""The workstation remembers an e-mail in a file and the keys in the OS keyring, or says why not."""

import json
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring

from medport_desktop.data.workstation.settings_file import WorkstationFile
from medport_desktop.data.workstation.vault import SERVICE, Vault
from tests.keyrings import LockedKeyring, MemoryKeyring


@pytest.fixture(autouse=True)
def keyring_restored() -> Iterator[None]:
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(WorkstationFile(tmp_path / "new folder" / "workstation.json"))


def test_the_email_is_remembered_in_a_file_of_ones_own(vault: Vault, tmp_path: Path) -> None:
    assert vault.remembered_email() == ""
    vault.remember_email("ann@hospital.example")
    assert vault.remembered_email() == "ann@hospital.example"
    file = tmp_path / "new folder" / "workstation.json"
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in file.parent.iterdir()] == [file.name]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"email": 3}', "\x00"])
def test_a_broken_file_is_as_none(vault: Vault, tmp_path: Path, content: str) -> None:
    vault.remember_email("x@y.example")
    (tmp_path / "new folder" / "workstation.json").write_text(content)
    assert vault.remembered_email() == ""
    vault.remember_email("ann@hospital.example")
    assert vault.remembered_email() == "ann@hospital.example"


def test_other_settings_of_the_file_stay(vault: Vault, tmp_path: Path) -> None:
    vault.remember_email("a@b.example")
    file = tmp_path / "new folder" / "workstation.json"
    file.write_text(json.dumps({"email": "a@b.example", "other": 1}))
    vault.remember_email("c@d.example")
    assert json.loads(file.read_text()) == {"email": "c@d.example", "other": 1}


def test_a_folder_that_cannot_be_written_does_not_stop_anybody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    vault = Vault(WorkstationFile(tmp_path / "file" / "workstation.json"))
    vault.remember_email("ann@hospital.example")
    assert vault.remembered_email() == ""


def test_keys_are_kept_and_forgotten(vault: Vault) -> None:
    backend = MemoryKeyring()
    keyring.set_keyring(backend)
    assert vault.kept("ann@hospital.example") is None
    assert vault.keep("ann@hospital.example", "keys") == ""
    assert backend.entries == {(SERVICE, "ann@hospital.example"): "keys"}
    assert vault.kept("ann@hospital.example") == "keys"
    vault.forget("ann@hospital.example")
    vault.forget("ann@hospital.example")
    assert vault.kept("ann@hospital.example") is None


@pytest.mark.parametrize(("backend", "word"), [(NoKeyring(), "no keyring"), (LockedKeyring(), "locked")])
def test_without_a_keyring_one_is_asked_again(vault: Vault, backend: KeyringBackend, word: str) -> None:
    keyring.set_keyring(backend)
    sentence = vault.keep("ann@hospital.example", "keys")
    assert word in sentence
    assert "asked for your password" in sentence
    assert vault.kept("ann@hospital.example") is None
    vault.forget("ann@hospital.example")

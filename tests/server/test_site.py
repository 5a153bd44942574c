"""The site file: read where it is whole, told in a sentence where it is not."""

from pathlib import Path

import pytest

from medport_desktop.domain.enums import Silo
from medport_desktop.silos.problem import ServerProblem
from medport_desktop.silos.site import VARIABLE, read_site, site_file

WHOLE = """
name = "A demo site"
[databases]
hospital = "postgresql://h.example/medport?sslmode=verify-full"
ems = "postgresql://someone:secret@e.example:5433/medport"
center = "postgresql://c1.example,c2.example/medport"
"""


def write(tmp_path: Path, text: str) -> dict[str, str]:
    path = tmp_path / "site.toml"
    path.write_text(text, encoding="utf-8")
    return {VARIABLE: str(path)}


def test_names_the_site_and_its_silos(tmp_path: Path) -> None:
    site = read_site(write(tmp_path, WHOLE))
    assert site is not None
    assert site.name == "A demo site"
    assert site.urls.for_people()[Silo.EMS] == "postgresql://e.example:5433/medport"
    assert site.urls[Silo.CENTER] == "postgresql://c1.example,c2.example/medport"


def test_a_machine_may_have_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("medport_desktop.silos.site.site_config_path", lambda *_, **__: tmp_path / "none")
    assert read_site({}) is None
    assert site_file({}) == tmp_path / "none" / "site.toml"


def test_a_file_that_was_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(ServerProblem, match="There is no site file"):
        read_site({VARIABLE: str(tmp_path / "missing.toml")})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[databases", "not valid TOML"),
        ("", "hospital, ems, center"),
        ("databases = 3", "hospital, ems, center"),
        (WHOLE.replace("ems =", "emms ="), "address of: ems"),
        (WHOLE.replace('"postgresql://h', '"mysql://h'), "cannot be used"),
        (WHOLE.replace("\n[", "\n\x00["), "not valid TOML"),
    ],
)
def test_what_is_wrong_with_it_is_a_sentence(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(ServerProblem, match=words):
        read_site(write(tmp_path, text))

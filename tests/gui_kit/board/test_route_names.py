"""A facility's name in a narrow column: what tells houses of one name apart stays to be read."""

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from medport_desktop.gui.kit.board.cells import short_place, spoken_place, without_kind
from medport_desktop.gui.kit.board.delegate import told_apart
from medport_desktop.gui.kit.style.painting import width_of
from medport_desktop.gui.kit.style.theme import theme


@pytest.fixture
def font(qapp: QApplication) -> QFont:
    return theme().font(medium=True)


@pytest.mark.parametrize("width", [80, 90, 100])
def test_houses_of_one_name_are_told_apart_where_neither_fits(font: QFont, width: int) -> None:
    names = [spoken_place(f"{name} Medical Center") for name in ("Conemaugh Nason", "Conemaugh Memorial")]
    cut = [told_apart(name, width, font) for name in names]
    assert [words.rpartition(" ")[2] for words in cut] == ["Nason", "Mem"]
    assert all("…" in words and width_of(words, font) <= width + 1 for words in cut)


def test_a_name_whose_last_word_can_be_told_is_cut_at_its_end(font: QFont) -> None:
    assert told_apart("UPMC Altoona", 300, font) == "UPMC Altoona"
    assert told_apart("UPMC Presbyterian", 107, font).startswith("UPMC Presb")
    assert told_apart("Penn Highlands Huntingdon", 107, font).endswith("… Huntingdon")
    assert told_apart("Penn Highlands Huntingdon", 60, font).startswith("Penn")
    assert told_apart("Geisinger", 40, font).startswith("Gei")


def test_shorter_forms_of_a_name() -> None:
    whole = "Conemaugh Memorial Medical Center"
    assert short_place(whole) == "Conemaugh Mem Med Ctr"
    assert without_kind(whole) == "Conemaugh Memorial"
    assert spoken_place(whole) == "Conemaugh Mem"
    assert without_kind("The Hospital") == "The Hospital"

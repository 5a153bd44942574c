"""A heavy weight suggests the bariatric need: seen at once, switched off by a click, and never put back by itself."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from medport_desktop.domain.enums import Need
from tests.gui_hospital.conftest import Others
from tests.gui_hospital.desk import Desk
from tests.gui_hospital.entry.test_entry import fill
from tests.hands import CTRL
from tests.silos.world import H


def type_weight(desk: Desk, text: str) -> None:
    line = desk.window.entry.form.ui.weight_kg
    line.setFocus()
    line.selectAll()
    desk.keys(text)
    desk.find(QLineEdit, "pickup_location").setFocus()
    desk.settle()


def test_265_kg_suggests_bariatric(desk: Desk) -> None:
    needs = desk.window.entry.form.ui.special_requirements
    type_weight(desk, "265")
    assert Need.BARIATRIC in needs.values()
    needs.set_values(needs.values() - {Need.BARIATRIC})
    type_weight(desk, "270")
    assert Need.BARIATRIC not in needs.values()
    type_weight(desk, "92")
    type_weight(desk, "700 lb")
    assert Need.BARIATRIC in needs.values()
    type_weight(desk, "92")
    assert Need.BARIATRIC not in needs.values()


def test_a_need_that_was_chosen_by_hand_stays(desk: Desk) -> None:
    needs = desk.window.entry.form.ui.special_requirements
    needs.set_values({Need.BARIATRIC})
    type_weight(desk, "150")
    assert Need.BARIATRIC in needs.values()


def test_a_weight_that_is_corrected_last_counts_when_a_key_sends(desk: Desk, others: Others) -> None:
    typed = fill(desk)
    line = desk.window.entry.form.ui.weight_kg
    line.setFocus()
    line.selectAll()
    desk.keys("265")
    desk.press(Qt.Key.Key_Return, CTRL)
    needs = (
        "select special_requirements from medport.transport_request t"
        " join medport.patient p on p.id = t.patient_id where p.mrn = %s"
    )
    sent = desk.until(lambda: others.rows(H, needs, typed["mrn"]))
    assert Need.BARIATRIC.value in sent[0][0]


def test_a_weight_that_cannot_be_read_changes_no_need(desk: Desk) -> None:
    needs = desk.window.entry.form.ui.special_requirements
    type_weight(desk, "265")
    type_weight(desk, "heavy")
    assert Need.BARIATRIC in needs.values()

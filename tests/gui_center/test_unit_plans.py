"""Units' plans as the center sees them: what an agency plans is on the board at once."""

from uuid import uuid4

from PySide6.QtCore import Qt

from medport_desktop.domain.enums import Silo
from medport_desktop.gui.kit.facts.duty import duty_words, unit_look
from tests.gui_center.center import Center
from tests.gui_center.conftest import Region
from tests.hands import ALT


def test_a_break_is_on_the_board_with_its_end(center: Center, region: Region) -> None:
    unit_id, plan_id = region.unit("bedford"), uuid4()
    center.press(Qt.Key.Key_2, ALT)
    page = center.window.units_page
    center.until(lambda: page.model.row(unit_id) is not None)
    with region.trio.connect("dispatch@bedford.example", Silo.EMS) as agency:
        agency.execute(
            "insert into unit_plan (id, unit_id, agency_id, kind, end_time)"
            " values (%s, %s, medport.my_agency_id(), 'BREAK', now() + interval '30 minutes')",
            [plan_id, unit_id],
        )
        center.until(lambda: unit_look(page.model.row(unit_id)).word == "On break")
        assert duty_words(page.model.row(unit_id)).startswith("until ")
        agency.execute("update unit_plan set state = 'OVER' where id = %s", [plan_id])
    center.until(lambda: unit_look(page.model.row(unit_id)).word == "Available")

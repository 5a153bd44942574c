"""Strange texts in every field of every dialog, and sent: told in words with nothing lost, or kept as it is shown."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from medport_desktop import gui
from medport_desktop.gui.session.password.change_password import ChangePasswordDialog
from medport_desktop.gui.session.waiting.waiting_list import WaitingDialog
from medport_desktop.gui.shared.accounts.account_dialog import PasswordDialog
from tests.conftest import Trio
from tests.fuzz.forms.every_form import FORMS
from tests.fuzz.place import Place
from tests.fuzz.strange import Form, throw

ELSEWHERE = {ChangePasswordDialog, WaitingDialog, PasswordDialog}
"""The first is in test_doors.py, the second in tests/gui_waiting/test_desk.py, and the last is only read."""
_EDITORS = re.compile(
    r"\b(\w*LineField|SearchField|TypeAhead|QLineEdit|Q(Plain)?TextEdit|Q\w*SpinBox|Q(Date|Time)+Edit|Ui_\w+)\("
)


@pytest.fixture
def place(trio: Trio, qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[Place]:
    """The window of whom it is for."""
    opened = Place.open(trio, request.param)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("place", "form"), [(form.who, form) for form in FORMS.values()], indirect=["place"], ids=FORMS.keys()
)
def test_a_strange_text_is_told_at_its_field_or_kept_as_it_is_shown(place: Place, form: Form) -> None:
    assert throw(place, form) == {}
    assert place.faults() == []


def test_no_dialog_with_something_to_type_is_left_out() -> None:
    for module in pkgutil.walk_packages(gui.__path__, f"{gui.__name__}."):
        importlib.import_module(module.name)
    typed_in = {kind for kind in _subclasses(QDialog) if _EDITORS.search(inspect.getsource(kind))}
    assert len(typed_in) > 10
    assert typed_in - {form.kind for form in FORMS.values()} - ELSEWHERE == set()


def _subclasses(of: type[QWidget]) -> Iterator[type[QWidget]]:
    for kind in of.__subclasses__():
        if kind.__module__.startswith(f"{gui.__name__}."):
            yield kind
            yield from _subclasses(kind)

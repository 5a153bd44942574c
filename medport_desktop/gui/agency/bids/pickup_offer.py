"""Offering another pick-up time than the one asked for: a line that says so, and times to choose from."""

from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from medport_desktop.gui.agency.bids.bid_form import GROUP, OfferForm
from medport_desktop.gui.kit.clock import later_text, site_clock
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.facts.pickup import later_than_asked, pickup_words
from medport_desktop.gui.kit.style.labels import label
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.tokens import Tone, Type

STEPS = tuple(timedelta(minutes=m) for m in (15, 30, 45, 60, 90, 120, 180, 240))
"""After the patient is ready."""


class PickupOffer(QWidget):
    """Below the form's times. The key works anywhere on the page, the menu by arrows and Enter."""

    def __init__(self, form: OfferForm, scope: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._form = form
        self._said = Text(self, type=Type.CAPTION, tone=Tone.AMBER)
        self._said.setObjectName("pickup_offer")
        self.action: QAction = make_action(scope, "Offer another pick-up time…", "Ctrl+T", self.ask, group=GROUP)
        self.action.setObjectName("offer_pickup")
        self._link = QToolButton(self)
        self._link.setObjectName("offer_pickup_button")
        self._link.setProperty("look", "link")
        self._link.setDefaultAction(self.action)
        self._link.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._link)
        row.addStretch(1)
        row.addWidget(self._said)
        form.labelled.connect(self.refresh)
        self.refresh()

    @property
    def focus_target(self) -> QWidget:
        """What the Tab key comes to."""
        return self._link

    @Slot()
    def refresh(self) -> None:
        """Say how far the time in the form is from the one asked for."""
        row, offered = self._form.row, self._form.offered_pickup()
        later = later_than_asked(offered, row.trip.ready_at) if row is not None and offered is not None else None
        asked = site_clock().short(row.trip.ready_at) if row is not None else ""
        self._said.setText(f"{later_text(later)} after {asked}" if later is not None else "")
        self._said.setAccessibleName(f"Later than asked by {self._said.text()}" if later is not None else "")
        self.action.setEnabled(row is not None and self._form.proposal is not None)

    def times(self) -> list[tuple[str, datetime | None]]:
        """What the menu offers: words and moment; None for the earliest that the unit can make."""
        row, proposal = self._form.row, self._form.proposal
        if row is None or proposal is None:
            return []
        asked, earliest = row.trip.ready_at, proposal.estimated_pickup
        whose = proposal.unit.unit_number if proposal.unit is not None else "a unit"
        later = [asked + step for step in STEPS if asked + step > earliest]
        words = f"{pickup_words(earliest, asked)}, as early as {whose} can"
        return [(words, None), *((pickup_words(at, asked), at) for at in later)]

    def ask(self) -> None:
        """Open the menu of times under the line."""
        if not self.action.isEnabled() or not self.isVisible():
            return
        menu = QMenu(self)
        menu.setObjectName("pickup_menu")
        menu.setAccessibleName("Pick-up times")
        menu.aboutToHide.connect(menu.deleteLater)
        for words, at in self.times():
            menu.addAction(label(words)).triggered.connect(partial(self._chosen, at))
        menu.addSeparator()
        menu.addAction("Type another time").triggered.connect(lambda _checked=False: self._form.focus_pickup())
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        menu.setActiveAction(menu.actions()[0])

    def _chosen(self, at: datetime | None, _checked: bool = False) -> None:
        self._form.offer_pickup(at)

"""What the agency says of itself: its managers write it, hospitals find it in the directory."""

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QGridLayout, QWidget

from medport_desktop.domain.agencies import AgencyFacts
from medport_desktop.domain.enums import TransportLevel
from medport_desktop.domain.errors import InvalidForm
from medport_desktop.domain.written.opening_hours import hours_text, read_hours
from medport_desktop.gui.agency.agency_feed import AGENCY, AgencyFeed
from medport_desktop.gui.agency.office.office_page import OfficePage
from medport_desktop.gui.kit.controls.chips import Chip, ToggleChips
from medport_desktop.gui.kit.forms.field import Field
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.tokens import Tone, Type
from medport_desktop.services.agency.agency_office import check_facts

_LINES = {
    "contact_name": ("Contact", "", (0, 0)),
    "phone": ("Phone for hospitals", "(814) 555-0100", (0, 1)),
    "email": ("E-mail", "", (1, 0)),
    "address": ("Street", "", (1, 1)),
    "zip_code": ("ZIP code of the station; city, state and distances follow", "", (2, 0)),
    "hours": ("Hours", "24 hours, or Mon-Fri 06:00-22:00, Sat 08:00-16:00", (2, 1)),
}
_PLAIN = ("contact_name", "phone", "email", "address", "zip_code")


class ProfilePage(OfficePage):
    """The agency's own record. Its name is the transport center's to change."""

    TITLE = "Agency profile"
    NOTE = (
        "Hospitals see the name, the city, the phone number and the levels in their directory, a moment after you "
        "save. The rest is for you and the transport center."
    )

    def __init__(self, feed: AgencyFeed, parent: QWidget | None = None) -> None:
        super().__init__(feed, "profile", parent)
        self._facts: AgencyFacts | None = None
        self._name = Text(self, type=Type.TITLE)
        self._where = Text(self, tone=Tone.MUTED)
        self.body.addWidget(self._name)
        self.body.addWidget(self._where)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme().px(12))
        grid.setVerticalSpacing(theme().px(10))
        for name, (label, placeholder, (row, column)) in _LINES.items():
            grid.addWidget(self.add_line(name, label, placeholder=placeholder), row, column)
        counties = self.add_line("service_area", "Counties that you serve", placeholder="Bedford, Blair")
        grid.addWidget(counties, 3, 0, 1, 2)
        self.levels = ToggleChips(self, columns=5)
        self.levels.setObjectName("profile_levels")
        self.levels.set_options([Chip(level, level.label) for level in TransportLevel])
        self.levels.changed.connect(lambda _levels: self.settle())
        self.fields["levels"] = Field(self, label="Levels that you can run", editor=self.levels)
        self.levels.changed.connect(lambda _levels: self.fields["levels"].clear_error())
        grid.addWidget(self.fields["levels"], 4, 0, 1, 2)
        self.body.addLayout(grid)
        self.finish(read=self.entered, save=self._save)
        self.setFocusProxy(self.lines["contact_name"].edit)
        self._subscription = feed.runtime.changes.subscribe(self, [AGENCY], lambda _changes: self._read, self._show)
        feed.subscriptions.append(self._subscription)
        self.settle()

    # -- facts ------------------------------------------------------------------------------------------
    def _read(self) -> AgencyFacts:
        agency_id = self._feed.service.person.agency_id
        assert agency_id is not None
        return self._feed.service.stores.fleet.facts(agency_id)

    def _show(self, facts: AgencyFacts) -> None:
        before, self._facts = self._facts, facts
        if before is None or self.levels.values() == before.levels:
            self.levels.set_values(facts.levels)
        self._name.setText(facts.name)
        self._where.setText(f"{facts.city}, {facts.state} · the name is the transport center's to change")
        self.follow(_texts(facts))

    def is_changed(self) -> bool:
        """Whether something is typed or chosen that is not kept."""
        levels = self._facts is not None and self.levels.values() != self._facts.levels
        return super().is_changed() or levels

    def take_back(self) -> None:
        """Show what is kept again."""
        if self._facts is not None:
            self.levels.set_values(self._facts.levels)
        super().take_back()

    def entered(self) -> AgencyFacts:
        """What is entered. Raises InvalidForm."""
        assert self._facts is not None
        texts = {name: self.lines[name].text().strip() for name in _PLAIN}
        counties = [county.strip() for county in self.lines["service_area"].text().split(",")]
        levels = frozenset(level for level in self.levels.values() if isinstance(level, TransportLevel))
        facts = replace(
            self._facts,
            **texts,  # type: ignore[arg-type]  # all of them are texts
            service_area=tuple(county for county in counties if county),
            levels=levels,
        )
        errors: dict[str, str] = {}
        try:
            facts = replace(facts, hours=read_hours(self.lines["hours"].text()))
        except ValueError as error:
            errors["hours"] = str(error)
        try:
            check_facts(facts)
        except InvalidForm as error:
            errors |= error.errors
        if errors:
            raise InvalidForm(errors)
        return facts

    # -- saving -----------------------------------------------------------------------------------------
    def _save(self, facts: AgencyFacts) -> None:
        self.write(
            partial(self._feed.service.stores.fleet.save_facts, facts),
            "The agency's profile is saved; hospitals see it in a moment.",
            _texts(facts),
            partial(self._kept_now, facts),
        )

    def _kept_now(self, facts: AgencyFacts) -> None:
        self._facts = facts
        self._subscription.refresh()


def _texts(facts: AgencyFacts) -> dict[str, str]:
    """The lines' texts, as they are typed."""
    plain = {name: getattr(facts, name) for name in _PLAIN}
    return plain | {"hours": hours_text(facts.hours), "service_area": ", ".join(facts.service_area)}

"""The agency's price sheet, from which bids start. A business secret: no hospital and no other agency reads it."""

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from medport_desktop.domain.agencies import Price, PriceSheet, price_cents
from medport_desktop.domain.enums import TransportLevel
from medport_desktop.domain.errors import InvalidForm
from medport_desktop.domain.written.money import dollars, read_dollars
from medport_desktop.gui.agency.agency_feed import AgencyFeed
from medport_desktop.gui.agency.office.office_page import OfficePage
from medport_desktop.gui.kit.controls.pills import LevelTag
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.tokens import Tone, Type
from medport_desktop.services.agency.agency_office import check_prices, price_errors

EXAMPLE_MILES = 20.0


class PricesPage(OfficePage):
    """A base and an amount a loaded mile for each level, with a worked example that follows the typing."""

    TITLE = "Price sheet"
    NOTE = (
        "Bids start from these amounts: a base, and an amount for each mile with the patient. Leave both empty for a "
        "level that you do not run. Hospitals see what you bid, never the sheet; other agencies see neither."
    )

    def __init__(self, feed: AgencyFeed, parent: QWidget | None = None) -> None:
        super().__init__(feed, "prices", parent)
        self.examples: dict[TransportLevel, Text] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme().px(14))
        grid.setVerticalSpacing(theme().px(10))
        grid.setColumnStretch(3, 1)
        for column, words in enumerate(("Level", "Base, $", "Each loaded mile, $", "For example")):
            grid.addWidget(Text(self, text=words, type=Type.CAPTION, tone=Tone.MUTED), 0, column)
        for row, level in enumerate(TransportLevel, start=1):
            tag = QVBoxLayout()
            tag.setContentsMargins(0, theme().px(7), 0, 0)  # in line with the lines' text, whatever error stands below
            tag.addWidget(LevelTag(self, level=level), 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            grid.addLayout(tag, row, 0)
            for column, (part, words) in enumerate((("base", "base"), ("mile", "a loaded mile")), start=1):
                line = self.add_line(f"{part}_{level}", "")
                line.edit.setAccessibleName(f"{level.label}, {words}, in dollars")
                line.edit.setAlignment(Qt.AlignmentFlag.AlignRight)
                line.setFixedWidth(theme().px(150))
                line.edit.textChanged.connect(partial(self._work_out, level))
                grid.addWidget(line, row, column)
            example = self.examples[level] = Text(self, tone=Tone.MUTED)
            example.setObjectName(f"example_{level}")
            grid.addWidget(example, row, 3)
        self.body.addLayout(grid)
        self.setFocusProxy(next(iter(self.lines.values())).edit)
        self.finish(read=self.entered, save=self._save)
        feed.facts_changed.connect(self._show)
        self._show()

    # -- facts ------------------------------------------------------------------------------------------
    @Slot()
    def _show(self) -> None:
        if self._feed.is_loaded("profile"):
            self.follow(_texts(self._feed.fleet.profile.price_sheet))
        for level in TransportLevel:
            self._work_out(level)

    def _price(self, level: TransportLevel) -> Price | None:
        """What is typed for a level; None where nothing is. Raises InvalidForm."""
        errors, cents = {}, []
        texts = {f"{part}_{level}": self.lines[f"{part}_{level}"].text().strip() for part in ("base", "mile")}
        if not any(texts.values()):
            return None
        for name, text in texts.items():
            try:
                cents.append(read_dollars(text))
            except ValueError as error:
                errors[name] = str(error) if text else "Enter an amount, or 0."
        if errors:
            raise InvalidForm(errors)
        price = Price(*cents)
        if errors := price_errors(level, price, self._feed.settings):
            raise InvalidForm(errors)
        return price

    def _work_out(self, level: TransportLevel, _text: str = "") -> None:
        example = self.examples[level]
        try:
            price = self._price(level)
        except InvalidForm:
            example.setText("")
            return
        if price is None:
            example.setText("not run, so not pre-filled")
            return
        amount = price_cents({level: price}, level, EXAMPLE_MILES)
        assert amount is not None
        example.setText(f"{level.label}, {EXAMPLE_MILES:.0f} miles: {dollars(amount)}")

    # -- saving -----------------------------------------------------------------------------------------
    def entered(self) -> PriceSheet:
        """What is typed. Raises InvalidForm naming every line at fault."""
        sheet: PriceSheet = {}
        errors: dict[str, str] = {}
        for level in TransportLevel:
            try:
                price = self._price(level)
            except InvalidForm as error:
                errors |= error.errors
            else:
                if price is not None:
                    sheet[level] = price
        if errors:
            raise InvalidForm(errors)
        check_prices(sheet, self._feed.settings)
        return sheet

    def _save(self, sheet: PriceSheet) -> None:
        service = self._feed.service
        agency_id = service.person.agency_id
        assert agency_id is not None
        self.write(
            partial(service.stores.fleet.save_prices, agency_id, sheet),
            "The price sheet is saved; bids start from it now.",
            _texts(sheet),
        )


def _texts(sheet: PriceSheet) -> dict[str, str]:
    """The lines' texts: "$120", or '' for a level that is not run."""
    texts = {}
    for level in TransportLevel:
        price = sheet.get(level)
        texts[f"base_{level}"] = "" if price is None else dollars(price.base_cents)
        texts[f"mile_{level}"] = "" if price is None else dollars(price.per_mile_cents)
    return texts

"""Asks when a trip repeats, and shows the dates before anything is written."""

from datetime import date, time

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from medport_desktop.domain.errors import InvalidForm
from medport_desktop.gui.hospital.series.series_draft import SeriesDraft, SeriesReading, dates_told, read_series
from medport_desktop.gui.kit.clock import WEEKDAYS, site_clock
from medport_desktop.gui.kit.controls.chips import Chip, ToggleChips
from medport_desktop.gui.kit.forms.field import Field
from medport_desktop.gui.kit.forms.form_dialog import FormDialog
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.tokens import Tone, Type

NOTHING_YET = "The dates appear here."


class SeriesDialog(FormDialog):
    """Weekdays, times and an end, or a rule of one's own. `decided` carries a SeriesReading without errors."""

    decided = Signal(object)

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        route: str,
        ready: time | None,
        first: date | None,
        deliver_by: time | None,
        may_return: bool,
        lead_minutes: int,
    ) -> None:
        """`ready` and `deliver_by` are the form's times of day, `first` its day where that is not today.

        `may_return`: the trip ends at a facility.
        """
        super().__init__(
            parent,
            title="Repeat this trip",
            sentence=f"{route}. Each trip is offered by itself, {lead_minutes} minutes before it is ready.",
            width=620,
        )
        self.setObjectName("series_dialog")
        self._deliver_by = deliver_by
        self._own_rule = False
        self._days = ToggleChips(self, columns=7, options=[Chip(i, words) for i, words in enumerate(WEEKDAYS)])
        self._days.setObjectName("series_days")
        self.fields = {
            "days": Field(self, label="On", editor=self._days),
            "ready": self._line("series_ready", "Ready at", "6:30"),
            "back": self._line("series_back", "And back at", "optional: 11:00"),
            "first": self._line("series_first", "From", "today, Mon, 12/3"),
            "ends": self._line("series_ends", "Ends", "36 times, or 12/31"),
            "rule": self._line(
                "series_rule", "Own pattern, instead of days and end", "FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=36"
            ),
        }
        self._preview = Text(self, text=NOTHING_YET, tone=Tone.MUTED, wrap=True)
        self._preview.setObjectName("series_preview")
        self._count = Text(self, type=Type.STRONG)
        self._count.setObjectName("series_count")
        self._build()
        self.fields["back"].setEnabled(may_return)
        if not may_return:
            self.line("back").setPlaceholderText("only from a facility")
        if ready is not None:
            self.line("ready").setText(f"{ready:%H:%M}")
        if first is not None:
            self.line("first").setText(f"{first.month}/{first.day}/{first.year}")
        self.finish(
            "Schedule these trips",
            name="series_create",
            read=self._checked,
            send=self._decide,
            typed=self._draft,
            leaving=("Throw these dates away?", "The trip itself stays in the form."),
            enter_sends=True,
        )
        self._days.changed.connect(self._edited)
        for name in ("ready", "back", "first", "ends"):
            self.line(name).textEdited.connect(self._edited)
        self.line("rule").textEdited.connect(self._rule_edited)
        self._days.setFocus()

    def _line(self, name: str, label: str, placeholder: str) -> Field:
        line = QLineEdit(self)
        line.setObjectName(name)
        line.setPlaceholderText(placeholder)
        return Field(self, label=label, editor=line)

    def _build(self) -> None:
        self.body.addWidget(self.fields["days"])
        row = QHBoxLayout()
        row.setSpacing(10)
        for name in ("ready", "back", "first", "ends"):
            row.addWidget(self.fields[name], 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        self.body.addWidget(self.fields["rule"])
        self.body.addWidget(self._count)
        self.body.addWidget(self._preview)
        self._preview.setMinimumHeight(theme().px(150))
        self._preview.setAlignment(Qt.AlignmentFlag.AlignTop)

    def line(self, name: str) -> QLineEdit:
        """The line of that name."""
        editor = self.fields[name].editor()
        assert isinstance(editor, QLineEdit)
        return editor

    # -- what is written --------------------------------------------------------------------------------
    def _draft(self) -> SeriesDraft:
        return SeriesDraft(
            days=frozenset(day for day in self._days.values() if isinstance(day, int)),
            first=self.line("first").text(),
            ready=self.line("ready").text(),
            back=self.line("back").text(),
            ends=self.line("ends").text(),
            rule=self.line("rule").text() if self._own_rule else "",
        )

    def _read(self) -> SeriesReading:
        clock = site_clock()
        return read_series(self._draft(), clock.now(), clock.zone, self._deliver_by)

    @Slot()
    def _rule_edited(self) -> None:
        """A rule of one's own counts instead of the weekdays and the end, until it is emptied."""
        self._own_rule = bool(self.line("rule").text().strip())
        for name in ("days", "ends"):
            self.fields[name].setEnabled(not self._own_rule)
        self._edited()

    @Slot()
    def _edited(self) -> None:
        for field in self.fields.values():
            field.clear_error()
        self._show(self._read())

    def _show(self, reading: SeriesReading) -> None:
        if not self._own_rule:
            self.line("rule").setText(reading.rule)
        found = reading.occurrences
        trips = len(found) * (2 if found and found[0].back_at is not None else 1)
        self._count.setText(f"{trips} trips" if trips != 1 else "1 trip")
        self._count.setVisible(bool(found))
        wrong = next((told for name, told in reading.errors.items() if self._has_text(name)), NOTHING_YET)
        self._preview.setText("\n".join(dates_told(found, site_clock().zone)) if found else wrong)

    def _has_text(self, name: str) -> bool:
        editor = self.fields[name].editor()
        return isinstance(editor, QLineEdit) and bool(editor.text().strip())

    def _checked(self) -> SeriesReading:
        reading = self._read()
        if reading.errors:
            raise InvalidForm(dict(reading.errors))
        return reading

    def _decide(self, reading: SeriesReading) -> None:
        self.accept()
        self.decided.emit(reading)

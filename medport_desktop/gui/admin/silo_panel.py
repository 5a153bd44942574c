"""How one silo is: its server, its clock, what arrives and what is read from it."""

from datetime import datetime

from PySide6.QtWidgets import QWidget

from medport_desktop.domain.center.system import MEGABYTE, Arrival, SiloHealth
from medport_desktop.domain.enums import Silo
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.controls.panel import Banner, Panel, Rule
from medport_desktop.gui.kit.controls.pills import StatusMark
from medport_desktop.gui.kit.facts.key_value import KeyValueGrid
from medport_desktop.gui.kit.facts.vocabulary import StatusLook
from medport_desktop.gui.kit.style.tokens import Tone

_ASKING = StatusLook("Asking…", Tone.MUTED, hollow=True)
_WELL = StatusLook("Well", Tone.GREEN)
_AILING = StatusLook("Look after it", Tone.AMBER)
_AWAY = StatusLook("Away", Tone.RED, hollow=True)


class SiloPanel(Panel):
    """Facts of a silo, and a banner that says what somebody should look after."""

    def __init__(self, silo: Silo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"health_{silo.value}")
        self.silo = silo
        self.mark = StatusMark(self, look=_ASKING)
        self.head(silo.label, self.mark)
        self.banner = Banner(self, tone=Tone.AMBER)
        self.banner.hide()
        self.server = KeyValueGrid(self, label_width=108)
        self.traffic = KeyValueGrid(self, label_width=108)
        self.body.addWidget(self.banner)
        self.body.addWidget(self.server)
        self.body.addWidget(Rule(self))
        self.body.addWidget(self.traffic)
        self.body.addStretch(1)

    def show_health(self, health: SiloHealth) -> None:
        """What the silo said."""
        problems = health.problems()
        self.mark.set_look(_AILING if problems else _WELL)
        self.banner.setVisible(bool(problems))
        if problems:
            self.banner.set_words(problems[0], " ".join(problems[1:]), Tone.AMBER)
        beat = _ago(health, health.beat_at)
        server = self.server
        server.set_row("version", "PostgreSQL", health.version)
        server.set_row("started", "Up since", site_clock().short(health.started_at))
        server.set_row("size", "Database", _size(health.database_bytes))
        server.set_row("connections", "Connections", f"{health.connections}")
        server.set_row("clock", "Clock", f"ticked {beat}" if health.beat_at else "has never ticked")
        server.set_row("letters", "Dead letters", f"{health.dead_letters or 'none'}")
        server.set_row("looked", "Looked at", site_clock().hms(health.looked_at))
        for source in dict.fromkeys(arrival.source for arrival in health.arrivals):
            self._show_source(health, source)
        for target in Silo:
            self._show_target(health, target)

    def show_away(self, sentence: str) -> None:
        """The silo did not answer; what it said last stays."""
        self.mark.set_look(_AWAY)
        self.banner.set_words(sentence, "It is asked again every ten seconds.", Tone.RED)
        self.banner.show()

    def _show_source(self, health: SiloHealth, source: Silo) -> None:
        arrivals = [arrival for arrival in health.arrivals if arrival.source is source]
        running = sum(arrival.running for arrival in arrivals)
        well = running == len(arrivals) and not any(_is_late(health, arrival) for arrival in arrivals)
        errors = sum(arrival.errors for arrival in arrivals)
        heartbeat = _ago(health, max((a.beat_at for a in arrivals if a.beat_at), default=None))
        words = f"{running} of {len(arrivals)} streams run · heartbeat {heartbeat}"
        if errors:
            words += f" · {errors:,} failed tries"
        self.traffic.set_row(f"from_{source}", f"From {source.label}", words, tone=Tone.TEXT if well else Tone.RED)

    def _show_target(self, health: SiloHealth, target: Silo) -> None:
        readers = [reader for reader in health.readers if reader.name.startswith(f"{target.value}_")]
        if not readers:
            return
        active = sum(reader.active for reader in readers)
        behind = max(reader.behind_bytes for reader in readers)
        well = active == len(readers) and not health.lost()
        words = f"{active} of {len(readers)} streams are read · {_size(behind)} behind"
        self.traffic.set_row(f"to_{target}", f"To {target.label}", words, tone=Tone.TEXT if well else Tone.RED)


def _is_late(health: SiloHealth, arrival: Arrival) -> bool:
    return arrival.beat_at is None or health.late(arrival.beat_at)


def _ago(health: SiloHealth, moment: datetime | None) -> str:
    """How long before the silo was asked, in words."""
    if moment is None:
        return "never"
    seconds = max(0, round((health.looked_at - moment).total_seconds()))
    return f"{seconds} s ago" if seconds < 120 else f"{seconds // 60:,} min ago"


def _size(count: int) -> str:
    """Bytes as a person reads them."""
    return f"{count / MEGABYTE:,.1f} MB" if count >= MEGABYTE else f"{count / 1024:,.0f} kB"

"""One bid of this agency: what was offered, what became of it, how long it still stands."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from medport_desktop.domain.enums import BidStatus
from medport_desktop.domain.trips import Bid
from medport_desktop.domain.written.money import dollars
from medport_desktop.gui.agency.columns import expiry_timer
from medport_desktop.gui.kit.clock import site_clock, ticker
from medport_desktop.gui.kit.controls.pills import StatusMark
from medport_desktop.gui.kit.facts.key_value import KeyValueGrid
from medport_desktop.gui.kit.facts.pickup import pickup_tone, pickup_words
from medport_desktop.gui.kit.facts.vocabulary import bid_look
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.tokens import Tone, Type


class BidFacts(QWidget):
    """The amount in large type with its status, and the rest as facts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bid: Bid | None = None
        self._amount = Text(self, type=Type.DISPLAY)
        self._amount.setObjectName("my_bid_amount")
        self._status = StatusMark(self)
        self._left = Text(self, type=Type.STRONG)
        self._left.setObjectName("bid_countdown")
        self._facts = KeyValueGrid(self)
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self._amount)
        top.addWidget(self._status)
        top.addStretch(1)
        top.addWidget(self._left)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._facts)
        ticker().attach(self, self._tick)

    def show_bid(self, bid: Bid) -> None:
        """Show this bid."""
        self._bid = bid
        clock = site_clock()
        self._amount.setText(dollars(bid.bid_amount))
        self._status.set_look(bid_look(bid))
        self._facts.set_row("unit", "Unit", bid.unit_number, note=_empty(bid))
        at, asked = bid.estimated_pickup, bid.ready_at
        self._facts.set_row("pickup", "At pick-up", pickup_words(at, asked), tone=pickup_tone(at, asked))
        self._facts.set_row("arrival", "At destination", clock.short(bid.estimated_arrival))
        sent = clock.short(bid.submitted_at)
        changed = "before the trip was changed" if bid.trip_changed else ""
        self._facts.set_row("sent", "Sent", sent, note=changed, tone=Tone.AMBER if changed else Tone.TEXT)
        self._facts.set_row(
            "note", "Note", bid.special_notes or "none", tone=Tone.TEXT if bid.special_notes else Tone.MUTED
        )
        self._tick()

    def _tick(self) -> None:
        if self._bid is None:
            return
        is_open = self._bid.status is BidStatus.PENDING
        timer, now = expiry_timer(self._bid), site_clock().now()
        self._left.setVisible(is_open)
        self._left.setText(timer.text(now))
        self._left.set_tone(timer.tone(now))
        self._left.setToolTip(f"The bid runs out at {site_clock().full(self._bid.expires_at)}")
        self._left.setAccessibleName(f"Runs out in {timer.text(now)}")

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())


def _empty(bid: Bid) -> str:
    return "" if bid.empty_miles is None else f"{bid.empty_miles:.1f} mi empty"

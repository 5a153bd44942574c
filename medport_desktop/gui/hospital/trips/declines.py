"""Under the bids: which agencies have said that they will not run the selected trip, and why."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from medport_desktop.domain.trips import TripDecline
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.tokens import Tone, Type


class DeclinesLine(QWidget):
    """ "2 declined", and who for which reason; nothing where nobody did. The trip is on offer all the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("declines")
        self._count = Text(self, type=Type.CAPTION, tone=Tone.AMBER)
        self._who = Text(self, type=Type.CAPTION, tone=Tone.MUTED, wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 14, 8)
        row.setSpacing(10)
        row.addWidget(self._count)
        row.addWidget(self._who, 1)
        self.show_declines(())

    def show_declines(self, declines: Sequence[TripDecline]) -> None:
        """Show these."""
        self.setVisible(bool(declines))
        self._count.setText(f"{len(declines)} declined")
        self._who.setText(" · ".join(map(decline_words, declines)))
        self._who.setToolTip("\n".join(map(decline_words, declines)))
        self.setAccessibleName(f"{self._count.text()}: {self._who.text()}")


def decline_words(decline: TripDecline) -> str:
    """ "Bedford EMS: no crew, 14:32" """
    reason = decline.reason.label
    return f"{decline.agency_name}: {reason[:1].lower()}{reason[1:]}, {site_clock().short(decline.declined_at)}"

"""What the center's people learn from the trips of a period."""

from collections.abc import Sequence
from dataclasses import replace

from medport_desktop.domain.agencies import Agency
from medport_desktop.domain.analytics import AnalyticsFilter, Figures
from medport_desktop.domain.enums import Reason, TransportLevel
from medport_desktop.domain.people import Organisation
from medport_desktop.services.ports import AnalyticsPort, CenterPort


class Analytics:
    """Figures of the whole region, a hospital, an agency or a level of care."""

    def __init__(self, center: CenterPort, figures: AnalyticsPort) -> None:
        """Both read the center."""
        self._center = center
        self._figures = figures

    def figures(self, wanted: AnalyticsFilter) -> Figures:
        """The figures of a filter: levels and reasons in their own order, agencies by loaded miles."""
        read = self._figures.figures(wanted)
        levels, reasons = list(TransportLevel), list(Reason)
        return replace(
            read,
            levels=tuple(sorted(read.levels, key=lambda f: levels.index(f.level))),
            agencies=tuple(sorted(read.agencies, key=lambda f: (-f.miles, -f.taken, f.name.casefold()))),
            reasons=tuple(sorted(read.reasons, key=lambda f: (-f.cancelled, reasons.index(f.reason)))),
        )

    def organisations(self) -> tuple[Sequence[Organisation], Sequence[Agency]]:
        """Hospitals and agencies to choose from."""
        return self._center.hospitals(), self._center.agencies()

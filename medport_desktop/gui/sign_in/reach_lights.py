"""Lights before anybody has signed in: whether each silo's server answers, asked every few seconds."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from medport_desktop.data.connection.reach import ServerReach
from medport_desktop.domain.enums import Silo
from medport_desktop.gui.kit.shell.lights import Light, SiloLights
from medport_desktop.runtime.tasks import Tasks

EVERY_MS = 5000


class ReachLights(QObject):
    """Keeps lights true from `start` to `stop`. No connection stays open, so nothing could tell of a change."""

    def __init__(self, lights: SiloLights, tasks: Tasks, reach: ServerReach) -> None:
        super().__init__(lights)
        self._lights = lights
        self._tasks = tasks
        self._reach = reach
        self._asking: set[Silo] = set()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.ask)

    def start(self) -> None:
        """Ask now, and again every few seconds."""
        self._timer.start(EVERY_MS)
        self.ask()

    def stop(self) -> None:
        """Ask no more."""
        self._timer.stop()

    @Slot()
    def ask(self) -> None:
        """Ask each silo whose last answer has come."""
        for silo in set(Silo) - self._asking:
            self._asking.add(silo)
            self._tasks.run(
                self._reach.answers,
                silo,
                then=partial(self._answered, silo),
                failed=lambda _error, silo=silo: self._answered(silo, False),  # type: ignore[misc]
                owner=self,
            )

    def _answered(self, silo: Silo, answers: bool) -> None:
        self._asking.discard(silo)
        detail = "" if answers else f"The {silo.label} database does not answer."
        self._lights.set_state(silo.label, Light.LIVE if answers else Light.AWAY, detail=detail)

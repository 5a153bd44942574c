"""The demo's day: what was asked, offered, taken, driven and cancelled, in minutes before now. All of it invented."""

from collections.abc import Iterator
from dataclasses import dataclass, field

BIDS = ("bid 1", "bid 2", "bid 3")
DECLINES = ("decline 1", "decline 2")
DRIVE = ("EN_ROUTE", "ON_SCENE", "IN_TRANSIT", "AT_DESTINATION", "COMPLETED")
PHASES = ("enter", *BIDS, "withdraw", "expire", *DECLINES, "take", "release", "take again", *DRIVE, "cancel")
"""The order in which the story is acted; each trip takes part in some of them."""

_BID_VALID_MINUTES = 30


@dataclass(frozen=True, slots=True)
class BidScript:
    """A bid on a trip."""

    agency: str
    """The first word of the agency's name."""
    unit: str
    after: int
    """Minutes after the request."""
    factor: float = 1.0
    """Times the price sheet."""
    ends: str = ""
    """'WITHDRAWN' or 'EXPIRED', where the agency or the clock ends it."""


@dataclass(frozen=True, slots=True)
class DeclineScript:
    """An agency that will not run a trip."""

    agency: str
    """The first word of the agency's name."""
    reason: str
    after: int
    """Minutes after the request."""


@dataclass(frozen=True, slots=True)
class TripScript:
    """A trip. Times named 'ago' are minutes before now, the others minutes after the request."""

    hospital: str
    room: str
    destination: str
    level: str
    priority: str
    ago: int
    ready: int = 20
    needs: str = ""
    note: str = ""
    deliver: int | None = None
    bids: tuple[BidScript, ...] = ()
    declines: tuple[DeclineScript, ...] = ()
    taken: tuple[str, str, int] | None = None
    """Agency, unit, ago: by award where the agency bid, else by FIRST_ACCEPT."""
    released_ago: int | None = None
    retaken: tuple[str, str, int] | None = None
    drive: tuple[int, ...] = ()
    """Ago, of EN_ROUTE and what follows."""
    cancelled: tuple[str, int] | None = None
    """Reason, ago."""
    scheduled: bool = False
    first_accept: bool = False
    times: dict[str, float] = field(init=False, default_factory=dict)
    """Minutes before now of each phase that the trip takes part in, in the order of PHASES."""

    def __post_init__(self) -> None:
        """Work out `times`."""
        told = {
            "enter": float(self.ago),
            **{phase: self.ago - bid.after for phase, bid in zip(BIDS, self.bids, strict=False)},
            **{phase: self.ago - no.after for phase, no in zip(DECLINES, self.declines, strict=False)},
            **dict(zip(DRIVE, self.drive, strict=False)),
            **dict(self._events()),
        }
        self.times.update((phase, told[phase]) for phase in PHASES if phase in told)
        if list(self.times.values()) != sorted(self.times.values(), reverse=True):
            raise ValueError(f"The times of {self} are not in order.")

    def _events(self) -> Iterator[tuple[str, float]]:
        for bid in self.bids:
            if bid.ends == "WITHDRAWN":
                yield "withdraw", self.ago - bid.after - 9
            elif bid.ends == "EXPIRED":
                yield "expire", self.ago - bid.after - _BID_VALID_MINUTES
        if self.taken:
            yield "take", self.taken[2]
        if self.released_ago is not None:
            yield "release", self.released_ago
        if self.retaken:
            yield "take again", self.retaken[2]
        if self.cancelled:
            yield "cancel", self.cancelled[1]


_Bid = BidScript
_No = DeclineScript
_Trip = TripScript

_NASON = "Conemaugh Nason Medical Center"
_ALTOONA = "UPMC Altoona"
_SOMERSET = "UPMC Somerset"
_MEMORIAL = "Conemaugh Memorial Medical Center"
_NITTANY = "Mount Nittany Medical Center"
_REHAB = "Encompass Health Rehabilitation Hospital of Altoona"
_VA = "James E. Van Zandt VA Medical Center"

_ENDED = (
    _Trip(
        _NASON, "2W 11", _ALTOONA, "BLS", "MEDIUM", 598, 30, "stretcher",
        bids=(_Bid("bedford", "M-34", 3), _Bid("blair", "B-4", 6, 1.1)),
        taken=("bedford", "M-34", 588), drive=(580, 556, 544, 512, 498),
    ),
    _Trip(
        _ALTOONA, "4 Tower 12", _REHAB, "WHEELCHAIR", "LOW", 570, 40, "wheelchair", first_accept=True,
        taken=("blair", "W-1", 566), drive=(552, 540, 531, 518, 510),
    ),
    _Trip(
        _SOMERSET, "MS 14", _MEMORIAL, "ALS", "HIGH", 541, 15, "cardiac_monitor oxygen",
        bids=(_Bid("somerset", "S-1", 2, 1.05), _Bid("cambria", "K-1", 4), _Bid("bedford", "M-26", 7, 1.2)),
        taken=("cambria", "K-1", 531), drive=(527, 495, 480, 441, 428),
    ),
    _Trip(
        "Penn Highlands Tyrone", "ED 3", _ALTOONA, "ALS", "HIGH", 505, 10, "cardiac_monitor", first_accept=True,
        taken=("blair", "A-1", 503), drive=(500, 478, 466, 441, 430),
    ),
    _Trip(
        _ALTOONA, "ICU 2", "UPMC Presbyterian", "CCT", "URGENT", 480, 15, "ventilator iv_pump cardiac_monitor",
        note="Receiving team is waiting; call ahead at 20 minutes.", deliver=200,
        bids=(_Bid("blair", "C-1", 2), _Bid("cambria", "K-3", 5, 1.08)),
        taken=("blair", "C-1", 473), drive=(470, 455, 431, 318, 301),
    ),
    _Trip(
        _NITTANY, "3N 8", "Geisinger Medical Center", "BLS", "MEDIUM", 452, 45, "stretcher",
        bids=(_Bid("nittany", "N-4", 5),), taken=("nittany", "N-4", 440), drive=(431, 415, 402, 318, 305),
    ),
    _Trip(_NASON, "MS 9", _ALTOONA, "BLS", "LOW", 430, 60, cancelled=("DUPLICATE", 421)),
    _Trip(
        "Penn Highlands Huntingdon", "Dialysis", "Geisinger Lewistown Hospital", "WHEELCHAIR", "LOW", 401, 50,
        "wheelchair escort", bids=(_Bid("juniata", "J-6", 6),),
        taken=("juniata", "J-6", 388), drive=(371, 352, 344, 309, 300),
    ),
    _Trip(
        "UPMC Bedford", "ED 7", _MEMORIAL, "ALS", "HIGH", 366, 15, "cardiac_monitor iv_pump",
        bids=(_Bid("bedford", "M-26", 2), _Bid("somerset", "S-2", 6, 1.15)),
        taken=("bedford", "M-26", 358), drive=(355, 338, 321, 270, 259),
    ),
    _Trip(
        _SOMERSET, "2E 4", "UPMC Mercy", "ALS", "MEDIUM", 330, 30, "oxygen",
        bids=(_Bid("somerset", "S-2", 3), _Bid("cambria", "K-2", 5, 0.97)),
        taken=("somerset", "S-2", 320), drive=(312, 300, 287, 196, 184),
    ),
    _Trip(
        _ALTOONA, "5 Tower 3", "Demo personal care home, 12 Example St, Duncansville", "BLS", "LOW", 295, 30,
        "stretcher", first_accept=True, taken=("blair", "B-5", 290), drive=(279, 265, 256, 240, 233),
    ),
    _Trip(
        _NASON, "ED 1", "Allegheny General Hospital", "CCT", "URGENT", 262, 15, "ventilator cardiac_monitor",
        bids=(_Bid("cambria", "K-3", 4),), taken=("cambria", "K-3", 254), cancelled=("PATIENT_CONDITION", 240),
    ),
    _Trip(
        "Indiana Regional Medical Center", "Dialysis", _SOMERSET, "WHEELCHAIR", "LOW", 231, 40, "wheelchair",
        bids=(_Bid("cambria", "K-7", 9),), taken=("cambria", "K-7", 214), drive=(201, 171, 163, 104, 95),
    ),
    _Trip(
        "Conemaugh Miners Medical Center", "1S 2", _MEMORIAL, "BLS", "MEDIUM", 205, 30, "stretcher isolation",
        first_accept=True, taken=("cambria", "K-4", 198), drive=(190, 160, 151, 112, 101),
    ),
    _Trip(
        "Penn Highlands Clearfield", "ED 2", _NITTANY, "ALS", "HIGH", 182, 10, "cardiac_monitor", first_accept=True,
        taken=("nittany", "N-1", 178), released_ago=165, retaken=("juniata", "J-1", 160),
        drive=(155, 121, 108, 61, 47),
    ),
    _Trip(
        _ALTOONA, "ED 12", "UPMC Mercy", "ALS", "HIGH", 150, 10, "oxygen iv_pump", first_accept=True,
        taken=("blair", "A-7", 145), drive=(140, 122), cancelled=("PATIENT_CONDITION", 115),
    ),
    _Trip(_NASON, "Rehab 5", _REHAB, "BLS", "LOW", 141, 700, scheduled=True, cancelled=("BED_LOST", 35)),
)  # fmt: skip

_RUNNING = (
    _Trip(
        _SOMERSET, "ICU 1", "UPMC Presbyterian", "ALS", "HIGH", 110, 10, "cardiac_monitor iv_pump", deliver=150,
        bids=(_Bid("somerset", "S-1", 3), _Bid("cambria", "K-8", 6, 1.1)),
        taken=("somerset", "S-1", 101), drive=(96, 84, 63),
    ),
    _Trip(
        _ALTOONA, "Lobby", _VA, "WHEELCHAIR", "LOW", 95, 30, "wheelchair", first_accept=True,
        taken=("blair", "W-2", 90), drive=(78, 60, 48, 2),
    ),
    _Trip(
        _NASON, "ED 1", _MEMORIAL, "ALS", "HIGH", 88, 15, "cardiac_monitor oxygen", deliver=105,
        note="Monitor strip and chart go with the patient.",
        bids=(_Bid("bedford", "M-22", 3), _Bid("blair", "A-2", 5, 1.12)),
        taken=("bedford", "M-22", 79), drive=(75, 52, 33),
    ),
    _Trip(
        _NASON, "Rehab 2", _REHAB, "BLS", "MEDIUM", 62, 45, "stretcher", deliver=120,
        bids=(_Bid("bedford", "M-31", 4), _Bid("blair", "B-6", 6, 1.06)),
        taken=("bedford", "M-31", 52), drive=(31, 7),
    ),
    _Trip(
        "Penn Highlands DuBois", "3S 8", "Allegheny General Hospital", "ALS", "MEDIUM", 58, 50,
        "cardiac_monitor iv_pump", bids=(_Bid("nittany", "N-8", 6),), taken=("nittany", "N-8", 44), drive=(26,),
    ),
    _Trip(
        _ALTOONA, "ICU 6", "UPMC Mercy", "CCT", "URGENT", 49, 10, "ventilator iv_pump cardiac_monitor", deliver=150,
        bids=(_Bid("nittany", "N-3", 3),), taken=("nittany", "N-3", 42), drive=(38, 5),
    ),
    _Trip(
        _NITTANY, "ED 9", "Geisinger Medical Center", "ALS", "HIGH", 38, 20, "cardiac_monitor", first_accept=True,
        taken=("nittany", "N-2", 31), drive=(10,),
    ),
    _Trip(
        _NASON, "MS 3", _ALTOONA, "BLS", "MEDIUM", 34, 49, "stretcher", deliver=110,
        bids=(_Bid("bedford", "M-32", 5), _Bid("blair", "B-6", 8, 1.1)), taken=("bedford", "M-32", 5),
    ),
    _Trip(
        _ALTOONA, "5 Tower 8", "Penn State Health Milton S. Hershey Medical Center", "ALS", "HIGH", 27, 40,
        "cardiac_monitor", bids=(_Bid("blair", "A-2", 4),), taken=("blair", "A-2", 9),
    ),
    _Trip(
        _SOMERSET, "2E 7", _MEMORIAL, "BLS", "LOW", 21, 60, "stretcher", first_accept=True,
        taken=("somerset", "S-3", 12),
    ),
)  # fmt: skip

_WAITING = (
    _Trip(
        "Penn Highlands Tyrone", "2W 11", _ALTOONA, "ALS", "HIGH", 68, 11, "cardiac_monitor", deliver=100,
        bids=(_Bid("bedford", "M-21", 5, 1.25, "EXPIRED"), _Bid("blair", "A-7", 9, 1.1, "WITHDRAWN")),
        declines=(_No("juniata", "OUT_OF_AREA", 41), _No("nittany", "NO_UNIT", 47)),
    ),
    _Trip(
        _SOMERSET, "MS 14", _NASON, "BLS", "LOW", 58, 148, "stretcher",
        declines=(_No("cambria", "NO_CREW", 12),),
    ),
    _Trip("Penn Highlands Elk", "MS 2", "Penn Highlands DuBois", "BLS", "MEDIUM", 26, 40, first_accept=True),
    _Trip(
        _ALTOONA, "4 Tower 12", _REHAB, "BLS", "MEDIUM", 22, 45, "stretcher",
        bids=(_Bid("blair", "B-5", 4), _Bid("bedford", "M-34", 6, 1.15), _Bid("juniata", "J-3", 9, 1.3)),
    ),
    _Trip(
        "UPMC Bedford", "ED 7", _MEMORIAL, "ALS", "HIGH", 18, 6, "cardiac_monitor oxygen", deliver=90,
        bids=(_Bid("bedford", "M-21", 3),),
    ),
    _Trip("Penn Highlands Huntingdon", "2N 5", _NITTANY, "WHEELCHAIR", "MEDIUM", 15, 60, "wheelchair"),
    _Trip(
        _NASON, "3N 2", "Penn State Health Milton S. Hershey Medical Center", "CCT", "HIGH", 12, 35,
        "cardiac_monitor iv_pump", deliver=240,
        bids=(_Bid("bedford", "M-24", 3), _Bid("blair", "C-1", 5, 0.96), _Bid("cambria", "K-3", 8, 1.12)),
    ),
    _Trip(
        _ALTOONA, "NICU 3", "UPMC Children's Hospital of Pittsburgh", "ALS", "HIGH", 9, 20,
        "neonatal oxygen escort", first_accept=True,
    ),
    _Trip(
        _NASON, "ICU 4", "UPMC Presbyterian", "CCT", "URGENT", 6, 10, "ventilator iv_pump cardiac_monitor",
        note="Accepted by the receiving intensivist; the bed is held for two hours.", deliver=130,
        bids=(_Bid("bedford", "M-24", 2), _Bid("blair", "C-1", 4, 1.05)),
        declines=(_No("cambria", "LEVEL_NOT_STAFFED", 5),),
    ),
)  # fmt: skip

_LATER = (
    _Trip(_ALTOONA, "6 Tower 1", "Encompass Health Rehabilitation Hospital of Nittany Valley", "BLS", "LOW", 400, 1500,
          "stretcher", scheduled=True),
    _Trip(_NASON, "Dialysis", _ALTOONA, "WHEELCHAIR", "LOW", 210, 1140, "wheelchair", scheduled=True),
    _Trip(_SOMERSET, "MS 3", "UPMC Mercy", "BLS", "MEDIUM", 75, 375, "stretcher", scheduled=True),
)  # fmt: skip

STORY: tuple[TripScript, ...] = tuple(
    sorted((*_ENDED, *_RUNNING, *_WAITING, *_LATER), key=lambda trip: trip.ago, reverse=True)
)
"""All trips, in the order in which they were asked for."""

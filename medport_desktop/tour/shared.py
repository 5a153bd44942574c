"""What the steps of the tour share: who takes part, how a form is filled in, how a window is seen in both themes."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from medport_desktop.domain.enums import Silo
from medport_desktop.silos.demo.people import PASSWORD
from medport_desktop.tour.cast import Actor, Cast
from medport_desktop.tour.facts import Facts
from medport_desktop.tour.hands import Hands, eventually
from medport_desktop.tour.ledger import Ledger

DESK = "desk@nason.example"
DISPATCH = "dispatch@bedford.example"
AGENCY = "Bedford demo EMS"


@dataclass(slots=True)
class Story:
    """What the steps share."""

    ledger: Ledger
    cast: Cast
    facts: Facts
    desk: Actor
    dispatcher: Actor
    center: Actor
    nights: list[tuple[Actor, str, Sequence[tuple[Sequence[str], str]]]] = field(default_factory=list)
    """What `also_dark` has asked for."""

    async def picture(self, actor: Actor, name: str) -> str:
        """Grab a person's window and give the file's name."""
        return await self.picture_of(actor.at_window, name)

    async def picture_of(self, hands: Hands, name: str) -> str:
        """Grab a window and give the file's name."""
        path = self.ledger.next_picture(name)
        await hands.picture(path)
        self.ledger.steps[-1].pictures.append(path.name)
        return path.name

    async def enter(self, email: str, who: str) -> Actor:
        """One more person signs in."""
        actor = self.cast.enter(email, PASSWORD)
        async with self.ledger.step(f"The {who} signs in") as step:
            await actor.sign_in()
            step.saw(f"{type(actor.console.window).__name__} opened for {email}")
            kind = "select user_type from medport.app_user where email = %s"
            self.facts.read(step, Silo.CENTER, "kind of account", kind, email)
        return actor

    def also_dark(self, actor: Actor, title: str, pages: Sequence[tuple[Sequence[str], str]]) -> None:
        """Pages of a window, each reached by its keys, to be shown in the dark theme too: once for all windows, since
        a change of theme dresses every one of them again.
        """
        self.nights.append((actor, title, pages))


async def settled(actor: Actor) -> None:
    """Wait until a person's console has no call under way."""
    await eventually("no call is under way", lambda: actor.console.runtime.tasks.is_idle or None)


async def fill_form(
    hands: Hands, mrn: str, *, level: str, weight: str = "92", first_accept: bool = False, destination: str = "UPMC Alt"
) -> None:
    """What a nurse tells the desk on the phone, in that order."""
    await hands.write("mrn", mrn)
    await hands.write("name", "Demo, Patient T")
    await hands.write("birth_date", "1951-03-08")
    await hands.write("weight_kg", weight)
    await hands.write("pickup_location", "ICU 4")
    await hands.write("contact_phone", "814 555 0100")
    await hands.write("destination", destination)
    await hands.keys("Return", "destination")
    await hands.choose("transport_level", level)
    await hands.choose("priority", "High")
    if first_accept:
        await hands.choose("award_mode", "First agency to accept")

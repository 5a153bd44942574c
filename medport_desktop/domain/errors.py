"""What can go wrong that is not our bug: each becomes a sentence for a person."""

from medport_desktop.domain.enums import Silo


class MedPortError(Exception):
    """Something of the environment or the rules; `str()` is a sentence for a person."""

    def __init__(self, sentence: str, hint: str = "") -> None:
        """`sentence`: what happened and what it means; `hint`: what to do next."""
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint

    @property
    def whole(self) -> str:
        """Sentence and hint as one text."""
        return f"{self.sentence} {self.hint}".strip()

    @property
    def by_field(self) -> dict[str, str]:
        """What belongs to fields of a form: a sentence for each by the field's name."""
        return {}


class Refused(MedPortError):
    """A database refused a change for a reason of the domain (SQLSTATE class MP, or a named constraint)."""

    def __init__(self, sentence: str, hint: str = "", field: str = "", code: str = "") -> None:
        """`field`: the column at fault ('' if none); `code`: the SQLSTATE, MP001 to MP008 for our own."""
        super().__init__(sentence, hint)
        self.field = field
        self.code = code

    @property
    def by_field(self) -> dict[str, str]:
        return {self.field: self.whole} if self.field else {}


class ChangedMeanwhile(Refused):
    """Somebody else changed what the person was changing; nothing was written."""


class NotAllowed(MedPortError):
    """The person may not do this (SQLSTATE 42501 or MP006)."""


class ConsoleTooOld(MedPortError):
    """A silo has been upgraded and no longer serves this program (SQLSTATE MP008)."""


class SiloAway(MedPortError):
    """A silo cannot be reached, or went away before it answered."""

    def __init__(self, silo: Silo, sentence: str = "", hint: str = "", maybe_done: bool = False) -> None:
        """`maybe_done`: the connection broke after COMMIT was sent, so the write may have happened."""
        super().__init__(
            sentence or f"The {silo.label} database cannot be reached.",
            hint or "What is on the screen stays; try again in a moment.",
        )
        self.silo = silo
        self.maybe_done = maybe_done


class SiloUnproven(SiloAway):
    """The server at a silo's address could not prove to be that silo; we sent it nothing."""

    def __init__(self, silo: Silo, unreadable: str = "") -> None:
        """`silo`: the one that was asked for; `unreadable`: the file of its authority, where that is why."""
        wrong = "its certificate, or the address in the site file, is wrong"
        if unreadable:
            wrong = f"this computer cannot read {unreadable}, which names the authority of its certificate"
        super().__init__(
            silo,
            f"The {silo.label} database could not prove that it is the right one.",
            f"Tell your administrator: {wrong}.",
        )


class AccountUnknown(SiloAway):
    """The silo is there; the account, or its new password, has not arrived in it yet."""


class KeptForLater(MedPortError):
    """The silo that owns the row is away, and the write is kept on this workstation until it is back."""

    def __init__(self, silo: Silo) -> None:
        """`silo`: the one that is away."""
        super().__init__(
            f"The {silo.label} database cannot be reached. This is kept on this workstation and sent when it is back.",
            "Ctrl+Shift+W shows what is not sent yet.",
        )
        self.silo = silo


class NotKept(MedPortError):
    """A write cannot be kept on this workstation; the sentence says why."""


class SignInFailed(MedPortError):
    """The center did not let the person in."""


class WrongPassword(SignInFailed):
    """No account has this e-mail and password; the server does not say which of the two is wrong."""


class AccountDisabled(SignInFailed):
    """The password is right, the account is disabled."""


class CenterAway(SignInFailed):
    """The center, where every account lives, cannot be reached."""


class InvalidForm(MedPortError):
    """Fields that cannot be sent as they are: `errors` maps a field's name to a sentence."""

    def __init__(self, errors: dict[str, str]) -> None:
        """`errors` is never empty; the first sentence speaks for all in a message bar."""
        super().__init__(next(iter(errors.values())))
        self.errors = errors

    @property
    def by_field(self) -> dict[str, str]:
        return self.errors

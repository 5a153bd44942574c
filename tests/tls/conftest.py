"""The embedded servers have no OpenSSL: Debian's stunnel4 stands before them and speaks TLS as PostgreSQL would."""

import shutil
import socket
import subprocess
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme

from medport_desktop.domain.enums import Silo
from medport_desktop.silos.servers.cluster import is_free
from tests.conftest import Trio, ports_of_worker
from tests.support import until

HOST = "silos.medport.test"
"""A name that the console cannot take for this machine; `hostaddr` says where it is."""
_EVER = datetime(2020, 1, 1, tzinfo=UTC)


class Front:
    """TLS before servers: one stunnel, one port a server, one certificate at a time."""

    def __init__(self, folder: Path, targets: Mapping[Silo, int]) -> None:
        """`targets`: the plain port of each server."""
        self._folder = folder
        self._targets = dict(targets)
        # From the end of the worker's ports: its databases take them from the beginning.
        self.ports = dict(zip(targets, filter(is_free, reversed(ports_of_worker())), strict=False))
        self._process: subprocess.Popen[bytes] | None = None

    def show(self, certificate: trustme.LeafCert, *, newest: str = "TLSv1.3") -> None:
        """Serve with that certificate from now on; connections of before are cut. `newest`: the best TLS it speaks."""
        self.stop()
        pem = self._folder / "server.pem"
        pem.write_bytes(b"".join(blob.bytes() for blob in (certificate.private_key_pem, *certificate.cert_chain_pems)))
        pem.chmod(0o600)
        settings = ["foreground = yes", "pid =", "syslog = no", f"sslVersionMax = {newest}"]
        if newest < "TLSv1.2":
            settings += ["sslVersionMin = TLSv1", "ciphers = DEFAULT@SECLEVEL=0"]
        for silo, port in self.ports.items():
            settings += [f"[{silo}]", f"accept = 127.0.0.1:{port}", f"connect = 127.0.0.1:{self._targets[silo]}"]
            settings += ["protocol = pgsql", f"cert = {pem}"]
        (self._folder / "stunnel.conf").write_text("\n".join(settings) + "\n")
        with (self._folder / "stunnel.log").open("ab") as log:
            self._process = subprocess.Popen(
                ["stunnel4", str(self._folder / "stunnel.conf")], stdout=log, stderr=log, stdin=subprocess.DEVNULL
            )
        until(self._all_ports_open)

    def stop(self) -> None:
        """Serve nobody, and cut who is connected."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def urls(self, authorities: Path) -> dict[Silo, str]:
        """Return what a site file would say of these servers."""
        return {silo: self.url(silo, authorities) for silo in Silo}

    def url(self, silo: Silo, authorities: Path, *, host: str = HOST) -> str:
        trust = f"hostaddr=127.0.0.1&sslmode=verify-full&sslrootcert={authorities}"
        return f"postgresql://{host}:{self.ports.get(silo, 1)}/{silo}?{trust}"

    def _all_ports_open(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, (self._folder / "stunnel.log").read_text()
        for port in self.ports.values():
            try:
                socket.create_connection(("127.0.0.1", port)).close()
            except ConnectionRefusedError:
                return False
        return True


@pytest.fixture(scope="session", autouse=True)
def stunnel() -> None:
    if shutil.which("stunnel4") is None:
        pytest.skip("stunnel4 is not installed: python3 tools/system_check.py --tests says how")


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def authorities(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that the consoles trust."""
    path = tmp_path_factory.mktemp("trust") / "authorities.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


@pytest.fixture(scope="module")
def good(authority: trustme.CA) -> trustme.LeafCert:
    return authority.issue_cert(HOST)


@pytest.fixture(scope="module")
def expired(authority: trustme.CA) -> trustme.LeafCert:
    return authority.issue_cert(HOST, not_before=_EVER, not_after=datetime.now(UTC) - timedelta(days=1))


@pytest.fixture
def front(trio: Trio, tmp_path: Path) -> Iterator[Front]:
    """TLS before the three silos; call `show` first."""
    front = Front(tmp_path, trio.silos.ports())
    try:
        yield front
    finally:
        front.stop()

"""Where this system keeps its certificate authorities, for `sslrootcert=system`."""

import os
from collections.abc import MutableMapping
from pathlib import Path

BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",  # Debian, Ubuntu, Arch
    "/etc/pki/tls/certs/ca-bundle.crt",  # Fedora, RHEL
    "/etc/ssl/ca-bundle.pem",  # openSUSE
    "/etc/ssl/cert.pem",  # macOS, Alpine
)


def find_certificates(environment: MutableMapping[str, str] = os.environ, bundles: tuple[str, ...] = BUNDLES) -> None:
    """Tell the database driver, unless the environment does: its own OpenSSL looks in a folder that no machine has."""
    if "SSL_CERT_FILE" in environment or "SSL_CERT_DIR" in environment:
        return
    there = next((path for path in bundles if Path(path).is_file()), None)
    if there is not None:
        environment["SSL_CERT_FILE"] = there

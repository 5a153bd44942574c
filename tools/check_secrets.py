"""Look for secrets in every file that git tracks; what is found must stand, with its reason, in known_secrets.toml.

Exit code 1 on a find that is not known, and on a known one that is gone. The secrets themselves are never printed.
"""

import subprocess
import sys
import tomllib
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from detect_secrets.core.scan import scan_file
from detect_secrets.settings import default_settings

ROOT = Path(__file__).parent.parent
KNOWN = ROOT / "tools" / "known_secrets.toml"
GENERATED = ("requirements.lock", "resources/", "docs/screenshots/", "tools/known_secrets.toml")
"""Nobody types a secret into these: version numbers, drawings, fonts, pictures, and the digests of this very check."""


def finds(name: str) -> list[tuple[str, str, str, int]]:
    """Return (file, digest, kind, line) of each find in one file."""
    with default_settings():
        return [(name, find.secret_hash, find.type, find.line_number) for find in scan_file(str(ROOT / name))]


def main() -> int:
    """Return the exit code."""
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)  # nosec B607 # noqa: S607
    names = [name for name in tracked.stdout.splitlines() if not name.startswith(GENERATED) and (ROOT / name).exists()]
    with ProcessPoolExecutor() as pool:
        found = [find for part in pool.map(finds, names, chunksize=20) for find in part]
    known = {(entry["file"], digest) for entry in tomllib.loads(KNOWN.read_text())["known"] for digest in entry["sha1"]}
    new = [find for find in found if find[:2] not in known]
    gone = sorted(known - {find[:2] for find in found})
    for name, digest, kind, line in new:
        print(f"{name}:{line}: {kind}. If it is no secret, say why in tools/known_secrets.toml: sha1 {digest}")
    for name, digest in gone:
        print(f"{name}: the known find {digest} is gone; take it out of tools/known_secrets.toml.")
    return 1 if new or gone else 0


if __name__ == "__main__":
    sys.exit(main())

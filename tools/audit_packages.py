"""Ask the public advisories about every pinned package; a known hole ends the build, unreachable advisories are said.

`pip-audit` reads requirements.lock as it is: nothing is resolved or installed. Exit code 1 if a package has a known
vulnerability that IGNORED does not justify.
"""

import json
import subprocess
import sys
from pathlib import Path

LOCK = Path(__file__).parent.parent / "requirements.lock"
IGNORED: dict[str, str] = {}
"""Advisories that do not touch this program: id → why, in a line."""


def main() -> int:
    """Return the exit code."""
    command = [sys.executable, "-m", "pip_audit", "-r", str(LOCK), "--no-deps", "--disable-pip", "-f", "json"]
    told = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  (a fixed command)
    try:
        packages = json.loads(told.stdout)["dependencies"]
    except (json.JSONDecodeError, KeyError):
        reason = (told.stderr.strip().splitlines() or ["it said nothing"])[-1]
        print(f"Packages: NOT AUDITED. The advisories could not be reached from here: {reason[:200]}")
        return 0
    skipped = [package["name"] for package in packages if "skip_reason" in package]
    holes = [
        f"{package['name']} {package['version']}: {hole['id']}, mended in {', '.join(hole['fix_versions']) or '-'}"
        for package in packages
        for hole in package.get("vulns", ())
        if hole["id"] not in IGNORED
    ]
    audited = len(packages) - len(skipped)
    if audited:
        print(f"Packages: {audited} of {len(packages)} audited, {len(holes)} known vulnerabilities.")
    if skipped:
        names = ", ".join(skipped) if audited else "any package"
        print(f"Packages: NOT AUDITED. No advisories could be reached from here for {names}.")
    for hole in holes:
        print(hole)
    return 1 if holes else 0


if __name__ == "__main__":
    sys.exit(main())

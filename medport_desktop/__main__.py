"""`python -m medport_desktop` is `medport`."""

import sys

from medport_desktop.cli import main

if __name__ == "__main__":
    sys.exit(main())

"""The main job through the real windows, then a chapter for each window: pictures, each step read back from the
database that owns it."""

import os
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from medport_desktop.bootstrap import dress
from medport_desktop.runtime import loop
from medport_desktop.silos.demo.seed import seed
from medport_desktop.silos.provision import provision
from medport_desktop.silos.servers.embedded import EmbeddedSilos
from medport_desktop.silos.urls import SiloUrls
from medport_desktop.silos.witness import Witness
from medport_desktop.tour.cast import Cast
from medport_desktop.tour.chapters import CHAPTERS, Chapter
from medport_desktop.tour.hands import NotSeen
from medport_desktop.tour.ledger import Ledger
from medport_desktop.tour.story import tell


def run(out: Path, *, offscreen: bool = False, chapters: bool = True) -> int:
    """Play the tour on three embedded silos of its own; pictures and tour.json go to `out`.

    Without `chapters` the main job alone.
    Returns 0 if every step was so, else 1.
    """
    if offscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    loop.log_qt_messages()
    with tempfile.TemporaryDirectory(prefix="medport-tour-") as folder:
        silos = EmbeddedSilos(Path(folder) / "silos")
        try:
            urls = silos.start()
            provision(urls)
            seed(urls)
            return play(urls, out, chapters=chapters)
        finally:
            silos.remove()


def play(urls: SiloUrls, out: Path, *, chapters: bool = True) -> int:
    """Play the tour on silos that hold the demo region; returns 0 if every step was so, else 1."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    dress(app)
    out.mkdir(parents=True, exist_ok=True)
    ledger = Ledger(out, sys.stdout)
    code = loop.run(app, partial(_play, urls, ledger, CHAPTERS if chapters else ()))
    sys.stdout.write(f"{'The tour is whole' if code == 0 else 'The tour FAILED'}: {ledger.write()}\n")
    return code


async def _play(urls: SiloUrls, ledger: Ledger, chapters: Sequence[Chapter]) -> int:
    with Witness(urls) as witness, Cast(urls.for_people()) as cast:
        try:
            story = await tell(ledger, cast, witness)
            for play_chapter in chapters:
                await play_chapter(story)
        except NotSeen:
            await cast.show_where_it_failed(ledger)
            return 1
    return 0 if ledger.is_whole else 1

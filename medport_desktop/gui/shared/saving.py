"""A file that a person asked for."""

from pathlib import Path

from medport_desktop.gui.kit.board.export import write_whole
from medport_desktop.runtime import Runtime


def save_file(runtime: Runtime, path: Path, content: bytes, what: str) -> None:
    """Write it, in a worker, since folders may be far away, and tell what became of it; `what` is "the handoff"."""
    told = f"{what[0].upper()}{what[1:]} was saved as {path}."
    runtime.tasks.run(write_whole, path, content, then=lambda _none: runtime.messages.info(told))

"""The small settings file of this workstation's user: the e-mail last used, light or dark, the site's name, and
how each person who signs in here has arranged the windows."""

import contextlib
import json
import logging
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from platformdirs import user_config_path

_LAYOUTS = "layouts"

_log = logging.getLogger(__name__)


def default_path() -> Path:
    """The small settings file of this workstation's user."""
    return user_config_path("medport", appauthor=False) / "workstation.json"


class WorkstationFile:
    """Texts by name. Nothing in it is a secret, and nothing fails because it cannot be read or written."""

    def __init__(self, path: Path | None = None) -> None:
        """`path` of the file; the user's own by default."""
        self._path = path or default_path()

    def get(self, name: str) -> str:
        """What is remembered under that name, or ''."""
        text = self._read().get(name, "")
        return text if isinstance(text, str) else ""

    def set(self, name: str, text: str) -> None:
        """Remember it; the rest of the file stays as it is."""
        self._set(name, text)

    def layout(self, person: str) -> dict[str, Any]:
        """How that person (a role's name) has arranged the windows, as plain JSON values; {} at first."""
        layout = self._layouts().get(person)
        return layout if isinstance(layout, dict) else {}

    def set_layout(self, person: str, layout: Mapping[str, Any]) -> None:
        """Remember it; the others' stay as they are."""
        self._set(_LAYOUTS, {**self._layouts(), person: dict(layout)})

    def _layouts(self) -> dict[str, Any]:
        layouts = self._read().get(_LAYOUTS)
        return layouts if isinstance(layouts, dict) else {}

    def _set(self, name: str, value: object) -> None:
        settings = self._read()
        if settings.get(name) == value:
            return
        try:
            self._write(json.dumps({**settings, name: value}, indent=2))
        except OSError as error:
            _log.warning("the workstation's settings could not be written: %s", type(error).__name__)

    def _read(self) -> dict[str, object]:
        try:
            content = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return content if isinstance(content, dict) else {}

    def _write(self, text: str) -> None:
        """Whole or not at all, readable by its user alone (mkstemp)."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=self._path.parent, prefix=".workstation-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            os.replace(draft, self._path)
        except OSError:
            with contextlib.suppress(OSError):
                os.unlink(draft)
            raise


@dataclass(frozen=True, slots=True)
class PersonLayout:
    """One person's place in the file."""

    file: WorkstationFile
    person: str
    """The name of their role: the same for one e-mail however it is spelt."""

    def read(self) -> dict[str, Any]:
        """What was written last; {} at first."""
        return self.file.layout(self.person)

    def write(self, layout: Mapping[str, Any]) -> None:
        """Keep this."""
        self.file.set_layout(self.person, layout)

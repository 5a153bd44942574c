"""What the runtime's tests share."""

import os
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from medport_desktop.runtime import Runtime


@pytest.fixture
def runtime(qapp: object) -> Iterator[Runtime]:
    """A runtime without the safety re-read, closed afterwards."""
    built = Runtime.build(safety_ms=0)
    yield built
    built.close()

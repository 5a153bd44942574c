"""Ending a process that somebody else started."""

import subprocess
import sys

import psutil

from medport_desktop.silos.servers import processes
from tests.support import until

CARELESS_PARENT = """
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()", sys.argv[1]])
print(child.pid, flush=True)
sys.stdin.read()
"""
"""Both wait for the end of what they share: nobody writes to it."""


def test_a_child_that_its_parent_does_not_wait_for_has_ended_too() -> None:
    mark = "a-mark-of-this-test"
    program = [sys.executable, "-c", CARELESS_PARENT, mark]
    parent = subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        until(lambda: processes.has_argument(pid, mark))  # a process has none while it is being made
        processes.end(pid, "not its mark", timeout_s=5)
        assert psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
        processes.end(pid, mark, timeout_s=5)
        assert psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    finally:
        parent.kill()
        parent.communicate()

"""The attacker has the program, the network, and one real account of each kind; the servers are these tests' own."""

from tests.silos.conftest import facts, trio, world

__all__ = ["facts", "trio", "world"]

"""Hosts on one network that can be cut: network namespaces of Linux, for whoever is root."""

import os
import pwd
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

NETWORK = "198.18.77"
"""Set apart for trials of networks (RFC 2544)."""
HERE = f"{NETWORK}.1"
"""The address of this process."""
NOWHERE = "02:00:00:00:00:01"
"""An address of Ethernet that nobody has: what goes there is lost, and nobody is told."""


class Host:
    """One host with an address of its own, as long as its ``network`` is there."""

    def __init__(self, bridge: str, number: int) -> None:
        self.address = f"{NETWORK}.{number}"
        self._name = f"uwlr-{os.getpid()}-{number}"
        self._plug = f"{bridge}p{number}"
        _ip("netns", "add", self._name)
        _ip("link", "add", self._plug, "type", "veth", "peer", "name", "eth0", "netns", self._name)
        _ip("link", "set", self._plug, "master", bridge, "up")
        self._ip("addr", "add", f"{self.address}/24", "dev", "eth0")
        for device in ("lo", "eth0"):
            self._ip("link", "set", device, "up")

    def within(self, account: pwd.struct_passwd | None = None) -> tuple[str, ...]:
        """What a command begins with that is to run on this host, by that account or as root."""
        there = ("ip", "netns", "exec", self._name)
        if account is None:
            return there
        return (*there, "setpriv", f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups")

    def unplug(self) -> None:
        """Cut it off from all others."""
        _ip("link", "set", self._plug, "down")

    def plug(self) -> None:
        """Connect it again."""
        _ip("link", "set", self._plug, "up")

    def lose_what_goes_to(self, other: "Host") -> None:
        """Let nothing arrive that this host sends to another one, which it still hears."""
        self._ip("neigh", "replace", other.address, "lladdr", NOWHERE, "dev", "eth0", "nud", "permanent")

    def reach(self, other: "Host") -> None:
        """Let it arrive again."""
        self._ip("neigh", "del", other.address, "dev", "eth0")

    def kill(self) -> None:
        """Kill all that runs on it, as a power cut does."""
        listed = subprocess.run(
            ["ip", "netns", "pids", self._name], check=True, capture_output=True, encoding="ascii"
        )
        for pid in listed.stdout.split():
            with suppress(ProcessLookupError):
                os.kill(int(pid), signal.SIGKILL)

    def remove(self) -> None:
        """Kill all that runs on it, and take it away."""
        self.kill()
        _ip("netns", "del", self._name)

    def _ip(self, *arguments: str) -> None:
        _ip("-n", self._name, *arguments)


def why_not() -> str | None:
    """What keeps this machine from having hosts; None if it can."""
    if os.geteuid() != 0:
        return "network namespaces are for root"
    if shutil.which("ip") is None or shutil.which("setpriv") is None:
        return "this machine has no ip or setpriv (Debian: iproute2, util-linux)"
    try:
        _ip("netns", "add", f"uwlr-{os.getpid()}-try")
        _ip("netns", "del", f"uwlr-{os.getpid()}-try")
    except subprocess.CalledProcessError as error:
        return f"network namespaces are not allowed here: {error.stderr.decode().strip()}"
    return None


@contextmanager
def network(hosts: int) -> Iterator[list[Host]]:
    """So many hosts on one network, which this process is on too, until the end of the block."""
    bridge = f"uwlr{os.getpid() % 100_000}"
    with ExitStack() as made:
        _ip("link", "add", bridge, "type", "bridge")
        made.callback(_ip, "link", "del", bridge)
        _ip("addr", "add", f"{HERE}/24", "dev", bridge)
        _ip("link", "set", bridge, "up")
        found = []
        for number in range(hosts):
            host = Host(bridge, 11 + number)
            made.callback(host.remove)
            found.append(host)
        yield found


def _ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True, capture_output=True)

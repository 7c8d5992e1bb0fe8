"""What a server installs: the packages of its lock, and which of them asks for which.

The lock is for every Python that we run on, so what is worked out here is the same on each of them.
"""

from collections.abc import Iterable, Mapping
from configparser import ConfigParser
from importlib.metadata import PackageNotFoundError, distribution
from itertools import product

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.places import ROOT

NAME = "uwlr-service"
EXTRAS = ("postgres", "s3", "otel")
"""Those of a server; ``SERVER`` in the Makefile says the same."""


def environment(python: str) -> dict[str, str]:
    """A server with this Python, for the markers of requirements."""
    return {
        "python_version": python,
        "python_full_version": f"{python}.0",
        "implementation_name": "cpython",
        "implementation_version": f"{python}.0",
        "platform_python_implementation": "CPython",
        "os_name": "posix",
        "sys_platform": "linux",
        "platform_system": "Linux",
        "platform_machine": "x86_64",
    }


ENVIRONMENTS = tuple(map(environment, ("3.11", "3.12", "3.13")))


def locked(lock: str) -> dict[str, Requirement]:
    """The packages of a lock by their name, each with its version and marker."""
    lines = (ROOT / lock).read_text(encoding="ascii").splitlines()
    pins = [Requirement(line.removesuffix("\\")) for line in lines if "==" in line]
    return {pin.name: pin for pin in pins}


def version(pin: Requirement) -> str:
    """The one version that a lock allows."""
    (only,) = pin.specifier
    return only.version


def is_for_all(pin: Requirement) -> bool:
    """Whether every server gets this package, whatever its Python is."""
    return pin.marker is None or all(pin.marker.evaluate(made) for made in ENVIRONMENTS)


def asked_by_us() -> list[str]:
    """What the package itself asks for, with the extras of a server."""
    config = ConfigParser()
    config.read(ROOT / "setup.cfg")
    texts = [config["options"]["install_requires"]]
    texts += [config["options.extras_require"][extra] for extra in EXTRAS]
    return [line for text in texts for line in text.strip().splitlines() if not line.startswith("#")]


def asked_by(name: str) -> list[str]:
    """What an installed package asks for; nothing, when it is not for this Python."""
    try:
        return distribution(name).requires or []
    except PackageNotFoundError:
        return []


def chosen(asked: Iterable[str], extras: Iterable[str]) -> dict[str, set[str]]:
    """The packages among what is asked that some server gets, with the extras of each that it asks for."""
    wishes: dict[str, set[str]] = {}
    pairs = list(product(ENVIRONMENTS, (*extras, "")))
    for wish in map(Requirement, asked):
        marker = wish.marker
        if marker is None or any(marker.evaluate({**made, "extra": extra}) for made, extra in pairs):
            wishes.setdefault(canonicalize_name(wish.name), set()).update(wish.extras)
    return wishes


def edges() -> Mapping[str, set[str]]:
    """For each package that is reached from ours, and for ours, those that it asks for."""
    found: dict[str, set[str]] = {NAME: set()}
    seen: set[tuple[str, frozenset[str]]] = set()
    todo = [(NAME, name, extras) for name, extras in chosen(asked_by_us(), ()).items()]
    while todo:
        asker, name, extras = todo.pop()
        found[asker].add(name)
        found.setdefault(name, set())
        if (name, frozenset(extras)) not in seen:
            seen.add((name, frozenset(extras)))
            todo += [(name, other, more) for other, more in chosen(asked_by(name), extras).items()]
    return found

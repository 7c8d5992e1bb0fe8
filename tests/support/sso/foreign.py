"""Applications on the libraries of others (tests/e2e/sso/clients), each made and started for a test."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from tests.support.places import ROOT
from tests.support.servers.ports import wait_for_port
from tests.support.sso.toepassingen import Proefclient
from tests.support.toolkits import OUT_OF_REACH, PATIENCE, SHORT_RUNS, tool
from uwlr_service.domain.sso.client import Adressoort

CLIENTS = ROOT / "tests" / "e2e" / "sso" / "clients"
APACHE_MODULES = Path("/usr/lib/apache2/modules")
NEWEST_GO = "1.26"
"""The Go that go-oidc asks for; Debian 12 has an older one."""
SCOPE = "openid organisatie profiel email"
START = 90.0
"""Seconds in which an application has to be there; one on Java takes many on a busy machine."""


@dataclass(frozen=True, kw_only=True)
class Library:
    """How an application on a library is made in a folder and started, and which addresses it has.

    ``make`` skips the test when the machine lacks what it takes. In ``command`` MAP stands for the folder, in
    ``uit`` HIER for the application's own address. ``afmelding`` is where logout tokens go, None for a
    library that knows none.
    """

    naam: str
    make: Callable[[Path], None]
    command: tuple[str, ...]
    uit: str = "/uit"
    afmelding: str | None = None
    environ: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Application:
    """An application that runs, or will: its library and its address."""

    library: Library
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def adressen(self) -> dict[Adressoort, tuple[str, ...]]:
        """What its client at the provider is given."""
        adressen: dict[Adressoort, tuple[str, ...]] = {
            Adressoort.TERUG: (f"{self.url}/terug",),
            Adressoort.AFGEMELD: (f"{self.url}/afgemeld",),
        }
        if self.library.afmelding is not None:
            adressen[Adressoort.AFMELDING] = (self.url + self.library.afmelding,)
        return adressen

    @property
    def uit(self) -> str:
        """Where somebody signs out of it."""
        return self.url + self.library.uit.replace("HIER", self.url)


@contextmanager
def running(
    app: Application, folder: Path, issuer: str, client: Proefclient, *, algoritme: str = "RS256"
) -> Iterator[None]:
    """The application, until the end of the block."""
    key = folder / "sleutel.json"
    if client.sleutel is not None:
        key.write_text(json.dumps(client.sleutel.as_dict(private=True)), encoding="utf-8")
    ours = {
        "ISSUER": issuer,
        "CLIENT_ID": client.client_id,
        "CLIENT_SECRET": client.geheim,
        "CLIENT_KEY": "" if client.sleutel is None else str(key),
        "ALG": algoritme,
        "SCOPE": SCOPE,
        "PORT": str(app.port),
        "FOLDER": str(folder),
        "PYTHONPATH": str(folder / "pakketten"),
    }
    log = folder / "log"
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [word.replace("MAP", str(folder)) for word in app.library.command],
            cwd=folder,
            env={**os.environ, **ours, **app.library.environ},
            stdout=stream,
            stderr=stream,
        )
    try:
        assert wait_for_port(process, app.port, START), log.read_text(encoding="utf-8")
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _run(folder: Path, *command: str) -> None:
    """A command that fetches from a registry; skips the test when that has nothing for it."""
    done = subprocess.run(
        command,
        cwd=folder,
        env=os.environ | {"JAVA_TOOL_OPTIONS": SHORT_RUNS},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    told = done.stdout + done.stderr
    if done.returncode and OUT_OF_REACH.search(told):
        pytest.skip(f"out of reach for {command[0]}")
    assert not done.returncode, told


def _copy(naam: str, folder: Path) -> None:
    shutil.copytree(CLIENTS / naam, folder, dirs_exist_ok=True)


def _openid_client(folder: Path) -> None:
    tool("node", "nodejs")
    tool("npm", "npm")
    _copy("openid-client", folder)
    _run(folder, "npm", "install", "--no-audit", "--no-fund", "--no-package-lock")


def _go_oidc(folder: Path) -> None:
    tool("go", f"none; go-oidc asks for Go {NEWEST_GO}")
    if _version_of_go() < _numbers(NEWEST_GO):
        pytest.skip(f"go-oidc asks for Go {NEWEST_GO}")
    _copy("go-oidc", folder)
    _run(folder, "go", "build", "-o", "application", ".")


@cache
def _version_of_go() -> tuple[int, ...]:
    shown = subprocess.run(["go", "env", "GOVERSION"], capture_output=True, text=True, check=True).stdout
    return _numbers(shown.strip().removeprefix("go"))


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in version.split(".")[:2] if number.isdigit())


def _spring_security(folder: Path) -> None:
    tool("java", "openjdk-17-jdk-headless")
    tool("mvn", "maven")
    _copy("spring-security", folder)
    _run(folder, "mvn", "-B", "-q", "package")


def _mod_auth_openidc(folder: Path) -> None:
    tool("apache2", "apache2-bin")
    if not (APACHE_MODULES / "mod_auth_openidc.so").exists():
        pytest.skip("there is no mod_auth_openidc (Debian: libapache2-mod-auth-openidc)")
    _copy("mod_auth_openidc", folder)


def _pip(naam: str, *packages: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        _copy(naam, folder)
        _run(folder, sys.executable, "-m", "pip", "install", "-q", "--target", "pakketten", *packages)

    return make


LIBRARIES = (
    Library(naam="openid-client", make=_openid_client, command=("node", "main.js")),
    Library(naam="go-oidc", make=_go_oidc, command=("./application",), afmelding="/afmelding"),
    Library(
        naam="spring-security",
        make=_spring_security,
        command=("java", *SHORT_RUNS.split(), "-jar", "target/application.jar"),
        afmelding="/logout/connect/back-channel/school",
    ),
    Library(
        naam="mod_auth_openidc",
        make=_mod_auth_openidc,
        command=("apache2", "-DFOREGROUND", "-f", "MAP/httpd.conf"),
        uit="/terug?logout=HIER/afgemeld",
        afmelding="/terug?logout=backchannel",
        environ={"MODULES": str(APACHE_MODULES), "PASSPHRASE": "een geheim voor een proef"},
    ),
    Library(
        naam="authlib", make=_pip("authlib", "Authlib~=1.9.10"), command=(sys.executable, "application.py")
    ),
    Library(
        naam="oauthlib",
        make=_pip("oauthlib", "oauthlib~=4.0.1", "requests-oauthlib~=2.0.0"),
        command=(sys.executable, "application.py"),
    ),
)

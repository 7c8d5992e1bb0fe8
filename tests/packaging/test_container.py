"""``Dockerfile`` and ``compose.yaml``: what they give away and agree on, and their steps without Docker."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import Distribution, distribution
from pathlib import Path
from secrets import token_hex
from typing import Any

import pytest
import requests
import yaml

from tests.packaging.test_locks import pins
from tests.support.databases import Cluster
from tests.support.places import ROOT
from tests.support.roots.passable import NOBODY, passable_folder
from tests.support.servers.ports import free_port
from tests.support.wheels import SOURCES, TEXTS, run
from uwlr_service.config import Settings

DOCKERFILE = (ROOT / "Dockerfile").read_text()
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if service["image"] == "uwlr-service"}
INSTALLED = (ROOT / "deploy" / "uwlr-nginx.conf").read_text().splitlines()
SECRETIVE = re.compile("SECRET|PASSWORD|TOKEN|KEY|DATABASE_URL|SMTP_URL")
PATIENCE = 60
PAGES = (
    *("/portaal/", "/documentatie/", "/gkv/v1/openapi.json", "/las/v1/openapi.json", "/metrics"),
    *("/uwlr/leerlinggegevens?wsdl", "/gkv/GeneriekeService?wsdl", "/.well-known/jwks.json"),
)
"""What reads files that only a whole wheel has."""


def instructions(*names: str) -> list[str]:
    """What stands behind some instructions, with continued lines joined."""
    joined = re.sub(r"\\\n\s*", " ", DOCKERFILE)
    lines = [line.partition(" ") for line in joined.splitlines() if line and not line.startswith("#")]
    return [words.strip() for name, _, words in lines if name in names]


def test_the_image_does_not_run_as_root_and_says_how_it_is() -> None:
    assert instructions("USER") == ["10001:10001"]
    (health,) = instructions("HEALTHCHECK")
    assert "/health/ready" in health
    assert instructions("ENTRYPOINT", "CMD") == ['["uwlr"]', '["serve"]']


def test_the_image_holds_no_secret_and_fetches_by_name_alone() -> None:
    assert not [words for words in instructions("ENV", "ARG") if SECRETIVE.search(words)]
    assert instructions("ADD") == []
    assert "://" not in DOCKERFILE.replace("http://127.0.0.1:8080", "")
    bases = {words.partition(" ")[0] for words in instructions("FROM")}
    assert len(bases) == 1
    assert all(":" in base and "/" not in base for base in bases)
    python = re.search(r"python:(3\.\d+)-", bases.pop())
    assert python is not None
    assert python[1] in (ROOT / "docs" / "install.rst").read_text()


def test_the_builder_gets_what_the_wheel_is_made_of_and_nothing_else() -> None:
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    assert lines[1] == "*"  # all is left out that is not named
    named = {line[1:] for line in lines if line.startswith("!")}
    locks = {path.name for path in ROOT.glob("requirements*.lock")}
    assert named == {*SOURCES, *TEXTS, *locks, "Makefile", "wsgi.py"}
    assert all((ROOT / name).exists() for name in named)
    copied = [words.split()[:-1] for words in instructions("COPY") if not words.startswith("--from")]
    assert {name for words in copied for name in words if name != "."} <= named


def test_a_linter_has_nothing_to_say() -> None:
    linter = shutil.which("hadolint")
    if linter is None:
        pytest.skip("this machine has no hadolint")
    assert subprocess.run([linter, ROOT / "Dockerfile"], capture_output=True, text=True).stdout == ""


def test_ours_can_do_little() -> None:
    assert OURS.keys() == {"migrate", "serve", "worker", "backup"}
    for service in OURS.values():
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert "user" not in service  # that of the image
        assert service["hostname"] == "uwlr"  # one machine, with one journal


def test_only_the_proxy_is_published() -> None:
    assert {name for name, service in SERVICES.items() if "ports" in service} == {"nginx"}
    assert SERVICES["nginx"]["ports"] == ["443:443"]


def test_what_comes_before_what() -> None:
    assert SERVICES["migrate"]["command"] == ["db", "upgrade"]
    assert SERVICES["migrate"]["depends_on"] == {"database": {"condition": "service_healthy"}}
    for name in ("serve", "worker"):
        assert SERVICES[name]["command"] == [name]
        assert SERVICES[name]["depends_on"] == {"migrate": {"condition": "service_completed_successfully"}}
    assert SERVICES["nginx"]["depends_on"] == {"serve": {"condition": "service_healthy"}}


def test_secrets_are_files_and_in_no_environment() -> None:
    for service in SERVICES.values():
        for name, value in service.get("environment", {}).items():
            if SECRETIVE.search(name):
                assert name.endswith("_FILE"), name
                assert value.startswith("/run/secrets/")
                assert value.removeprefix("/run/secrets/") in service["secrets"]
    assert {secret["file"].rpartition("/")[0] for secret in COMPOSE["secrets"].values()} == {"./geheim"}
    assert "/geheim/" in (ROOT / ".gitignore").read_text().splitlines()
    assert "!geheim" not in (ROOT / ".dockerignore").read_text()


def test_the_settings_are_settings(tmp_path: Path) -> None:
    environ = {name: str(value) for name, value in SERVICES["serve"]["environment"].items()}
    for name, content in (("UWLR_SECRET_FILE", "0123456789" * 4), ("UWLR_DATABASE_URL_FILE", "")):
        path = tmp_path / name
        path.write_text(content or "postgresql://uwlr:wachtwoord@database/uwlr")
        environ[name] = str(path)
    environ |= {"UWLR_BASE_URL": "https://uwlr.example.nl", "UWLR_PORTAAL_URL": "", "UWLR_WORKERS": "2"}
    of_image = dict(re.findall(r"(UWLR_\w+)=(\S+)", " ".join(instructions("ENV"))))
    settings = Settings.from_environment(of_image | environ)
    assert settings.remarks == ()
    assert settings.bind == "0.0.0.0:8080"
    volumes = dict(volume.split(":") for volume in SERVICES["serve"]["volumes"])
    assert volumes.keys() == COMPOSE["volumes"].keys() - {"database"}
    assert {str(settings.var), str(settings.journal.parent)} <= set(volumes.values())


def test_the_proxy_is_the_one_that_is_installed_and_believed() -> None:
    used = (ROOT / "deploy" / "compose" / "nginx.conf").read_text().splitlines()
    different = {(before, after) for before, after in zip(INSTALLED, used, strict=True) if before != after}
    address = SERVICES["serve"]["networks"]["inside"]["ipv4_address"]
    assert ("    server 127.0.0.1:8080;", f"    server {address}:8080;") in different
    assert all(before.lstrip().startswith(("#", "server ", "return 404;")) for before, _ in different)
    proxy = SERVICES["nginx"]["networks"]["inside"]["ipv4_address"]
    assert SERVICES["serve"]["environment"]["UWLR_PROXIES"] == proxy
    targets = {secret["target"] for secret in SERVICES["nginx"]["secrets"]}
    assert targets == {line.split()[1].rstrip(";") for line in INSTALLED if "ssl_certificate" in line}


def test_a_backup_is_made_by_a_client_as_new_as_the_server() -> None:
    client = re.search(r"postgresql-client-(\d+)", DOCKERFILE)
    server = re.search(r"postgres:(\d+)", SERVICES["database"]["image"])
    assert client is not None
    assert server is not None
    assert client[1] == server[1]


def is_for_everybody(path: Path) -> bool:
    """Whether another user gets to a path."""
    return all(way.stat().st_mode & 0o001 for way in (path, *path.parents))


def interpreter() -> str:
    """A Python of this version, one that another user may start where there is one."""
    minor = f"{sys.version_info.major}.{sys.version_info.minor}"
    for path in (Path(sys.executable).resolve(), Path(f"/usr/bin/python{minor}")):
        if path.exists() and is_for_everybody(path):
            return str(path)
    return sys.executable


def may_change_user() -> bool:
    """Whether the program can be run here as somebody else, who can read it."""
    packages = Path(str(distribution("click").locate_file("click")))
    places = (packages, Path(interpreter()).resolve())
    return os.geteuid() == 0 and all(map(is_for_everybody, places))


def locked() -> Iterator[Distribution]:
    """What is installed here of the lock of a server."""
    for name in pins("requirements-server.lock"):
        try:
            yield distribution(name)
        except ModuleNotFoundError:  # for another Python or system
            continue


@pytest.fixture(scope="module")
def program(wheel: Path) -> Iterator[Path]:
    """The wheel, installed by pip in an environment with the locked packages and nothing else."""
    with passable_folder() as folder:
        yield installed(wheel, folder)


def installed(wheel: Path, folder: Path) -> Path:
    """The command in a new environment in a folder."""
    environment = folder / "uwlr"
    made = run(interpreter(), "-m", "venv", "--without-pip", str(environment), folder=folder)
    assert made.returncode == 0, made.stderr
    (packages,) = environment.glob("lib/python*/site-packages")
    for package in locked():
        for name in {file.parts[0] for file in package.files or ()} - {"..", "__pycache__"}:
            if not (packages / name).exists():
                (packages / name).symlink_to(Path(str(package.locate_file(name))))
    pip = (sys.executable, "-m", "pip", "--python", str(environment / "bin" / "python"), "--quiet")
    done = run(*pip, "install", "--no-index", "--no-deps", str(wheel), folder=folder)
    assert done.returncode == 0, done.stderr
    checked = run(*pip, "check", folder=folder)
    assert checked.returncode == 0, checked.stdout
    return environment / "bin" / "uwlr"


class Containers:
    """What compose.yaml starts, without Docker: a folder to write in, secrets in files, and another user.

    That user owns nothing else.
    """

    def __init__(self, program: Path, folder: Path, database_url: str) -> None:
        self._program = program
        self._folder = folder
        self._user = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if may_change_user() else {}
        self.port = free_port()
        self._secrets = {
            "UWLR_DATABASE_URL_FILE": self._secret("database_url", database_url),
            "UWLR_SECRET_FILE": self._secret("uwlr_secret", token_hex(32)),
        }
        for name in ("var", "backups"):
            (folder / name).mkdir(mode=0o700)
            self._give_away(folder / name)

    def _secret(self, name: str, content: str) -> str:
        path = self._folder / name
        path.touch(mode=0o600)
        path.write_text(f"{content}\n")
        self._give_away(path)
        return str(path)

    def _give_away(self, path: Path) -> None:
        if self._user:
            os.chown(path, NOBODY, NOBODY)

    @property
    def backups(self) -> Path:
        """Where backups come."""
        return self._folder / "backups"

    @property
    def log(self) -> str:
        """What the programs said, all of them."""
        return (self._folder / "log").read_text()

    @contextmanager
    def running(self, *command: str) -> Iterator[subprocess.Popen[bytes]]:
        """A program as the image starts it, until the end of the block."""
        of_image = dict(re.findall(r"(\w+)=(\S+)", " ".join(instructions("ENV"))))
        environ = {
            **of_image,
            **self._secrets,
            "PATH": f"{self._program.parent}:/usr/bin:/bin",
            "UWLR_VAR": str(self._folder / "var"),
            "UWLR_BIND": f"127.0.0.1:{self.port}",
            "UWLR_WORKERS": "1",
        }
        with (self._folder / "log").open("ab") as log:
            process = subprocess.Popen(
                command,
                cwd=self._folder / "var",
                env=environ,
                stdout=log,
                stderr=log,
                **self._user,  # type: ignore[call-overload]
            )
        try:
            yield process
        finally:
            process.kill()
            process.wait(PATIENCE)

    def run(self, *command: str) -> int:
        """Run a program to its end; gives the exit code."""
        with self.running(*command) as process:
            return process.wait(PATIENCE)

    def health(self) -> int:
        """The health check of the image, at the port of this server."""
        (check,) = instructions("HEALTHCHECK")
        words: list[str] = yaml.safe_load(check.partition(" CMD ")[2])
        return self.run(*(word.replace(":8080/", f":{self.port}/") for word in words))

    def wait(self, condition: Callable[[], bool]) -> None:
        """Wait until something holds; fail with what the programs said when it never does."""
        until = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < until, self.log
            time.sleep(0.1)


@pytest.mark.postgres
def test_the_steps_lead_to_a_service_that_is_well(program: Path, postgres: Cluster) -> None:
    uwlr = yaml.safe_load(instructions("ENTRYPOINT")[0])
    commands = {name: [*uwlr, *service["command"]] for name, service in OURS.items()}
    with passable_folder() as folder, postgres.migrated() as url:
        containers = Containers(program, folder, url)
        assert containers.run(*commands["migrate"]) == 0, containers.log
        assert containers.health() != 0
        with (
            containers.running(*commands["serve"]) as server,
            containers.running(*commands["worker"]) as worker,
        ):
            containers.wait(lambda: containers.health() == 0)
            for path in PAGES:
                answered = requests.get(f"http://127.0.0.1:{containers.port}{path}", timeout=PATIENCE)
                assert (path, answered.status_code) == (path, 200)
            backup = [
                word.replace("/var/backups/uwlr", str(containers.backups)) for word in commands["backup"]
            ]
            assert containers.run(*backup) == 0, containers.log
            containers.wait(lambda: "connected to the queue" in containers.log)
            assert containers.run(*uwlr, "doctor", "--backups", str(containers.backups)) == 0, containers.log
            for process in (server, worker):
                process.send_signal(signal.SIGTERM)
            assert (server.wait(PATIENCE), worker.wait(PATIENCE)) == (0, 0)
        assert containers.health() != 0

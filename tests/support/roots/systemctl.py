"""Does what ``systemctl`` would on a machine without systemd: judges units, and runs what they start.

``daemon-reload`` is ``systemd-analyze verify``. To start a unit is to run its ExecStart as its user, in its
folder, with its umask and its settings; to enable a timer is to run its service once. To start a socket is to
listen, in a process that hands this to its service whenever that starts.
"""

import os
import pwd
import signal
import socket
import subprocess
import sys
import time
from configparser import RawConfigParser
from pathlib import Path
from typing import NoReturn

UNITS = Path("/etc/systemd/system")
RUNNING = Path("/run/started")
PATIENCE = 60
GIVEN = ("sh", "-c", 'LISTEN_FDS=1 LISTEN_PID=$$ exec "$@" 3<&0 </dev/null', "sh")
"""Begins a command that gets its standard input as the first socket that systemd hands over."""


def settings_of(unit: str, section: str = "Service") -> dict[str, str]:
    """A section of a unit; of what stands there more than once, the last."""
    parsed = RawConfigParser(strict=False)
    parsed.optionxform = str  # type: ignore[assignment,method-assign]
    parsed.read(UNITS / unit)
    return dict(parsed[section])


def environment_of(service: dict[str, str]) -> dict[str, str]:
    """What systemd would give to its process; OSError where it would refuse to start."""
    pairs = service["Environment"].split()
    lines = Path(service["EnvironmentFile"]).read_text().splitlines()
    pairs += [line for line in lines if line.strip() and not line.startswith(("#", ";"))]
    path = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}
    return path | dict(pair.split("=", 1) for pair in pairs)


def begin(unit: str) -> subprocess.Popen[bytes]:
    """Start the program of a service."""
    service = settings_of(unit)
    account = pwd.getpwnam(service["User"])
    state = Path("/var/lib") / service["StateDirectory"]
    state.mkdir(mode=int(service["StateDirectoryMode"], 8), exist_ok=True)
    os.chown(state, account.pw_uid, account.pw_gid)
    given = handed_over(unit.replace(".service", ".socket"))
    with (RUNNING / f"{unit}.log").open("ab") as log:
        return subprocess.Popen(
            [*(GIVEN if given else ()), *service["ExecStart"].split()],
            stdin=given,
            cwd=service["WorkingDirectory"],
            env=environment_of(service),
            user=account.pw_uid,
            group=account.pw_gid,
            extra_groups=[],
            umask=int(service["UMask"], 8),
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def handed_over(unit: str) -> int | None:
    """The socket of a unit that was started; None where there is none."""
    if not (RUNNING / unit).exists():
        return None
    with socket.socket(socket.AF_UNIX) as asking:
        asking.connect(str(RUNNING / f"{unit}.asked"))
        _, (given,), _, _ = socket.recv_fds(asking, 1, 1)
    return int(given)


def listen(unit: str) -> None:
    """Start a socket: listen where it says, in a process that stays."""
    host, _, port = settings_of(unit, "Socket")["ListenStream"].rpartition(":")
    listener = socket.create_server((host, int(port)))
    asked = socket.socket(socket.AF_UNIX)
    asked.bind(str(RUNNING / f"{unit}.asked"))
    asked.listen()
    pid = os.fork()
    if pid == 0:
        hand_over(listener, asked)
    (RUNNING / unit).write_text(str(pid))


def hand_over(listener: socket.socket, asked: socket.socket) -> NoReturn:
    """Give a socket to everybody who asks, until a signal ends this process."""
    os.setsid()
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in range(3):
        os.dup2(nothing, number)
    while True:
        asking, _ = asked.accept()
        with asking:
            socket.send_fds(asking, [b"x"], [listener.fileno()])


def start(unit: str) -> None:
    """Start a socket or a service for good, or run that of a timer to its end."""
    if unit.endswith(".socket"):
        listen(unit)
        return
    name = unit.replace(".timer", ".service")
    process = begin(name)
    if unit.endswith(".timer"):
        if process.wait(PATIENCE):
            sys.exit(f"{name} ended with {process.returncode}: {(RUNNING / f'{name}.log').read_text()}")
    else:
        (RUNNING / unit).write_text(str(process.pid))


def stop(unit: str) -> None:
    """Stop a service or a socket, and wait for its end."""
    pid = int((RUNNING / unit).read_text())
    os.kill(pid, signal.SIGTERM)
    until = time.monotonic() + PATIENCE
    while Path(f"/proc/{pid}/stat").exists() and time.monotonic() < until:
        if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
            break  # nobody waits for it any more
        time.sleep(0.1)
    else:
        if time.monotonic() >= until:
            sys.exit(f"{unit} does not stop")
    (RUNNING / unit).unlink()
    (RUNNING / f"{unit}.asked").unlink(missing_ok=True)


def restart(unit: str) -> None:
    """Stop a service, and start it again."""
    stop(unit)
    start(unit)


def main() -> None:
    """Run one command of ``systemctl``."""
    RUNNING.mkdir(exist_ok=True)
    verb, *words = sys.argv[1:]
    units = [word for word in words if not word.startswith("-")]
    if verb == "daemon-reload":
        files = sorted(UNITS.glob("uwlr*"))
        done = subprocess.run(["systemd-analyze", "verify", *files], capture_output=True, text=True)
        sys.exit(done.stderr if done.returncode or "uwlr" in done.stderr else 0)
    if verb == "reload":
        return
    for unit in units:
        {"enable": start, "start": start, "stop": stop, "restart": restart}[verb](unit)


if __name__ == "__main__":
    main()

"""The peers: what they need is named when it is not there, and nginx gives the bytes that it got."""

import http.client
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest

from bench import messages
from bench.peers import start
from bench.report import NotMeasured
from bench.servers import Server

Peer = Callable[[Path, Path], AbstractContextManager[Server]]
"""How a peer is started: with the document that it serves, and the folder to build it in."""


@pytest.mark.parametrize(
    ("peer", "tool"), [(start.gsoap, "wsdl2h"), (start.cxf, "mvn")], ids=["gSOAP", "Apache CXF"]
)
def test_a_machine_without_the_tools_is_told_what_to_install(
    peer: Peer, tool: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NotMeasured, match=rf"{tool}.*apt-get install"), peer(tmp_path, tmp_path):
        pass


def test_a_build_that_fails_is_no_measurement(tmp_path: Path) -> None:
    (tmp_path / "build.sh").write_text("echo first; echo 'the last line' >&2; exit 1")
    with pytest.raises(NotMeasured, match="it could not be built: the last line"):
        start._build("it", tmp_path, tmp_path)


@pytest.mark.skipif(
    shutil.which("nginx") is None and shutil.which("nginx", path="/usr/sbin") is None,
    reason="this machine has no nginx (Debian: apt-get install nginx-light)",
)
def test_nginx_answers_a_message_with_the_file(tmp_path: Path) -> None:
    answer = b"<antwoord/>" * 1000
    with start.nginx(answer, tmp_path) as server:
        assert messages.post(server.port, b"<verzoek/>") == answer
        with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)) as client:
            for _ in range(3):  # the connection stays
                client.request("POST", messages.PATH, b"<verzoek/>" * 5000)
                assert client.getresponse().read() == answer

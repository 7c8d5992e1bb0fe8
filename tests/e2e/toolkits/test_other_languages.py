"""gSOAP, SOAP::Lite and savon do what docs/toolkits.rst says."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.toolkits import PULLED, Example, refused, tool

pytestmark = pytest.mark.e2e


def test_gsoap(example: Callable[..., Example]) -> None:
    for program in ("wsdl2h", "soapcpp2", "cc"):
        tool(program, "gcc gsoap libgsoap-dev libssl-dev zlib1g-dev")
    if not list(Path("/usr/lib").glob("*/libgsoapssl.*")):
        pytest.skip("there is no library of gSOAP to link with (Debian: libgsoap-dev)")
    gsoap = example("gSOAP (C)")
    gsoap.write()
    ((*_, first, second, third, fault),) = gsoap.runs()
    assert [first, second, third] == ["leerling L1 Jansen", "leerling L2 Çelik", "leerling L3 O'Brien"]
    assert refused(fault)


@pytest.mark.parametrize(
    ("heading", "asked", "packages"),
    [
        ("SOAP::Lite (Perl)", ["perl", "-MSOAP::Lite", "-e", "1"], "libsoap-lite-perl"),
        ("savon (Ruby)", ["ruby", "-e", "require 'savon'"], "ruby, and the gem savon"),
    ],
)
def test_a_script(example: Callable[..., Example], heading: str, asked: list[str], packages: str) -> None:
    path = tool(asked[0], packages)
    if subprocess.run([path, *asked[1:]], capture_output=True, check=False).returncode != 0:
        pytest.skip(f"{path} lacks what {heading} needs (Debian: {packages})")
    script = example(heading)
    script.write()
    ((*pulled, fault),) = script.runs()
    assert pulled == PULLED
    assert refused(fault)

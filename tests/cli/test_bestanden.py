"""The files that commands read: only those with an end, no further than a limit, and never a traceback."""

import json
import os
from pathlib import Path

import pytest

from tests.support.commandline import Uwlr
from uwlr_service.formats import limits
from uwlr_service.formats.limits import JsonLimits, Limits

KEY = json.dumps({"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA", "d": "AA"})
DOORS = {
    "edexml": ("edexml", "import", "{}"),
    "dossier": ("dossier", "import", "{}"),
    "vocabulaire": ("vocabulaire", "import", "{}"),
    "toetsdefinities": ("toetsdefinities", "import", "{}", "--klantcode", "U1"),
    "validate": ("validate", "{}"),
    "verify": ("gkv", "verify", "--jwks", "keys.json", "{}"),
    "apply": ("gkv", "apply", "--jwks", "keys.json", "--to", "kopie.sqlite", "{}"),
    "jwks": ("gkv", "verify", "--jwks", "{}", "keys.json"),
    "jwk": ("koppeling", "key", "1", "--jwks", "{}"),
    "certificate": ("koppeling", "key", "1", "--certificate", "{}"),
    "rapport": ("toelating", "rapport", "1", "{}"),
    "key-file": (
        *("gkv", "fetch", "--url", "http://127.0.0.1:1", "--koppeling", "1"),
        *("--to", "t", "--key-file", "{}"),
    ),
    "results": (
        *("call", "leerresultaten", "{}", "--url", "http://127.0.0.1:1/", "--school", "99XX"),
        *("--klantnaam", "U", "--klantcode", "U1", "--sleutel", "x"),
    ),
}


@pytest.fixture(params=list(DOORS))
def door(request: pytest.FixtureRequest, koppeling: object, tmp_path: Path) -> tuple[str, ...]:
    """The words of a command that reads a file, on a database with a link."""
    assert koppeling
    (tmp_path / "keys.json").write_text("{}")
    return DOORS[request.param]


def through(door: tuple[str, ...], path: object) -> tuple[str, ...]:
    return tuple(word.replace("{}", str(path)) for word in door)


def test_a_device_or_a_pipe_is_not_read(uwlr: Uwlr, door: tuple[str, ...], tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in ("/dev/zero", "/dev/random", tmp_path / "pipe"):
        result = uwlr(*through(door, path))
        assert result.exit_code == 2
        assert "is geen gewoon bestand" in " ".join(result.stderr.split())


@pytest.mark.parametrize("option", ["--log", "--journal"])
def test_a_log_or_a_journal_is_no_device_either(uwlr: Uwlr, option: str) -> None:
    result = uwlr("db", "restored", option, "/dev/zero")
    assert result.exit_code == 2
    assert "is geen gewoon bestand" in " ".join(result.stderr.split())


def test_a_folder_or_nothing_is_not_read(uwlr: Uwlr, door: tuple[str, ...], tmp_path: Path) -> None:
    for path, says in ((tmp_path, "is een map en geen bestand"), (tmp_path / "nergens", "is er niet")):
        result = uwlr(*through(door, path))
        assert result.exit_code == 2
        assert says in " ".join(result.stderr.split())


def test_a_file_without_end_is_read_no_further_than_its_limit(
    uwlr: Uwlr, door: tuple[str, ...], tmp_path: Path
) -> None:
    """A file with a hole in it, of ten terabytes on a disk that has not as many."""
    path = tmp_path / "endless"
    with path.open("wb") as file:
        file.truncate(10 * 1024**4)
    result = uwlr(*through(door, path))
    assert result.exit_code in (1, 2)
    assert "Fout" in result.stderr or "fout" in result.stdout


HOSTILE = [
    b"",
    b"\0" * 1000,
    b"x",
    b"\xff\xfe\x00",
    b"[" * 100_000,
    b"{" * 100_000,
    b'{"keys": [' + b"1" * 5000 + b"]}",
    b'{"keys": [{"kty": "EC", "kid": "\\ud800"}]}',
    b'{"kty": [], "crv": {}, "kid": 1}',
    b'{"kty": "EC", "crv": [1]}',
    b'{"kty": {"a": 1}, "n": 1}',
    b'{"kty": "RSA", "n": "AA", "e": "AA"}',
    b'{"keys": {"a": 1}}',
    b'{"resultaten": [1]}',
    b'{"resultaten": {"a": 1}}',
    b"[{}]",
    b"[" + b"{}," * 200_000 + b"{}]",
    b"[[1]]",
    b"null",
    b"<x>" * 100_000,
    b"<x " + b" ".join(b'xmlns:n%d="u%d"' % (number, number) for number in range(20_000)) + b"/>",
    b"<x " + b" ".join(b'a%d=""' % number for number in range(20_000)) + b"/>",
    b'<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><x>&c;</x>',
    b'<?xml version="1.0" encoding="UTF-7"?><x/>',
    b'<?xml version="1.0" encoding="onbekend"?><x/>',
    b"<EDEX/>",
    b"<EDEX><school/><groepen>" + b'<groep x="1"/>' * 20_000 + b"</groepen></EDEX>",
    b"<EDEX>" + b"<x/>" * 20_000 + b"</EDEX>",
    '<EDEX xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="a\x85b"/>'.encode(),
    b'<EDEX xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:type="x:y"><school i:type="z"/></EDEX>',
    b'<dossier xmlns="urn:uwlr-service:dossier:1"/>',
    b'<vdex xmlns="http://www.imsglobal.org/xsd/imsvdex_v1p0"/>',
    b"leerling,key\n" + b"x" * 200_000 + b",y\n",
    b'leerling,key\n"' + b"x\n" * 100_000,
    b"leerling;key\n" + b"\n" * 1_000_000,
    b"leerling,key\n\0,\0\n",
    b"hond,kat\nx,y\n",
    b"," * 100_000 + b"\n",
    b"PK\x03\x04" + b"\0" * 100,
    b"PK\x05\x06" + b"\xff" * 18,
    b"PK\x05\x06" + b"\0" * 18,
    b"-----BEGIN CERTIFICATE-----\n" + b"A" * 100_000 + b"\n-----END CERTIFICATE-----\n",
    b"\x30\x84\xff\xff\xff\xff",
]


@pytest.mark.parametrize("suffix", ["", ".json"])
def test_a_hostile_file_gets_a_sentence(
    uwlr: Uwlr, door: tuple[str, ...], tmp_path: Path, suffix: str
) -> None:
    """The command line inside this process raises whatever nobody expected."""
    path = tmp_path / f"hostile{suffix}"
    for content in HOSTILE:
        path.write_bytes(content)
        result = uwlr(*through(door, path))
        # A key that cannot sign is known only when it is used, after the service was asked for its own keys.
        assert result.exit_code in ((1, 2, 3) if "--key-file" in door else (1, 2)), content[:80]
        assert "fout" in f"{result.stdout}{result.stderr}".lower(), content[:80]
        assert len(result.stdout) + len(result.stderr) < 200_000, content[:80]


def test_a_file_of_exactly_the_limit_is_read(
    uwlr: Uwlr, bestand: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = bestand.stat().st_size
    judging = "uwlr_service.uitwisseling.keuring.oordeel.ANTWOORD"
    monkeypatch.setattr(judging, Limits(bytes=size, elements=10_000))
    uwlr.good("validate", bestand)
    monkeypatch.setattr(judging, Limits(bytes=size - 1, elements=10_000))
    assert "groter dan" in " ".join(uwlr("validate", bestand).stdout.split())


def test_every_limit_says_why_it_is_there() -> None:
    source = Path(limits.__file__).read_text()
    for name, value in vars(limits).items():
        if isinstance(value, Limits | JsonLimits):
            declaration = source.index(f"\n{name} = ")
            assert source[declaration + 1 :].partition("\n")[2].startswith('"""'), name


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"UWLR_BIND=\xff", "geen UTF-8"),
        (b"# " + b"x" * 2_000_000, "groter dan"),
        (b"UWLR_BIND=a\0b\n", "op regel 1 staat een nulteken"),
        (b'UWLR_BIND="a\xc2\x85b"\n', "UWLR_BIND bevat een stuurteken"),
    ],
)
def test_an_env_file_that_cannot_be_read_is_said_to_be_so(
    empty_uwlr: Uwlr, content: bytes, says: str
) -> None:
    (empty_uwlr.folder / ".env").write_bytes(content)
    assert says in empty_uwlr.refused("koppeling", "list", exit_code=2)


def test_an_env_file_that_is_a_pipe_is_not_waited_for(empty_uwlr: Uwlr) -> None:
    os.mkfifo(empty_uwlr.folder / ".env")
    assert "geen gewoon bestand" in empty_uwlr.refused("koppeling", "list", exit_code=2)


def test_an_env_folder_or_a_right_file_is_passed_over_or_read(uwlr: Uwlr) -> None:
    (uwlr.folder / ".env").mkdir()
    uwlr.good("koppeling", "list")
    (uwlr.folder / ".env").rmdir()
    (uwlr.folder / ".env").write_text("UWLR_LOG_LEVEL=warning\n")
    uwlr.good("koppeling", "list")
    (uwlr.folder / ".env").write_text("UWLR_LOG_LEVEL=zork\n")
    assert "UWLR_LOG_LEVEL" in uwlr.refused("koppeling", "list", exit_code=2)


def test_a_secret_that_is_a_pipe_is_not_waited_for(empty_uwlr: Uwlr) -> None:
    (empty_uwlr.folder / "var").mkdir()
    os.mkfifo(empty_uwlr.folder / "var" / "secret", 0o600)
    assert "geen gewoon bestand" in empty_uwlr.refused("koppeling", "list", exit_code=2)


@pytest.mark.parametrize("value", ["99XX\udcff", "schoolkey:\udc80", "\udcff"])
def test_a_value_that_is_not_utf_8_gets_a_sentence(uwlr: Uwlr, value: str) -> None:
    for words in (
        ("resultaten", "list", "--school", value),
        ("koppeling", "list", "--school", value),
        ("dossier", "naam", value, "x"),
        ("dossier", "naam", "99XX", value),
        ("edexml", "export", "--school", "99XX", "--schooljaar", value),
        ("validate", value),
        (value,),
        ("validate", f"--{value}"),
    ):
        result = uwlr(*words)
        assert result.exit_code == 2
        assert "Fout" in result.stderr

"""A large file: lines that stay right, memory that does not grow, faults that are counted."""

import io
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.support.messages.edexml import SCHOOL, document, leerling, read
from uwlr_service.domain.fouten import EN_MEER, DocumentOngeldig
from uwlr_service.formats import edexml, parsing
from uwlr_service.formats.edexml.bevindingen import LIMIT


def refusal(data: bytes) -> DocumentOngeldig:
    with pytest.raises(DocumentOngeldig) as refused:
        read(data)
    return refused.value


@pytest.mark.parametrize("indent", ["", "  ", "\n\n\t"])
def test_lines_stay_right_beyond_what_libxml2_can_count(indent: str) -> None:
    pupils = "".join(
        f'{indent}<leerling key="{number}">\n{indent}<roepnaam>Bram</roepnaam>\n'
        f"{indent}<jaargroep>4</jaargroep>\n{indent}</leerling>\n"
        for number in range(17_000)
    )
    faulty = (
        f'{indent}<leerling\n  key="A">\n{indent}<roepnaam>Bram</roepnaam>\n{indent}<geslacht>5</geslacht>\n'
        f'{indent}<jaargroep></jaargroep>\n{indent}<groep key="weg"/>\n{indent}<vestiging key="ook"/>\n'
        f'{indent}</leerling>\n{indent}<leerling key="A">\n{indent}<roepnaam>Tess</roepnaam></leerling>\n'
    )
    data = document(f"\n{pupils}{faulty}")
    lines = data.decode().split("\n")
    found = {melding.pad: lines[(melding.regel or 0) - 1] for melding in refusal(data).meldingen}
    first, second = ("/EDEX/leerlingen/leerling[17001]", "/EDEX/leerlingen/leerling[17002]")
    velden = ("geslacht", "jaargroep", "groep", "vestiging")
    assert found.keys() == {f"{first}/{veld}" for veld in velden} | {second}
    assert "<geslacht>" in found[f"{first}/geslacht"]
    assert "<jaargroep>" in found[f"{first}/jaargroep"]
    assert '<groep key="weg"/>' in found[f"{first}/groep"]
    assert '<vestiging key="ook"/>' in found[f"{first}/vestiging"]
    assert '<leerling key="A">' in found[second]
    assert len(lines) > 65_535


def test_nobody_looks_beyond_the_limit_of_faults() -> None:
    nameless = '<leerling key="%d"><jaargroep>4</jaargroep></leerling>\n'
    pupils = "".join(nameless % number for number in range(950))
    refused = refusal(document(pupils))
    assert len(refused.meldingen) == LIMIT + 1
    assert refused.meldingen[-1] is EN_MEER
    assert "meer dan 100 fouten" in refused.tekst
    assert EN_MEER not in refusal(document(nameless % 1)).meldingen


def test_a_pupil_in_a_great_many_groups_that_are_not_there_costs_no_more_than_its_size() -> None:
    groups = "".join(f'<samengestelde_groep key="s{number}"/>' for number in range(20_000))
    pupil = f"<jaargroep>4</jaargroep><samengestelde_groepen>{groups}</samengestelde_groepen></leerling>"
    refused = refusal(document(leerling("A").replace("<jaargroep>4</jaargroep></leerling>", pupil)))
    assert refused.meldingen[-1] is EN_MEER
    pad = refused.meldingen[1].pad
    assert pad is not None
    assert pad.endswith("/samengestelde_groepen/samengestelde_groep[2]")


def test_progress_tells_the_bytes_read() -> None:
    data = document("\n".join(leerling(str(number)) for number in range(2_000)))
    told: list[int] = []
    edexml.read(io.BytesIO(data), told.append)
    assert told == sorted(told)
    assert told[-1] == len(data)
    assert len(told) > 3


def test_a_source_that_gives_little_at_a_time() -> None:
    class Trickle(io.RawIOBase):
        def __init__(self, data: bytes) -> None:
            self._bytes: Iterator[int] = iter(data)

        def read(self, size: int = -1) -> bytes:
            return bytes(byte for _, byte in zip(range(7), self._bytes, strict=False))

    data = document(leerling("A") + leerling("B"))
    assert edexml.read(Trickle(data)) == read(data)  # type: ignore[arg-type]


GROWTH = """
import io, resource
from uwlr_service.formats import edexml, parsing

class Source(io.RawIOBase):
    def __init__(self, parts):
        self.parts, self.total = parts, 0
    def read(self, size=-1):
        part = next(self.parts, b"")
        self.total += len(part)
        return part

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024

def parts(count):
    yield b'<EDEX xmlns:x="http://www.w3.org/2001/XMLSchema-instance"><school>%s</school><leerlingen>'
    blok = b"<foto>%%s</foto>" %% (b"A" * 20_000) * 10
    for number in range(count):
        yield b'<leerling key="%%d"><roepnaam>Bram</roepnaam><jaargroep>4</jaargroep><toevoegingen>' %% number
        yield b'<blok x:type="Foto"><code>f</code>' + blok + b'</blok></toevoegingen></leerling>'
    yield b'</leerlingen></EDEX>'

edexml.read(Source(parts(20)))
before, source = peak(), Source(parts(400))
gelezen = edexml.read(source)
assert gelezen.terzijde == {"Foto": 400}
print(source.total, peak() - before)
"""


def test_memory_does_not_grow_with_the_file() -> None:
    done = subprocess.run(
        [sys.executable, "-c", GROWTH % SCHOOL], capture_output=True, text=True, check=True, timeout=120
    )
    size, growth = map(int, done.stdout.split())
    assert size > 70_000_000
    assert growth < size / 5


def test_threads_do_not_read_each_others_faults() -> None:
    def keys_named(letter: str) -> set[str | None]:
        pupils = "".join(leerling(f"{letter}{n}", "<land>??</land>") for n in range(40))
        return {melding.key for melding in refusal(document(pupils)).meldingen}

    with ThreadPoolExecutor(4) as pool:
        for letter, named in zip("abcdefgh", pool.map(keys_named, "abcdefgh"), strict=True):
            assert named == {f"{letter}{n}" for n in range(40)}


@pytest.mark.parametrize(
    "velden",
    ["<a>" * 300 + "</a>" * 300, f"<land>{'N' * 11_000_000}</land>", "<a/>" * 20_000],
    ids=["deep", "one long text", "many elements"],
)
def test_what_is_out_of_proportion_is_refused(velden: str) -> None:
    refused = refusal(document(leerling(velden=velden)))
    assert 1 <= len(refused.meldingen) <= LIMIT + 1
    assert all(len(melding.tekst) < 500 for melding in refused.meldingen)


def test_a_short_file_is_judged_as_a_long_one_is(monkeypatch: pytest.MonkeyPatch) -> None:
    pupils = [leerling(str(number)) for number in range(3)]
    strange = '<onbekend/> tekst <leerling key="B"><geslacht>5</geslacht></leerling><leerkracht key="C"/>'
    broken = document("\n".join(pupils))[:-20]
    documents = [document("\n".join([pupils[0], strange, *pupils])), broken, document(strange) + b"<nog/>"]
    short = [refusal(data).meldingen for data in documents]
    monkeypatch.setattr(parsing, "AHEAD", 10)
    assert [refusal(data).meldingen for data in documents] == short
    assert all(short)

"""Every file of the corpus gives exactly what its index says: what was read, or each fault in its place."""

import json
from typing import Any

import pytest

from tests.support.messages.edexml import EDEXML_CORPUS, errors, read
from uwlr_service.domain.fouten import DocumentOngeldig
from uwlr_service.formats import edexml

INDEX: dict[str, dict[str, Any]] = json.loads((EDEXML_CORPUS / "index.json").read_text(encoding="utf-8"))
GOED = sorted(naam for naam in INDEX if naam.startswith("goed/"))
FOUT = sorted(naam for naam in INDEX if naam.startswith("fout/"))


def test_the_index_names_every_file() -> None:
    files = {path.relative_to(EDEXML_CORPUS).as_posix() for path in EDEXML_CORPUS.glob("*/*")}
    assert files == set(INDEX)


@pytest.mark.parametrize("naam", GOED)
def test_a_good_file_is_read(naam: str) -> None:
    gelezen = read((EDEXML_CORPUS / naam).read_bytes())
    gegevens = gelezen.gegevens
    assert INDEX[naam] == {
        "versie": gelezen.versie,
        "school": str(gegevens.school.code),
        "leerlingen": len(gegevens.leerlingen),
        "groepen": len(gegevens.groepen) + len(gegevens.samengestelde_groepen),
        "leerkrachten": len(gegevens.leerkrachten),
        "ingekort": gelezen.ingekort,
        "terzijde": gelezen.terzijde,
    }


@pytest.mark.parametrize("naam", GOED)
def test_a_good_file_comes_back_out(naam: str) -> None:
    gelezen = read((EDEXML_CORPUS / naam).read_bytes())
    written = b"".join(edexml.write(gelezen.gegevens, gelezen.versie))
    assert errors(written, gelezen.versie) == []
    assert read(written).gegevens == gelezen.gegevens
    assert read(written).versie == gelezen.versie


@pytest.mark.parametrize("naam", FOUT)
def test_a_bad_file_is_refused_with_every_fault(naam: str) -> None:
    with pytest.raises(DocumentOngeldig) as refused:
        read((EDEXML_CORPUS / naam).read_bytes())
    found = [[melding.regel, melding.pad, melding.tekst] for melding in refused.value.meldingen]
    assert found == INDEX[naam]["fouten"]
    assert refused.value.tekst == INDEX[naam]["tekst"]

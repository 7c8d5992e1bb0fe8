"""Rules on the content of results: each has a sentence, a path, a line and what was expected of its own."""

import pytest

from tests.support.callers import call
from tests.support.messages.results import norm, resultaat, toets, toetsafname, verzoek
from tests.support.messages.soap import envelope, header
from uwlr_service.formats.uwlr.namespaces import FOUT
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte

PUSH = "/uwlr/leerresultaten"
MELDING = f"detail/{{{FOUT}}}fout/{{{FOUT}}}melding"
AFNAME = "/leerresultaten_verzoek/toetsafnames/toetsafname"
RESULTAAT = f"{AFNAME}/resultaten/resultaat"
TOETS = "/leerresultaten_verzoek/toetsen/toets"
OSO = (
    '<osoresultaat><toetsscore xmlns="http://www.edustandaard.nl/oso_gegevensset/1.2/dossier">'
    "<aantalopgaven>{}</aantalopgaven></toetsscore></osoresultaat>"
)


def spread(body: str) -> str:
    """A message with every element on a line of its own."""
    return body.replace("><", ">\n<")


def told(application, uitgifte: Uitgifte, body: str) -> tuple[str, str | None, str | None, str | None]:
    """The sentence, and of the only finding the line, path and what was expected."""
    message = envelope(f"\n{spread(body)}", header(uitgifte.sleutel))
    answer = call(application, message, PUSH)
    (melding,) = answer.body.iterfind(MELDING)
    regel = melding.get("regel")
    lines = message.decode().split("\n")
    assert regel is not None
    name = melding.get("pad", "").rpartition("/")[2].partition("[")[0]
    assert f"{name}" in lines[int(regel) - 1]
    assert "voldoet niet aan het UWLR-schema" not in answer.faultstring
    return answer.faultstring, regel, melding.get("pad"), melding.get("verwacht")


MESSAGES: dict[str, tuple[str, str, str, str]] = {
    "a moment ahead": (
        verzoek(aanmaakdatum="2099-01-01T00:00:00+01:00"),
        "de aanmaakdatum ligt in de toekomst: onze klok staat op 20",
        "/leerresultaten_verzoek/school/aanmaakdatum",
        "een moment dat hoogstens 5 minuten later is dan onze klok",
    ),
    "a day ahead": (
        verzoek(toetsafname("L1", resultaat(datum="2099-11-02"))),
        "de afnamedatum ligt in de toekomst: bij ons is het 20",
        f"{RESULTAAT}/afnamedatum",
        "een datum tot en met 20",
    ),
    "an unknown pupil": (
        verzoek(toetsafname("L1") + toetsafname("L99", resultaat("R2"))),
        "de leerling met leerlingid 'L99' is niet bekend",
        f"{AFNAME}[2]/leerlingid",
        "de key van een leerling uit de leerlinggegevens die u ophaalde",
    ),
    "a large score": (
        verzoek(toetsafname("L1", resultaat("R1") + resultaat("R2", "9" * 20))),
        "de score is te groot",
        f"{RESULTAAT}[2]/score",
        "een heel getal van 0 tot en met 9223372036854775807",
    ),
    "norms that overlap": (
        verzoek(toetsen=toets(normen=norm("a", 0, 5) + norm("b", 5, 9))),
        "de normen 'a' en 'b' overlappen bij 5",
        f"{TOETS}/toetsnormering/norm[2]",
        "voor 'b' een beginnormwaarde van 6 of hoger",
    ),
    "a norm the wrong way round": (
        verzoek(toetsen=toets(normen=norm("a", 6, 5))),
        "de norm 'a' eindigt (5) vóór het begin",
        f"{TOETS}/toetsnormering/norm",
        "een eindnormwaarde van 6 of hoger",
    ),
    "a negative score of OSO": (
        verzoek(toetsafname("L1", resultaat(uitslag=OSO.format(-1)))),
        "'aantalopgaven' is negatief",
        f"{RESULTAAT}/osoresultaat/toetsscore/aantalopgaven",
        "een getal, 0 of hoger",
    ),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_a_broken_rule_on_the_content_is_told_with_its_place(
    application, uitgifte: Uitgifte, name: str
) -> None:
    body, words, pad, verwacht = MESSAGES[name]
    faultstring, _, told_pad, told_verwacht = told(application, uitgifte, body)
    assert words in faultstring
    assert told_pad == pad
    assert str(told_verwacht).startswith(verwacht)

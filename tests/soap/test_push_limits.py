"""What a message with results may hold, and what is said of one that holds more."""

from collections.abc import Callable

import pytest

from tests.support.callers import call
from tests.support.messages.results import BRENG, bericht, norm, oso, resultaat, toets, toetsafname
from uwlr_service.domain.fouten import EN_MEER, MOST_MELDINGEN
from uwlr_service.domain.uwlr.vocabulaire import MOST_VOCABULAIRES
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte

Push = Callable[..., object]


def told(answer) -> list[str]:
    return [melding.text for melding in answer.root.iterfind(".//{*}melding")]


@pytest.mark.parametrize("number", [1, 300])
def test_a_namespace_that_is_no_full_address_is_a_fault_of_the_sender(
    application, uitgifte: Uitgifte, number: int
) -> None:
    message = bericht(uitgifte.sleutel, toetsafname("L1", *[resultaat(f"R{at}") for at in range(number)]))

    def declaring(uri: str) -> bytes:
        return message.replace(b"<school>", f"<school xmlns:x='{uri}'>".encode())

    assert call(application, declaring("urn:x"), BRENG).status == 200
    answer = call(application, declaring("x"), BRENG)
    assert answer.faultcode == "Client.OngeldigBericht"
    assert "geen volledig adres" in answer.faultstring


def test_a_message_may_name_so_many_vocabularies_and_no_more(application, uitgifte: Uitgifte) -> None:
    def naming(number: int):
        plain = [toets(f"T{at}") for at in range(2, number + 2)]
        named = [
            toets.replace("<toetscode>", f"<toetscode vocabulaire='urn:x:{at}'>")
            for at, toets in enumerate(plain)
        ]
        return call(application, bericht(uitgifte.sleutel, toetsen="".join([toets(), *named])), BRENG)

    assert naming(MOST_VOCABULAIRES).status == 200
    over = naming(MOST_VOCABULAIRES + 1)
    assert over.faultcode == "Client.OngeldigBericht"
    assert "noemt 101 vocabulaires; het mogen er 100 zijn" in over.faultstring


def toets_with(within: str) -> str:
    return f"<toets><toetscode>T1</toetscode>{within}</toets>"


MANY_DEFINITIONS: dict[str, Callable[[int], str]] = {
    "toetsen": lambda number: "".join(
        f"<toets><toetscode>T{at}</toetscode></toets>" for at in range(1, number + 1)
    ),
    "normen": lambda number: toets(normen="".join(norm("x", at, at) for at in range(number))),
    "toetsonderdelen": lambda number: toets(normen="", onderdelen=map(str, range(number))),
    "ingangen": lambda number: toets_with(
        "<toetshierarchie>" + '<ingang niveau="1">A</ingang>' * number + "</toetshierarchie>"
    ),
}


@pytest.mark.parametrize(
    ("what", "most"),
    [("toetsen", 10_000), ("normen", 50_000), ("toetsonderdelen", 50_000), ("ingangen", 50_000)],
)
def test_a_message_may_bring_so_many_definitions_and_no_more(
    application, uitgifte: Uitgifte, what: str, most: int
) -> None:
    def bringing(number: int):
        results = toetsafname("L1", resultaat(uitslag=oso()))
        return call(
            application, bericht(uitgifte.sleutel, results, toetsen=MANY_DEFINITIONS[what](number)), BRENG
        )

    assert bringing(most).status == 200
    over = bringing(most + 1)
    assert over.faultcode == "Client.OngeldigBericht"
    assert f"heeft {most + 1} {what}" in over.faultstring
    assert f"het mogen er {most} zijn" in over.faultstring


def test_results_of_tests_that_are_not_there_are_told_with_their_places(
    application, uitgifte: Uitgifte
) -> None:
    results = [resultaat(f"R{at}", code="T9") for at in range(3_000)]
    answer = call(application, bericht(uitgifte.sleutel, toetsafname("L1", *results)), BRENG)
    assert answer.faultcode == "Client.OngeldigBericht"
    meldingen = answer.root.findall(".//{*}melding")
    assert [melding.get("key") for melding in meldingen[:-1]] == [f"R{at}" for at in range(MOST_MELDINGEN)]
    assert meldingen[1].get("pad").endswith("/toetsafname/resultaten/resultaat[2]/toetscode")
    assert meldingen[0].text == "er is geen 'toets' met toetscode 'T9'"
    assert meldingen[-1].text == EN_MEER.tekst


@pytest.mark.parametrize(
    ("results", "faultcode"),
    [
        ([resultaat(f"R{at}", "9" * 30) for at in range(400)], "Client.ScoreOngeldig"),
        ([resultaat(f"R{at}", "zeven") for at in range(400)], "Client.OngeldigBericht"),
        ([resultaat("R1") for _ in range(400)], "Client.OngeldigBericht"),
        ([resultaat(f"R{at}", onderdeel="weg") for at in range(400)], "Client.OngeldigBericht"),
    ],
    ids=["scores", "schema", "equal keys", "parts"],
)
def test_of_many_faults_a_hundred_are_told(
    application, uitgifte: Uitgifte, results: list[str], faultcode: str
) -> None:
    toetsen = toets(onderdelen=["deel"])
    message = bericht(uitgifte.sleutel, toetsafname("L1", *results), toetsen=toetsen)
    answer = call(application, message, BRENG)
    assert answer.faultcode == faultcode
    assert "en nog 97 of meer" in answer.faultstring
    assert told(answer)[-1] == EN_MEER.tekst
    assert len(told(answer)) == MOST_MELDINGEN + 1


def test_the_first_code_counts_however_late_its_fault_comes(application, uitgifte: Uitgifte) -> None:
    wrong = [resultaat(f"R{at}", "9" * 30) for at in range(400)]
    message = bericht(uitgifte.sleutel, toetsafname("L1", *wrong), toetsafname("L99", resultaat("R999")))
    answer = call(application, message, BRENG)
    assert answer.faultcode == "Client.LeerlingOngeldig"
    assert "L99" in told(answer)[0]
    assert told(answer)[-1] == EN_MEER.tekst


def test_a_name_without_end_is_not_repeated_without_end(application, uitgifte: Uitgifte) -> None:
    name = "x" * 40_000
    message = bericht(uitgifte.sleutel).replace(b"<toetsafnames>", f"<{name}/><toetsafnames>".encode())
    answer = call(application, message, BRENG)
    assert answer.faultcode == "Client.OngeldigBericht"
    assert len(answer.content) < 10_000

"""The faults of a large message: the first hundred with their places, and that there are more."""

from collections.abc import Sequence

import pytest
from lxml import etree

from tests.support.messages.results import resultaat, toetsafname, verzoek
from uwlr_service.domain.fouten import EN_MEER, MOST_MELDINGEN, Melding
from uwlr_service.formats import judging, parsing, schemas
from uwlr_service.formats.findings import findings

SCHEMA = schemas.LEERRESULTATEN["2.2"]


def judged(message: str) -> list[Melding]:
    return findings(SCHEMA, parsing.parse(message.encode()))


def results(scores: Sequence[str]) -> str:
    """A message with a result for each score, ten of a pupil and each on a line of its own."""
    made = [resultaat(f"R{at}", score) for at, score in enumerate(scores)]
    afnamen = (toetsafname(f"L{at}", *made[at : at + 10]) for at in range(0, len(made), 10))
    return verzoek(*afnamen).replace("<resultaat ", "\n<resultaat ")


def test_a_large_message_without_a_fault_has_no_findings() -> None:
    element = parsing.parse(results(["7"] * 2_000).encode())
    assert judging.is_large(element)
    assert findings(SCHEMA, element) == []


@pytest.mark.parametrize("number", [3, MOST_MELDINGEN])
def test_a_few_faults_of_a_large_message_are_all_told(number: int) -> None:
    meldingen = judged(results(["7"] * 2_000 + ["zeven"] * number))
    assert [melding.key for melding in meldingen] == [f"R{at}" for at in range(2_000, 2_000 + number)]
    assert EN_MEER not in meldingen


def test_of_many_faults_the_first_hundred_are_told_with_line_and_place() -> None:
    meldingen = judged(results(["7"] * 1_000 + ["zeven"] * 20_000))
    assert meldingen[-1] is EN_MEER
    assert [melding.key for melding in meldingen[:-1]] == [f"R{at}" for at in range(1_000, 1_100)]
    first = meldingen[0]
    assert first.tekst == "'score' heeft niet de juiste vorm"
    assert first.pad == "/leerresultaten_verzoek/toetsafnames/toetsafname[101]/resultaten/resultaat[1]/score"
    assert first.regel == 1_002


def test_many_faults_cost_no_more_than_the_part_that_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    validate = judging._without_artefacts

    def counting(compiled: etree.XMLSchema, root: etree._Element | None) -> list[etree._LogEntry]:
        assert root is not None
        seen.append(sum(1 for _ in root.iter()))
        return validate(compiled, root)

    monkeypatch.setattr(judging, "_without_artefacts", counting)
    assert len(judged(results(["zeven"] * 20_000))) == MOST_MELDINGEN + 1
    (elements,) = seen
    assert elements < 2_000


def test_equal_keys_and_wrong_attributes_are_bounded_too() -> None:
    equal = verzoek(toetsafname("L1", *[resultaat("R")] * 5_000))
    assert judged(equal)[-1] is EN_MEER
    attributes = results(["7"] * 5_000).replace("<score>", "<score kleur='rood'>")
    assert judged(attributes)[-1] is EN_MEER


def test_references_to_a_test_that_is_not_there_are_bounded_and_have_their_places() -> None:
    message = results(["7"] * 5_000)
    meldingen = judged(message.replace("<toetscode>", "<toetscode>x", 5_000))
    assert len(meldingen) == MOST_MELDINGEN + 1
    assert meldingen[0].tekst == "er is geen 'toets' met toetscode 'xT1'"
    assert str(meldingen[1].pad).endswith("/resultaat[2]/toetscode")


def test_a_name_with_a_prefix_of_its_own_still_has_its_place() -> None:
    strange = resultaat().replace("</resultaat>", "<x:y xmlns:x='urn:x'/><x:y xmlns:x='urn:x'/></resultaat>")
    (melding,) = [each for each in judged(verzoek(toetsafname("L1", strange))) if "'y'" in each.tekst]
    assert melding.pad is not None
    assert melding.pad.endswith("/resultaat/y[1]")


def test_a_long_value_is_not_searched_for_what_was_expected() -> None:
    long = resultaat(datum="Expected is ( {" * 4_000)
    (melding,) = judged(verzoek(toetsafname("L1", long)))
    assert melding.verwacht == "een datum als JJJJ-MM-DD, zoals 2026-11-14"

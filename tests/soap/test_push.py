"""BrengLeerresultaten inside this process: what is taken, what is refused, and that nothing is half."""

import pytest

from tests.support.callers import call
from tests.support.messages.results import BRENG, LR, bericht, resultaat, toetsafname
from tests.support.messages.soap import PULL
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte


@pytest.mark.parametrize("versie", ["2.1", "2.2", "2.3"])
@pytest.mark.parametrize("path", [BRENG, PULL])
def test_a_message_is_confirmed_by_exactly_nothing(
    application, uitgifte: Uitgifte, versie: str, path: str
) -> None:
    answer = call(application, bericht(uitgifte.sleutel, xsdversie=versie), path)
    assert answer.status == 200, answer.content
    assert answer.body.tag == f"{LR}leerresultaten_bevestiging"
    assert (len(answer.body), answer.body.text, dict(answer.body.attrib)) == (0, None, {})


def test_an_unknown_pupil_is_named_with_line_and_key(application, uitgifte: Uitgifte) -> None:
    answer = call(
        application,
        bericht(
            uitgifte.sleutel,
            toetsafname("L1"),
            toetsafname("L99", resultaat("R2")),
            toetsafname("L98", resultaat("R3")),
        ),
        BRENG,
    )
    assert answer.faultcode == "Client.LeerlingOngeldig"
    assert "L99" in answer.faultstring
    assert "L98" in answer.faultstring
    found = answer.root.findall(".//{*}melding")
    assert [melding.get("key") for melding in found] == ["R2", "R3"]
    assert {melding.get("code") for melding in found} == {"Client.LeerlingOngeldig"}

"""The place of an object in a message: its path, with numbers only where there are several."""

from uwlr_service.domain.uwlr.plaats import VERZOEK, melding_at


def test_a_path_goes_from_the_root_of_the_payload() -> None:
    afname = VERZOEK.within("toetsafnames/toetsafname", 2, 10)
    resultaat = afname.within("resultaten/resultaat", 0, 12)
    assert afname.pad() == "/leerresultaten_verzoek/toetsafnames/toetsafname[2]"
    assert resultaat.pad("score") == f"{afname.pad()}/resultaten/resultaat/score"


def test_a_finding_has_the_place_of_its_object_if_that_has_one() -> None:
    afname = VERZOEK.within("toetsafnames/toetsafname", 2, 10)
    melding = melding_at(afname, "onbekend", "leerlingid", verwacht="een key", key="R1")
    assert (melding.regel, melding.pad) == (10, f"{afname.pad()}/leerlingid")
    assert (melding.verwacht, melding.key, melding.is_inhoud) == ("een key", "R1", True)
    assert melding_at(None, "onbekend").pad is None

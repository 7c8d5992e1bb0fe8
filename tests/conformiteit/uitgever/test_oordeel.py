"""The judge: what it makes of calls, by nothing but a script and what was seen."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from uwlr_service.conformiteit.doorloop import Stand, Uitkomst
from uwlr_service.conformiteit.geval import Geval, Gewicht, Groep, Suite
from uwlr_service.conformiteit.gkvpartner.beeld import gkvbeelden
from uwlr_service.conformiteit.suitebestand import SUITES
from uwlr_service.conformiteit.uitgever.beeld import beelden
from uwlr_service.conformiteit.uitgever.draaiboek import Draaiboek, Oordeelsgrond, Soort, Stap, Verwachting
from uwlr_service.conformiteit.uitgever.draaiboekbestand import read_draaiboek
from uwlr_service.conformiteit.uitgever.oordeel import judged, report
from uwlr_service.domain.proeftuin.keurstand import Keurstand, Plan
from uwlr_service.domain.proeftuin.waarneming import Herkenning, Ingreep, Waarneming
from uwlr_service.domain.proeftuin.zending import Zending

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
HANDED_OUT = datetime(2026, 11, 1, tzinfo=UTC)
SEEN = Waarneming(
    moment=NOW,
    stap="eerst",
    bericht="leerlinggegevens",
    xsdversie="2.2",
    school="02",
    soapactie='"HaalLeerlinggegevens"',
    mediatype="text/xml",
    accept_encoding="gzip",
    laatstontvangen=None,
    aanmaakdatum=HANDED_OUT,
    sleutel=1,
    bytes_in=600,
    uitkomst="gegevens",
)


def script(*verwacht: Verwachting, nodig: tuple[Verwachting, ...] = ()) -> Draaiboek:
    geval = Geval(
        id="geval",
        titel="Een geval",
        gewicht=Gewicht.MOET,
        clausule="ergens",
        herstel="Doe het goed.",
        nodig=frozenset(),
        niet_aangeboden=frozenset(),
        niet_te_zien=None,
        stappen=(),
    )
    groep = Groep(naam="groep", titel="Een groep", uitleg="Voor een test.", vooraf=(), gevallen=(geval,))
    suite = Suite(naam="proef", titel="Een proef", versie="1", groepen=(groep,), berichten={})
    stap = Stap(id="eerst", groep="groep", titel="Eerst", doe="Haal iets.", plan=Plan(), zending=Zending())
    grond = Oordeelsgrond(stappen=("eerst",), nodig=nodig, verwacht=verwacht)
    return Draaiboek(suite=suite, stappen=(stap,), gronden={"geval": grond})


def minstens(number: int, **soort: object) -> Verwachting:
    return Verwachting(soort=Soort(**soort), zin="te weinig", minstens=number, hoogstens=None)  # type: ignore[arg-type]


def judge(draaiboek: Draaiboek, *seen: Waarneming, gedaan: tuple[str, ...] = ("eerst",)) -> Uitkomst:
    (uitkomst,) = judged(draaiboek, seen, gedaan)
    return uitkomst


def test_a_step_that_was_not_taken_says_nothing() -> None:
    uitkomst = judge(script(minstens(1)), gedaan=())
    assert (uitkomst.stand, uitkomst.bevindingen) == (Stand.OVERGESLAGEN, ("stap eerst is niet gedaan",))


def test_too_few_calls_are_a_deviation() -> None:
    uitkomst = judge(script(minstens(2, uitkomst=("gegevens",))), SEEN)
    assert uitkomst.stand is Stand.AFWIJKING
    assert uitkomst.bevindingen == ("te weinig (1 keer gezien; verwacht: minstens 2)",)
    assert judge(script(minstens(2)), SEEN, SEEN).stand is Stand.GOED


def test_what_has_to_be_seen_first_is_no_deviation_of_the_client() -> None:
    uitkomst = judge(script(minstens(1), nodig=(minstens(1, uitkomst=("geengegevens",)),)), SEEN)
    assert uitkomst.stand is Stand.OVERGESLAGEN


def test_a_stranger_is_not_the_client() -> None:
    stranger = replace(SEEN, sleutel=None)
    assert judge(script(minstens(1)), stranger).stand is Stand.AFWIJKING
    assert judge(script(minstens(1, sleutel=("onbekend",))), stranger).stand is Stand.GOED


def test_an_answer_that_was_lost_on_purpose_was_not_given() -> None:
    lost = replace(SEEN, ingreep=Ingreep.HTTP_500)
    assert judge(script(minstens(1, uitkomst=("gegevens",))), lost).stand is Stand.AFWIJKING
    again = minstens(1, na=("http-500",), uitkomst=("gegevens",))
    assert judge(script(again), lost, SEEN).stand is Stand.GOED


def test_where_the_service_could_not_be_slow_nothing_is_said() -> None:
    uitkomst = judge(script(minstens(5)), replace(SEEN, ingreep=Ingreep.GEEN_PLAATS))
    assert uitkomst.stand is Stand.OVERGESLAGEN
    assert "geen plaats" in uitkomst.bevindingen[0]


def test_the_moment_is_compared_with_what_that_school_was_given() -> None:
    sent = replace(SEEN, laatstontvangen=HANDED_OUT)
    other = replace(sent, school="03")
    lost = replace(SEEN, aanmaakdatum=NOW, ingreep=Ingreep.VERBROKEN)
    seen = [SEEN, sent, other, lost, sent, replace(sent, laatstontvangen=NOW)]
    assert [beeld.sinds for beeld in beelden(seen)] == [
        "geen",
        "gelijk",
        "anders",
        "geen",
        "gelijk",
        "anders",
    ]


def test_after_a_slow_answer_the_client_may_have_it_or_not() -> None:
    slow = replace(SEEN, aanmaakdatum=NOW, ingreep=Ingreep.TRAAG)
    marker = replace(SEEN, uitkomst="geenwijzigingen", aanmaakdatum=None)
    seen = [SEEN, slow, replace(marker, laatstontvangen=HANDED_OUT), replace(marker, laatstontvangen=NOW)]
    assert [beeld.sinds for beeld in beelden(seen)][2:] == ["gelijk", "gelijk"]


def test_keys_are_told_by_their_order() -> None:
    seen = [replace(SEEN, sleutel=number) for number in (7, 7, 9, 7)]
    assert [beeld.sleutel for beeld in beelden(seen)] == ["eerste", "eerste", "volgende", "eerdere"]


def test_results_are_known_again_one_by_one() -> None:
    brought = replace(SEEN, bericht="leerresultaten", uitkomst="bevestigd")
    first = replace(brought, resultaten=(Herkenning("a", "1"),))
    more = replace(brought, resultaten=(Herkenning("a", "1"), Herkenning("b", "2")))
    other = replace(brought, resultaten=(Herkenning("b", "3"),))
    seen = [first, more, other]
    assert [beeld.herhaling for beeld in beelden(seen)] == ["nieuw", "zelfde", "andere-keys"]


def test_a_call_soon_after_another_is_seen() -> None:
    soon = replace(SEEN, moment=NOW + timedelta(seconds=0.5))
    later = replace(SEEN, moment=NOW + timedelta(seconds=2))
    assert judge(script(minstens(1, binnen=1)), SEEN, soon).stand is Stand.GOED
    assert judge(script(minstens(1, binnen=1)), SEEN, later).stand is Stand.AFWIJKING


def test_a_report_counts_the_calls() -> None:
    stand = Keurstand(suite="proef", versie="1", begonnen=NOW, stap=None, gedaan=("eerst",))
    rapport = report(script(minstens(1)), stand, [SEEN], doel="/proeftuin/3/")
    assert (rapport.is_good, rapport.calls, rapport.doel) == (True, 1, "/proeftuin/3/")
    assert report(script(minstens(2)), stand, [SEEN], doel="/proeftuin/3/").is_good is False


def test_a_fault_of_our_own_server_does_not_count_against_results() -> None:
    draaiboek = read_draaiboek(SUITES / "uitgever")
    gedaan = draaiboek.gronden["resultaten-geldig"].stappen
    brought = replace(SEEN, stap="resultaten", bericht="leerresultaten")
    standen = {}
    for uitkomst in ("Server.InterneFout", "Client.ScoreOngeldig"):
        judged_so = judged(draaiboek, [replace(brought, uitkomst=uitkomst)], gedaan)
        standen[uitkomst] = {each.geval.id: each.stand for each in judged_so}["resultaten-geldig"]
    assert standen == {"Server.InterneFout": Stand.GOED, "Client.ScoreOngeldig": Stand.AFWIJKING}


def test_calls_of_no_step_are_no_part_of_a_judging() -> None:
    after = replace(SEEN, stap=None, sleutel=2, plek="schooljaar", moment=NOW + timedelta(days=1))
    draaiboek = script(minstens(1))
    stand = Keurstand(suite="proef", versie="1", begonnen=NOW, stap=None, gedaan=("eerst",))
    for kijk in (beelden, gkvbeelden):
        seen = [replace(SEEN, plek=None), after]
        rapport = report(draaiboek, stand, seen, doel="/proeftuin/1/", kijk=kijk)
        assert (rapport.calls, rapport.seconds, rapport.is_good) == (1, 0, True)

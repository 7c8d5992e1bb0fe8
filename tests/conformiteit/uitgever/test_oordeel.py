"""The judge: what it makes of calls, by nothing but a script and what was seen."""

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from uwlr_service.conformiteit.clientkeuring.soorten import KEURSOORTEN
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


def brought(stap: str, *herkend: tuple[str, str], ingreep: Ingreep | None = None) -> Waarneming:
    return replace(
        SEEN,
        stap=stap,
        bericht="leerresultaten",
        uitkomst="bevestigd",
        ingreep=ingreep,
        resultaten=tuple(Herkenning(*each) for each in herkend),
    )


def test_a_result_is_compared_with_how_it_was_brought_last() -> None:
    seen = [brought("x", ("a", "1")), brought("x", ("a", "2")), brought("x", ("a", "2"))]
    assert [beeld.herhaling for beeld in beelden(seen)] == ["nieuw", "andere-keys", "zelfde"]


def test_two_results_that_say_the_same_are_two() -> None:
    twice = brought("x", ("a", "1"), ("a", "2"))
    assert [beeld.herhaling for beeld in beelden([twice, twice])] == ["nieuw", "zelfde"]


def test_a_result_that_equals_one_of_an_earlier_step_is_not_a_lost_one_under_another_key() -> None:
    earlier = [brought("resultaten", ("a", "1")), brought("resultaten-opnieuw", ("a", "1"))]
    lost = brought("bevestiging-kwijt", ("a", "2"), ingreep=Ingreep.VERBROKEN)
    uitkomsten = standen("uitgever", *earlier, lost, replace(lost, ingreep=None))
    assert uitkomsten["resultaten-opnieuw-zelfde-key"].stand is Stand.GOED
    assert uitkomsten["resultaten-opnieuw"].stand is Stand.GOED
    other = brought("bevestiging-kwijt", ("a", "3"))
    said = standen("uitgever", *earlier, lost, other)["resultaten-opnieuw-zelfde-key"]
    assert said.stand is Stand.AFWIJKING


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


def hoogstens(number: int, **soort: object) -> Verwachting:
    return Verwachting(soort=Soort(**soort), zin="te veel", minstens=None, hoogstens=number)  # type: ignore[arg-type]


def standen(suite: str, *seen: Waarneming, gedaan: Collection[str] | None = None) -> dict[str, Uitkomst]:
    """Every case of a script of the project, by what was seen after all its steps, or these."""
    draaiboek = read_draaiboek(SUITES / suite)
    steps = [stap.id for stap in draaiboek.stappen] if gedaan is None else gedaan
    kijk = KEURSOORTEN[suite].kijk
    return {uitkomst.geval.id: uitkomst for uitkomst in judged(draaiboek, seen, steps, kijk)}


REFUSED = replace(
    SEEN, uitkomst="Client.OngeldigBericht", xsdversie=None, school=None, aanmaakdatum=None, plek="xsdversie"
)


@pytest.mark.parametrize("suite", sorted(KEURSOORTEN))
def test_of_no_call_at_all_no_case_is_good(suite: str) -> None:
    assert Stand.GOED not in {uitkomst.stand for uitkomst in standen(suite).values()}


def test_what_may_not_be_there_was_looked_for_in_calls_that_could_have_been_it() -> None:
    draaiboek = script(hoogstens(0, bericht=("leerresultaten",), plek=("score",)))
    uitkomst = judge(draaiboek, SEEN)
    assert (uitkomst.stand, uitkomst.bevindingen) == (Stand.OVERGESLAGEN, ("er is niets gezien",))
    assert judge(draaiboek, replace(SEEN, bericht="leerresultaten")).stand is Stand.GOED
    assert judge(script(hoogstens(0)), replace(SEEN, sleutel=None)).stand is Stand.OVERGESLAGEN
    # Where a case says itself what has to be seen, that is enough.
    needed = (minstens(1, bericht=("leerlinggegevens",)),)
    draaiboek = script(hoogstens(0, bericht=("leerresultaten",)), nodig=needed)
    assert judge(draaiboek, SEEN).stand is Stand.GOED


def test_of_a_message_that_was_refused_nothing_was_read() -> None:
    for soort in ({"sinds": ("geen",)}, {"versie": ("2.1",)}):
        uitkomst = judge(script(hoogstens(0, **soort)), REFUSED)
        said = ("gevraagd, maar geweigerd met Client.OngeldigBericht",)
        assert (uitkomst.stand, uitkomst.bevindingen) == (Stand.OVERGESLAGEN, said)
    assert judge(script(hoogstens(0, mediatype_niet=("text/xml",))), REFUSED).stand is Stand.GOED


def test_what_was_refused_was_asked_and_that_is_said_once() -> None:
    needed = (minstens(1, sinds=("gelijk",)), minstens(1, sleutel=("volgende",)))
    uitkomst = judge(script(minstens(1), nodig=needed), REFUSED, REFUSED)
    assert uitkomst.bevindingen == ("gevraagd, maar geweigerd met Client.OngeldigBericht",)
    given = judge(script(minstens(1, uitkomst=("geengegevens",))), REFUSED, SEEN)
    assert given.bevindingen == ("te weinig",)
    partner = replace(SEEN, bericht="pakket", uitkomst="404")
    assert judge(script(minstens(1, uitkomst=("goed",))), partner).bevindingen == (
        "gevraagd, maar geweigerd met 404",
    )


def test_one_too_many_counts_although_another_step_was_passed_over() -> None:
    draaiboek = script(hoogstens(0, uitkomst=("Client.",)))
    grond = replace(draaiboek.gronden["geval"], stappen=("eerst", "later"))
    draaiboek = replace(draaiboek, gronden={"geval": grond})
    uitkomst = judge(draaiboek, REFUSED)
    assert (uitkomst.stand, uitkomst.bevindingen) == (Stand.AFWIJKING, ("te veel (1 keer gezien)",))
    assert judge(draaiboek, SEEN).bevindingen == ("stap later is niet gedaan",)


def test_a_case_without_steps_is_about_each_that_was_taken() -> None:
    draaiboek = script(hoogstens(0, uitkomst=("Client.",)))
    draaiboek = replace(draaiboek, gronden={"geval": replace(draaiboek.gronden["geval"], stappen=())})
    assert [geval.id for geval in draaiboek.gevallen_of("eerst")] == ["geval"]
    later = replace(REFUSED, stap="later")
    assert judge(draaiboek, SEEN, later).stand is Stand.GOED
    assert judge(draaiboek, SEEN, later, gedaan=("eerst", "later")).stand is Stand.AFWIJKING


@pytest.mark.parametrize("stap", [stap.id for stap in read_draaiboek(SUITES / "uitgever").stappen])
def test_a_message_that_is_not_valid_deviates_in_whichever_step(stap: str) -> None:
    good = [replace(SEEN, stap=each) for each in ("eerste-keer", "nog-eens", stap)]
    refused = replace(REFUSED, stap=stap)
    uitkomst = standen("uitgever", *good, refused, gedaan={"eerste-keer", "nog-eens", stap})["halen-geldig"]
    assert (uitkomst.stand, uitkomst.is_fatal) == (Stand.AFWIJKING, True)
    withdrawn = replace(refused, uitkomst="Client.AutorisatieOngeldig")
    assert standen("uitgever", *good, withdrawn)["halen-geldig"].stand is Stand.GOED


def test_staged_pulls_that_were_all_refused_say_nothing() -> None:
    asked = [replace(REFUSED, stap="getrapt", bericht=name) for name in ("structuur", "leerlingen")]
    of_step = [each for name, each in standen("uitgever", *asked).items() if name.startswith("getrapt-")]
    assert {each.stand for each in of_step} == {Stand.OVERGESLAGEN}
    assert {each.bevindingen for each in of_step} == {
        ("gevraagd, maar geweigerd met Client.OngeldigBericht",)
    }

"""The page before a no: what it says, that going back keeps what was chosen, and that only it says no."""

from collections.abc import Callable

import pytest

from tests.support.portaal import voorstellen
from tests.support.portaal.beslissen import fields, path, say_no, say_yes, send
from tests.support.portaal.visiting import Visitor, document
from tests.support.portaal.voorstellen import Aanbod
from tests.support.schools.builders import SCHOOL
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.koppeling.deelname import Deelnamestand
from uwlr_service.domain.koppeling.gegevenssets import SMALLE_SET
from uwlr_service.domain.koppeling.klant import Richting
from uwlr_service.repository.database import Database

NIET = "/besluit/niet"
SignIn = Callable[..., Visitor]


def said(visitor: Visitor, where: str) -> list[str]:
    """What a no does, by the page."""
    page = document(visitor.get(where))
    return [" ".join(part.text_content().split()) for part in page.xpath("//main/p | //main/ul/li")]


def stand(diensten: Diensten, aanbod: Aanbod) -> Deelnamestand:
    """How the school stands in the link."""
    return diensten.schoolkoppelingen.one(
        SCHOOL, aanbod.koppeling, door=Handelende.opdrachtregel()
    ).koppeling.stand


@pytest.mark.usefixtures("voorstel")
def test_the_button_of_the_proposal_says_no_to_nothing_yet(
    anna: Visitor, aanbod: Aanbod, diensten: Diensten
) -> None:
    where = send(anna, aanbod, "niet", "leerling/roepnaam", reden="Wij doen dit zelf.")
    assert where == path(aanbod, NIET)
    assert stand(diensten, aanbod) is Deelnamestand.VOORGESTELD
    page = document(anna.get(where))
    (form,) = page.xpath("//form[.//button[@name='doen']]")
    assert form.xpath(".//button/text()") == ["Terug", "Niet akkoord"]
    assert len(set(form.xpath(".//button/@class"))) == 1
    assert page.xpath("string(//textarea)").strip() == "Wij doen dit zelf."


@pytest.mark.usefixtures("voorstel")
def test_the_page_says_what_a_first_no_does(anna: Visitor, aanbod: Aanbod) -> None:
    assert said(anna, path(aanbod, NIET)) == [
        "Er gaan dan geen gegevens van uw school naar dit bedrijf.",
        "Dit voorstel stopt. Het bedrijf mag uw school 30 dagen lang geen nieuw voorstel doen.",
        "Het bedrijf krijgt bericht van uw besluit, met uw reden als u die geeft.",
        "Wilt u het later toch? Vraag het bedrijf dan om een nieuw voorstel.",
    ]


@pytest.mark.usefixtures("voorstel")
def test_a_no_to_more_leaves_what_runs(anna: Visitor, aanbod: Aanbod, diensten: Diensten) -> None:
    say_yes(anna, aanbod, "leerling/roepnaam")
    voorstellen.propose(diensten, aanbod, voorstellen.inhoud("gkv-basis", "leerling/groep"))
    lines = said(anna, path(aanbod, NIET))
    assert lines[0] == "Er verandert dan niets aan wat het bedrijf nu krijgt."
    assert lines[1].startswith("Wat u eerder koos, blijft gewoon lopen.")
    say_no(anna, aanbod)
    assert stand(diensten, aanbod) is Deelnamestand.ACTIEF


def test_without_a_link_no_results_come_either(anna: Visitor, database: Database, diensten: Diensten) -> None:
    aanbod = voorstellen.add_link(database, gegevensset=SMALLE_SET, richting=Richting.BEIDE)
    voorstellen.propose(diensten, aanbod, voorstellen.inhoud(SMALLE_SET))
    assert "Het bedrijf kan uw school ook geen resultaten sturen." in said(anna, path(aanbod, NIET))


@pytest.mark.usefixtures("voorstel")
def test_a_yes_of_a_colleague_lapses_by_a_no(
    sign_in: SignIn, anna: Visitor, database: Database, diensten: Diensten
) -> None:
    aanbod = voorstellen.add_link(database, "OC2", "gkv-uitgebreid")
    voorstellen.propose(
        diensten, aanbod, voorstellen.inhoud("gkv-uitgebreid", "leerling/roepnaam", "absentie/absentiereden")
    )
    say_yes(sign_in("Bert Bakker"), aanbod, "leerling/roepnaam", "absentie/absentiereden")
    assert "Bert Bakker ging al akkoord. Dat vervalt." in said(anna, path(aanbod, NIET))


@pytest.mark.usefixtures("voorstel")
def test_going_back_keeps_the_ticks_and_the_reason(anna: Visitor, aanbod: Aanbod, diensten: Diensten) -> None:
    where = send(anna, aanbod, "niet", "leerling/roepnaam")
    form = fields(document(anna.get(where)), doen="terug", reden="Te veel.")
    assert anna.submit(where, form).location == path(aanbod)
    page = document(anna.get(path(aanbod)))
    assert page.xpath("//input[@name='velden'][@checked]/@value") == ["leerling/roepnaam"]
    assert page.xpath("string(//textarea)").strip() == "Te veel."
    assert stand(diensten, aanbod) is Deelnamestand.VOORGESTELD


@pytest.mark.usefixtures("voorstel")
def test_a_reason_that_is_too_long_is_said_there(anna: Visitor, aanbod: Aanbod, diensten: Diensten) -> None:
    where = path(aanbod, NIET)
    long = "x" * 301
    answer = anna.submit(where, fields(document(anna.get(where)), doen="niet", reden=long))
    assert (answer.status_code, answer.location) == (303, where)
    page = document(anna.get(where))
    assert page.xpath("//*[@id='fouten']//a/@href") == ["#reden"]
    assert page.xpath("string(//textarea)").strip() == long
    assert stand(diensten, aanbod) is Deelnamestand.VOORGESTELD
    assert document(anna.get(where)).xpath("//*[@id='fouten']") == []


@pytest.mark.usefixtures("voorstel")
def test_a_remark_that_is_too_long_is_said_on_the_proposal(anna: Visitor, aanbod: Aanbod) -> None:
    where = send(anna, aanbod, "verder", "leerling/roepnaam", reden="x" * 301)
    assert where == path(aanbod)
    page = document(anna.get(where))
    assert page.xpath("//*[@id='fouten']//a/@href") == ["#reden"]
    assert page.xpath("//input[@name='velden'][@checked]/@value") == ["leerling/roepnaam"]


def test_a_no_to_what_was_replaced_shows_what_there_is(
    anna: Visitor, aanbod: Aanbod, diensten: Diensten, voorstel: int
) -> None:
    where = send(anna, aanbod, "niet", "leerling/roepnaam")
    form = fields(document(anna.get(where)), doen="niet", reden="Te veel.")
    newer = voorstellen.propose(diensten, aanbod, voorstellen.inhoud("gkv-basis", "leerling/roepnaam"))
    answer = anna.submit(where, form)
    assert (answer.status_code, newer == voorstel) == (409, False)
    page = document(answer)
    assert page.xpath("//input[@name='voorstel']/@value") == [str(newer)]
    assert page.xpath("//input[@name='velden'][@checked]/@value") == ["leerling/roepnaam"]
    assert stand(diensten, aanbod) is Deelnamestand.VOORGESTELD


@pytest.mark.usefixtures("voorstel")
def test_where_nothing_waits_there_is_nothing_to_say_no_to(anna: Visitor, aanbod: Aanbod) -> None:
    say_no(anna, aanbod)
    assert anna.get(path(aanbod, NIET)).location == path(aanbod, "")

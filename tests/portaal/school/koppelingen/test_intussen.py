"""A yes or no to what changed since the page was shown: what somebody reads, and what stays ticked."""

from collections.abc import Callable

import pytest
from lxml.html import HtmlElement

from tests.support.portaal import voorstellen
from tests.support.portaal.beslissen import fields, path, say_no, say_yes, send
from tests.support.portaal.visiting import Visitor, document
from tests.support.portaal.voorstellen import Aanbod
from tests.support.schools.builders import SCHOOL
from uwlr_service.diensten import Diensten

VERANDERD = "Het voorstel is intussen veranderd. Kijk het opnieuw na."
COLLEGA = "Een collega heeft al besloten."
WEG = "Dit voorstel is er niet meer. Het bedrijf nam het terug, of het is verlopen."
GESTOPT = "Uw school is gestopt met deze koppeling."
ZONDER_GEVOLG = "Wat u nu koos, telt daarom niet."
SignIn = Callable[..., Visitor]


def about_to_agree(visitor: Visitor, aanbod: Aanbod, *velden: str) -> dict[str, object]:
    """What somebody sends who has the summary open and has ticked the declaration."""
    page: HtmlElement = document(visitor.get(send(visitor, aanbod, "verder", *velden)))
    return fields(page, doen="akkoord", akkoord="y")


@pytest.mark.usefixtures("voorstel")
def test_a_colleague_who_was_first_is_seen(sign_in: SignIn, anna: Visitor, aanbod: Aanbod) -> None:
    bert = sign_in("Bert Bakker")
    confirm = send(anna, aanbod, "verder", "leerling/roepnaam")
    form = fields(document(anna.get(confirm)), doen="akkoord", akkoord="y")
    say_yes(bert, aanbod, "leerling/achternaam")
    answer = anna.submit(confirm, form, page=path(aanbod, ""))

    assert answer.status_code == 409
    assert "Een collega heeft al besloten." in answer.text
    assert "Bert Bakker" in answer.text


def test_a_proposal_that_was_taken_back_and_made_again_is_shown_anew_with_the_ticks(
    anna: Visitor, aanbod: Aanbod, diensten: Diensten, voorstel: int
) -> None:
    form = about_to_agree(anna, aanbod, "leerling/roepnaam")
    diensten.voorstellen.take_back(voorstel, door=voorstellen.WIE)
    newer = voorstellen.propose(diensten, aanbod, voorstellen.inhoud())
    answer = anna.submit(path(aanbod, "/besluit/bevestig"), form, page=path(aanbod))

    assert answer.status_code == 409
    page = document(answer)
    assert VERANDERD in page.text_content()
    assert COLLEGA not in page.text_content()
    assert page.xpath("//input[@name='voorstel']/@value") == [str(newer)]
    assert page.xpath("//input[@name='velden'][@checked]/@value") == ["leerling/roepnaam"]


def test_a_newer_proposal_that_a_colleague_decided_about_was_decided(
    anna: Visitor, sign_in: SignIn, aanbod: Aanbod, diensten: Diensten, voorstel: int
) -> None:
    form = about_to_agree(anna, aanbod, "leerling/roepnaam")
    voorstellen.propose(diensten, aanbod, voorstellen.inhoud())
    say_yes(sign_in("Bert Bakker"), aanbod, "leerling/achternaam")
    answer = anna.submit(path(aanbod, "/besluit/bevestig"), form, page=path(aanbod, ""))

    assert answer.status_code == 409
    assert COLLEGA in answer.text
    assert VERANDERD not in answer.text
    assert "Bert Bakker" in answer.text


@pytest.mark.parametrize("rest", ["/besluit", "/besluit/bevestig"])
def test_a_proposal_that_was_only_taken_back_is_gone(
    anna: Visitor, aanbod: Aanbod, diensten: Diensten, voorstel: int, rest: str
) -> None:
    choice = fields(document(anna.get(path(aanbod))), doen="verder", velden=["leerling/roepnaam"])
    agreed = about_to_agree(anna, aanbod, "leerling/roepnaam")
    diensten.voorstellen.take_back(voorstel, door=voorstellen.WIE)
    sent = choice if rest == "/besluit" else agreed
    answer = anna.submit(path(aanbod, rest), sent, page=path(aanbod, ""))

    assert answer.status_code == 409
    assert WEG in answer.text
    assert COLLEGA not in answer.text


@pytest.mark.usefixtures("voorstel")
def test_who_goes_on_choosing_after_a_colleague_decided_reads_that(
    anna: Visitor, sign_in: SignIn, aanbod: Aanbod
) -> None:
    choice = fields(document(anna.get(path(aanbod))), doen="verder", velden=["leerling/roepnaam"])
    say_no(sign_in("Bert Bakker"), aanbod)
    answer = anna.submit(path(aanbod), choice, page=path(aanbod, ""))
    assert answer.status_code == 409
    assert COLLEGA in answer.text


@pytest.mark.parametrize("rest", ["/besluit", "/besluit/bevestig", "/besluit/niet"])
@pytest.mark.parametrize("doen", ["verder", "akkoord", "niet", "terug"])
def test_a_page_of_before_the_school_left_says_that_nothing_came_of_it(
    anna: Visitor, aanbod: Aanbod, diensten: Diensten, voorstel: int, rest: str, doen: str
) -> None:
    say_yes(anna, aanbod, "leerling/roepnaam")
    voorstellen.propose(diensten, aanbod, voorstellen.inhoud())
    send(anna, aanbod, "verder", "leerling/roepnaam")
    old = fields(document(anna.get(path(aanbod, rest))), doen=doen)
    diensten.intrekkingen.withdraw(aanbod.koppeling, SCHOOL, door=voorstellen.WIE)
    answer = anna.submit(path(aanbod, rest), old, page=path(aanbod, ""))
    assert f"{GESTOPT} {ZONDER_GEVOLG}" in answer.text
    assert WEG not in answer.text


@pytest.mark.usefixtures("voorstel")
def test_who_decided_in_another_tab_is_no_colleague(anna: Visitor, aanbod: Aanbod) -> None:
    agreed = about_to_agree(anna, aanbod, "leerling/roepnaam")
    say_no(anna, aanbod)
    answer = anna.submit(path(aanbod, "/besluit/bevestig"), agreed, page=path(aanbod, ""))
    assert f"U hebt al besloten. {ZONDER_GEVOLG}" in answer.text
    assert COLLEGA not in answer.text


@pytest.mark.parametrize("rest", ["/kleiner", "/stoppen"])
@pytest.mark.usefixtures("voorstel")
def test_a_change_of_a_link_that_the_school_left_says_why_it_was_not_made(
    anna: Visitor, aanbod: Aanbod, diensten: Diensten, rest: str
) -> None:
    say_yes(anna, aanbod, "leerling/roepnaam")
    anna.submit(path(aanbod, "/stoppen"))
    answer = anna.submit(path(aanbod, rest), {"versie": "1"}, page=path(aanbod, ""))
    assert (answer.status_code, answer.location) == (303, path(aanbod, ""))
    page = document(anna.get(answer.location))
    told = [" ".join(line.split()) for line in page.xpath("//div[@role='status']/text()")]
    assert told[-1] == f"{GESTOPT} {ZONDER_GEVOLG}"


def test_choosing_anew_about_what_was_taken_back_says_so(
    anna: Visitor, aanbod: Aanbod, diensten: Diensten, voorstel: int
) -> None:
    diensten.voorstellen.take_back(voorstel, door=voorstellen.WIE)
    answer = anna.submit(path(aanbod, "/besluit/opnieuw"), page=path(aanbod, ""))
    assert answer.location == path(aanbod, "")
    assert f"{WEG} {ZONDER_GEVOLG}" in anna.get(answer.location).text


@pytest.mark.usefixtures("voorstel")
def test_it_is_said_in_english_too(anna: Visitor, aanbod: Aanbod) -> None:
    agreed = about_to_agree(anna, aanbod, "leerling/roepnaam")
    say_no(anna, aanbod)
    anna.set_cookie("taal", "en")
    answer = anna.submit(path(aanbod, "/besluit/bevestig"), agreed, page=path(aanbod, ""))
    assert "You have already decided. So what you chose now does not count." in answer.text

"""A yes or no to what changed since the page was shown: what somebody reads, and what stays ticked."""

from collections.abc import Callable

import pytest
from lxml.html import HtmlElement

from tests.support.portaal import voorstellen
from tests.support.portaal.beslissen import fields, path, say_no, say_yes, send
from tests.support.portaal.visiting import Visitor, document
from tests.support.portaal.voorstellen import Aanbod
from uwlr_service.diensten import Diensten

VERANDERD = "Het voorstel is intussen veranderd. Kijk het opnieuw na."
COLLEGA = "Een collega heeft al besloten."
WEG = "Dit voorstel is er niet meer. Het bedrijf nam het terug, of het is verlopen."
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

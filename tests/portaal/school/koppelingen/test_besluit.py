"""The consent page: what stands on it, what its buttons do, and what a yes brings about."""

import re
from contextlib import ExitStack
from dataclasses import replace
from urllib.parse import unquote

import pytest

from tests.support.portaal import voorstellen
from tests.support.portaal.beslissen import KOPPELINGEN, afspraak, fields, path, say_no, say_yes, send
from tests.support.portaal.visiting import Visitor, document
from tests.support.portaal.voorstellen import Aanbod
from tests.support.schools.builders import SCHOOL
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.koppeling.besluitvorming.inhoud import Veldgebruik, Voorstelinhoud, Voorstelveld
from uwlr_service.domain.koppeling.deelname import Deelnamestand
from uwlr_service.domain.koppeling.gkvinhoud import fields_of
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.voorbeeld.voorbeelden import AT_ONCE, turn

MARKUP = '<b onclick="alert(1)">vet</b>'


@pytest.mark.usefixtures("voorstel")
def test_the_page_has_the_six_facts(anna: Visitor, aanbod: Aanbod) -> None:
    page = document(anna.get(path(aanbod)))
    assert page.findtext(".//h1") == "OuderApp wil gegevens van uw school"
    assert page.xpath("//dl[@class='feiten']//dt/text()") == [
        "Wie vraagt het?",
        "Waarvoor?",
        "Van wie?",
        "Hoe vaak?",
        "Hoe lang bewaren zij het?",
        "Overeenkomst",
    ]
    facts = [" ".join(fact.text_content().split()) for fact in page.xpath("//dl[@class='feiten']//dd")]
    assert facts[0] == "Ouders & Co BV"
    assert facts[1] == "Het bedrijf zegt: Wij laten ouders zien wat er in de klas gebeurt."
    assert facts[2].startswith("3 van uw 3 leerlingen.")
    assert facts[3] == "Elke nacht. Het bedrijf zegt: Elke ochtend voor acht uur."


@pytest.mark.usefixtures("voorstel")
def test_nothing_has_a_tick_and_nothing_left_before_a_yes(
    anna: Visitor, aanbod: Aanbod, diensten: Diensten
) -> None:
    page = document(anna.get(path(aanbod)))
    assert len(page.xpath("//input[@name='velden']")) > 30
    assert page.xpath("//input[@checked]") == []
    (blad,) = diensten.schoolkoppelingen.all(SCHOOL, door=Handelende.opdrachtregel())
    assert (blad.stand, blad.afspraak) == (Deelnamestand.VOORGESTELD, None)


@pytest.mark.usefixtures("voorstel")
def test_a_field_tells_what_it_is_why_and_shows_an_example_of_the_school(
    anna: Visitor, aanbod: Aanbod
) -> None:
    page = document(anna.get(path(aanbod)))
    (tick,) = page.xpath("//input[@value='leerling/geboortedatum']")
    field = " ".join(tick.getparent().text_content().split())
    assert field.startswith("Geboortedatum Let op De dag waarop de leerling geboren is.")
    assert "Het bedrijf zegt: Dit gebruiken wij in de app: leerling/geboortedatum." in field
    assert "Is het leerjaar genoeg?" in field
    assert "Zonder dit: Het bedrijf weet niet hoe oud een leerling precies is." in field
    assert re.search(r"[0-9]{1,2} [a-z]+ 20[0-9]{2}", field)
    described = tick.get("aria-describedby")
    assert page.xpath(f"//*[@id='{described}']")


@pytest.mark.usefixtures("voorstel")
def test_the_first_button_of_each_form_is_harmless_and_yes_and_no_look_alike(
    anna: Visitor, aanbod: Aanbod, diensten: Diensten
) -> None:
    page = document(anna.get(path(aanbod)))
    (form,) = page.xpath("//form[.//button[@name='doen']]")
    assert form.xpath("(.//button)[1]/@value") == ["voorbeeld"]
    yes, no = form.xpath(".//div[contains(@class, 'even')]/button")
    assert (yes.text, no.text) == ("Verder met deze keuze", "Niet akkoord")
    assert yes.get("class") == no.get("class")
    confirm = document(anna.get(send(anna, aanbod, "verder", "leerling/roepnaam")))
    (form,) = confirm.xpath("//form[.//button[@name='doen']]")
    assert form.xpath(".//button/text()") == ["Terug", "Akkoord"]
    assert diensten.toestemming.open_voorstel(SCHOOL, aanbod.koppeling, door=Handelende.opdrachtregel())


@pytest.mark.usefixtures("voorstel")
def test_exactly_what_was_chosen_goes_out_after_a_yes(
    anna: Visitor, aanbod: Aanbod, diensten: Diensten
) -> None:
    where = say_yes(anna, aanbod, "leerling/roepnaam", "leerling/groep", jaargroepen=["4"])

    assert where == path(aanbod, "")
    agreed = afspraak(diensten, aanbod)
    going = fields_of(agreed)
    assert {"leerling/roepnaam", "leerling/groep", "leerling/key"} <= going
    assert going.isdisjoint({"leerling/achternaam", "leerling/geboortedatum", "leerkracht/emailadres"})
    assert agreed.selectie.jaargroepen == {"4"}
    page = document(anna.get(where))
    told = " ".join(page.xpath("//div[@role='status']/text()"))
    assert told == (
        "Akkoord gegeven. OuderApp kan de gegevens vanaf nu ophalen. U kunt dit altijd stoppen:"
        " Koppelingen › OuderApp."
    )
    assert "Anna de Vries" in page.text_content()


@pytest.mark.usefixtures("voorstel")
def test_without_the_declaration_nothing_is_decided(
    anna: Visitor, aanbod: Aanbod, diensten: Diensten
) -> None:
    confirm = send(anna, aanbod, "verder", "leerling/roepnaam")
    answer = anna.submit(confirm, fields(document(anna.get(confirm)), doen="akkoord"))
    assert (answer.status_code, answer.location) == (303, confirm)
    page = document(anna.get(confirm))
    assert page.findtext(".//title", "").startswith("Fout: ")
    assert page.xpath("//*[@id='fouten']")
    (blad,) = diensten.schoolkoppelingen.all(SCHOOL, door=Handelende.opdrachtregel())
    assert blad.stand is Deelnamestand.VOORGESTELD


@pytest.mark.usefixtures("voorstel")
def test_going_back_and_counting_keep_the_ticks(anna: Visitor, aanbod: Aanbod) -> None:
    confirm = send(anna, aanbod, "verder", "leerling/roepnaam", "leerling/eckid")
    back = anna.submit(confirm, fields(document(anna.get(confirm)), doen="terug"))
    assert back.location == path(aanbod)
    page = document(anna.get(back.location))
    assert page.xpath("//input[@name='velden'][@checked]/@value") == ["leerling/roepnaam", "leerling/eckid"]
    where = send(anna, aanbod, "tellen", "leerling/roepnaam", jaargroepen=["4"])
    page = document(anna.get(where))
    assert page.xpath("//input[@checked]/@value") == ["leerling/roepnaam", "4"]
    counted = page.xpath("string(//dt[.='Van wie?']/following-sibling::dd)")
    assert counted.startswith("2 van uw 3 leerlingen.")
    assert "1 leerling doet niet mee door uw keuze hieronder." in counted


@pytest.mark.usefixtures("voorstel")
def test_a_no_ends_it_and_the_company_hears_why(anna: Visitor, aanbod: Aanbod, diensten: Diensten) -> None:
    where = say_no(anna, aanbod, reden="Wij hebben al een ouderapp.")
    assert where == path(aanbod, "")
    blad = diensten.schoolkoppelingen.one(SCHOOL, aanbod.koppeling, door=Handelende.opdrachtregel())
    assert (blad.koppeling.stand, blad.koppeling.voorstel) == (Deelnamestand.AFGEWEZEN, None)
    (voorstel,) = diensten.voorstellen.of_koppeling(aanbod.koppeling, door=voorstellen.WIE)
    assert voorstel.reden == "Wij hebben al een ouderapp."
    assert "Er gaan geen gegevens naar dit bedrijf." in anna.get(where).text
    assert anna.get(path(aanbod)).location == path(aanbod, "")


def test_a_proposal_that_was_replaced_is_shown_anew_with_the_ticks(
    anna: Visitor, aanbod: Aanbod, diensten: Diensten, voorstel: int
) -> None:
    confirm = send(anna, aanbod, "verder", "leerling/roepnaam", "leerling/eckid")
    form = fields(document(anna.get(confirm)), doen="akkoord", akkoord="y")
    newer = voorstellen.propose(
        diensten,
        aanbod,
        voorstellen.inhoud("gkv-basis", "leerling/roepnaam", doel="Iets heel anders dan eerst."),
    )
    answer = anna.submit(confirm, form)

    assert answer.status_code == 409
    page = document(answer)
    assert "Het voorstel is intussen veranderd. Kijk het opnieuw na." in page.text_content()
    assert page.xpath("//input[@name='voorstel']/@value") == [str(newer)]
    assert page.xpath("//input[@name='velden'][@checked]/@value") == ["leerling/roepnaam"]
    assert newer != voorstel
    (blad,) = diensten.schoolkoppelingen.all(SCHOOL, door=Handelende.opdrachtregel())
    assert blad.stand is Deelnamestand.VOORGESTELD


def test_what_the_company_wrote_is_text_and_marked_as_theirs(
    anna: Visitor, aanbod: Aanbod, diensten: Diensten
) -> None:
    asked = Voorstelinhoud(
        gegevensset="gkv-basis",
        doel=f"{MARKUP} en nog wat",
        velden=(
            Voorstelveld(
                veld="leerling/roepnaam",
                gebruik=Veldgebruik.NODIG,
                doel=f"Om kinderen te groeten {MARKUP}",
                zonder="De app groet niemand.",
            ),
        ),
    )
    voorstellen.propose(diensten, aanbod, asked)
    page = document(anna.get(path(aanbod)))
    assert page.xpath("//b") == []
    theirs = [text.text_content() for text in page.xpath("//*[contains(@class, 'bedrijf')]")]
    assert f"Het bedrijf zegt: {MARKUP} en nog wat" in theirs
    assert f"Het bedrijf zegt: Om kinderen te groeten {MARKUP}" in theirs
    assert "Zonder dit, zegt het bedrijf: De app groet niemand." in theirs


@pytest.mark.usefixtures("voorstel")
def test_a_choice_of_what_was_not_asked_changes_nothing(
    anna: Visitor, aanbod: Aanbod, diensten: Diensten
) -> None:
    say_yes(
        anna, aanbod, "leerling/roepnaam", "set/absenties", "leerling/bsn", rol="operator", stand="actief"
    )
    going = fields_of(afspraak(diensten, aanbod))
    assert "set/absenties" not in going


@pytest.mark.usefixtures("voorstel")
def test_no_key_or_name_of_a_pupil_is_in_an_address(anna: Visitor, aanbod: Aanbod) -> None:
    page = document(anna.get(path(aanbod)))
    shown = page.xpath("//select[@name='leerling']/option/@value")
    where = send(anna, aanbod, "alles", "leerling/roepnaam", leerling=shown[1])
    assert re.fullmatch(path(aanbod, "/besluit/voorbeeld/[0-9]+"), where)
    page = document(anna.get(where))
    assert "Roepnaam" in page.xpath("//dt/text()")
    assert page.xpath("//pre")
    addresses = [unquote(address) for address in page.xpath("//@href | //@action")]
    assert not any(key in address for address in addresses for key in shown)


@pytest.mark.usefixtures("voorstel")
def test_a_pupil_outside_the_choice_leaves_nothing_and_an_unknown_number_is_nobody(
    anna: Visitor, aanbod: Aanbod
) -> None:
    keys = document(anna.get(path(aanbod))).xpath("//select[@name='leerling']/option/@value")
    addresses = [send(anna, aanbod, "alles", leerling=key) for key in keys]
    send(anna, aanbod, "tellen", "leerling/roepnaam", jaargroepen=["4"])
    pages = [anna.get(address).text for address in addresses]
    assert sum("Over deze leerling gaat met uw keuze niets uit." in page for page in pages) == 1
    assert anna.get(path(aanbod, "/besluit/voorbeeld/9999")).status_code == 404


def test_more_asked_shows_only_what_is_new(
    anna: Visitor, aanbod: Aanbod, diensten: Diensten, voorstel: int
) -> None:
    say_yes(anna, aanbod, "leerling/roepnaam", jaargroepen=["4"])
    voorstellen.propose(
        diensten, aanbod, voorstellen.inhoud("gkv-basis", "leerling/roepnaam", "leerling/groep")
    )
    page = document(anna.get(path(aanbod)))
    assert page.findtext(".//h1") == "OuderApp wil meer gegevens van uw school"
    assert page.xpath("//input[@name='velden']/@value") == ["leerling/groep"]
    folded = page.xpath("//details[summary='Dit is al afgesproken']")
    assert "Roepnaam" in folded[0].text_content()
    assert page.xpath("//input[@name='jaargroepen'][@checked]/@value") == ["4"]
    assert "leerling/groep" not in fields_of(afspraak(diensten, aanbod))
    refused = anna.get(say_no(anna, aanbod)).text
    assert "Er verandert niets aan wat het bedrijf nu krijgt." in refused
    assert "leerling/roepnaam" in fields_of(afspraak(diensten, aanbod))


@pytest.mark.usefixtures("voorstel")
def test_what_goes_already_is_counted_beside_what_is_new(
    anna: Visitor, aanbod: Aanbod, diensten: Diensten
) -> None:
    say_yes(anna, aanbod, "leerling/roepnaam", jaargroepen=["4"])
    asked = voorstellen.inhoud("gkv-basis", "leerling/roepnaam", "leerling/groep")
    voorstellen.propose(diensten, aanbod, asked)
    for velden in ((), ("leerling/groep",)):
        page = document(anna.get(send(anna, aanbod, "tellen", *velden, jaargroepen=["4"])))
        counted = page.xpath("string(//dt[.='Van wie?']/following-sibling::dd)")
        assert counted.startswith("2 van uw 3 leerlingen.")
    page = document(anna.get(send(anna, aanbod, "alles", "leerling/groep", jaargroepen=["4"])))
    assert "Roepnaam" in page.xpath("//dt/text()")


def test_more_that_a_school_agrees_to_comes_with_what_it_gave(
    anna: Visitor, aanbod: Aanbod, diensten: Diensten, voorstel: int
) -> None:
    say_yes(anna, aanbod, "leerling/roepnaam", jaargroepen=["4"])
    voorstellen.propose(
        diensten, aanbod, voorstellen.inhoud("gkv-basis", "leerling/roepnaam", "leerling/groep")
    )
    say_yes(anna, aanbod, "leerling/groep", jaargroepen=["4"])
    assert {"leerling/roepnaam", "leerling/groep"} <= fields_of(afspraak(diensten, aanbod))


@pytest.mark.usefixtures("voorstel")
def test_the_choices_survive_signing_in_again(
    anna: Visitor, aanbod: Aanbod, diensten: Diensten, sign_in: object
) -> None:
    confirm = send(anna, aanbod, "verder", "leerling/roepnaam")
    form = fields(document(anna.get(confirm)), doen="akkoord", akkoord="y")
    assert "leerling/roepnaam" in str(form["keuze"])
    # The session has ended; all that is left is what the form itself carries.
    again = sign_in("Anna de Vries")  # type: ignore[operator]
    answer = again.submit(confirm, form, page=path(aanbod))
    assert answer.location == path(aanbod, "")
    assert "leerling/roepnaam" in fields_of(afspraak(diensten, aanbod))


@pytest.mark.parametrize("text", ["geen json", "[]", '{"velden": 1}', "{}"])
@pytest.mark.usefixtures("voorstel")
def test_choices_that_our_page_did_not_write_lead_back_to_it(
    anna: Visitor, aanbod: Aanbod, text: str
) -> None:
    confirm = send(anna, aanbod, "verder", "leerling/roepnaam")
    form = fields(document(anna.get(confirm)), doen="akkoord", akkoord="y", keuze=text)
    assert anna.submit(confirm, form).location == path(aanbod)


def test_the_page_of_no_proposal_leads_to_the_link_or_nowhere(
    anna: Visitor, aanbod: Aanbod, diensten: Diensten
) -> None:
    assert anna.get(path(aanbod)).status_code == 404
    assert anna.get(path(aanbod, "")).status_code == 404
    voorstellen.propose(diensten, aanbod, voorstellen.inhoud())
    say_no(anna, aanbod)
    assert anna.get(path(aanbod)).location == path(aanbod, "")


def test_a_partner_who_says_less_is_asked_for_it(anna: Visitor, aanbod: Aanbod, diensten: Diensten) -> None:
    silent = replace(voorstellen.inhoud(), bewaartermijn="", overeenkomst="", hoe_vaak="")
    voorstellen.propose(diensten, aanbod, silent)
    text = document(anna.get(path(aanbod))).text_content()
    assert "Dat heeft het bedrijf niet gezegd. Vraag ernaar." in text
    assert "Het bedrijf noemt geen verwerkersovereenkomst. Vraag ernaar." in text


@pytest.mark.parametrize(
    ("gegevensset", "veld", "told"),
    [
        ("volledig", "leerling/roepnaam", "OuderApp kan de gegevens vanaf nu ophalen."),
        ("sso", "sso/student", "Inloggen bij OuderApp werkt zodra deze dienst dat aanbiedt."),
    ],
)
def test_links_of_every_kind_are_decided_alike(
    anna: Visitor, database: Database, diensten: Diensten, gegevensset: str, veld: str, told: str
) -> None:
    aanbod = voorstellen.add_link(database, "S1", gegevensset)
    voorstellen.propose(diensten, aanbod, voorstellen.inhoud(gegevensset))
    where = say_yes(anna, aanbod, veld)
    assert told in document(anna.get(where)).text_content()
    going = fields_of(afspraak(diensten, aanbod))
    assert veld in going
    assert going.isdisjoint({"leerling/achternaam", "sso/employee", "sso_leerling/name"})


def test_while_others_have_all_the_turns_a_preview_is_for_later(
    anna: Visitor, aanbod: Aanbod, voorstel: int
) -> None:
    with ExitStack() as taken:
        for _ in range(AT_ONCE):
            taken.enter_context(turn())
        later = anna.get(path(aanbod))
        assert (later.status_code, later.headers["Retry-After"]) == (503, "30")
        assert anna.get(KOPPELINGEN).status_code == 200
    assert anna.get(path(aanbod)).status_code == 200

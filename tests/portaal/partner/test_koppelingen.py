"""A partner sees its links, its schools with what each gave, and its keys; and nothing of a pupil."""

import re
from urllib.parse import unquote

import pytest
from sqlalchemy import update

from tests.portaal.partner.conftest import DOOR, Partner
from tests.support.portaal.visiting import document
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL
from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.deelname import Deelnamestand
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.domain.toezicht.verkeer import Oproep
from uwlr_service.repository.schema.koppeling import klant
from uwlr_service.repository.schema.school import school
from uwlr_service.uitwisseling.koppeling.sleutelbeheer import MOST

PURPOSE = "Zodat de ouder de eigen kinderen in de app ziet."
FIELDS = ("leerling/emailadres", "leerlingdetail/nationaliteit")


def asking(*velden: str, **words: str) -> dict[str, str]:
    """A filled in proposal."""
    form = {
        "aan": "een",
        "school": "99yy/00 ",
        "doel": "De ouderapp",
        "bewaartermijn": "Een jaar",
        "overeenkomst": "Overeenkomst 3, 2026",
    }
    for number, _ in enumerate(velden):
        form |= {f"gebruik_{number}": "mag", f"doel_{number}": PURPOSE}
    return form | words


def query(*velden: str) -> str:
    return "/uitbreiden?" + "&".join(f"veld={veld}" for veld in velden)


def test_the_first_page_counts_schools_by_state(partner: Partner) -> None:
    text = partner.visitor.get(partner.path).text
    assert "Ouders &amp; Co" in text
    assert text.count("Loopt: 1") == 2
    assert "Fouten in zeven dagen" in text


def test_a_test_school_counts_nowhere(partner: Partner) -> None:
    with partner.database.write() as connection:
        connection.execute(update(school).where(school.c.brincode == "99YY").values(soort="test"))
    partner.diensten.deelnames.admit(partner.gkv, ANDERE_SCHOOL, door=DOOR)
    text = partner.visitor.get(partner.path).text
    assert text.count("Loopt: 1") == 2
    assert "Loopt: 2" not in text


def test_nobody_is_led_to_a_proposal_before_schools_can_be_asked(partner: Partner) -> None:
    with partner.database.write() as connection:
        connection.execute(update(school).values(soort="test"))  # so that no school counts
    propose = partner.link("/uitbreiden")
    assert propose in partner.visitor.get(partner.path).text
    with partner.database.write() as connection:
        connection.execute(update(klant).values(toelating=Toelatingstand.SANDBOX.value))
    page = document(partner.visitor.get(partner.path))
    (begin,) = set(page.xpath("//main//a[.='Testscholen staan in de proeftuin']/@href"))
    assert partner.visitor.get(begin).status_code == 200
    assert propose not in page.xpath("//main//a/@href")


def test_a_roster_that_a_school_does_not_give_enough_for_is_told(partner: Partner) -> None:
    partner.diensten.koppelingbeheer.change_afspraak(
        partner.gkv, school=SCHOOL, velden={"set/oneroster": True}, door=DOOR
    )
    told = " ".join(document(partner.visitor.get(partner.link())).text_content().split())
    assert (
        "De basisgegevens als OneRoster Gaat niet mee, want de school geeft niet alles wat daarvoor nodig is."
        " Vraag ook om: Gebruikersnaam (leerling/gebruikersnaam)."
    ) in told
    partner.diensten.koppelingbeheer.change_afspraak(
        partner.gkv, school=SCHOOL, velden={"leerling/gebruikersnaam": True}, door=DOOR
    )
    assert "Gaat niet mee" not in partner.visitor.get(partner.link()).text


def test_a_school_shows_its_state_and_which_fields_it_gave(partner: Partner) -> None:
    partner.diensten.koppelingbeheer.change_afspraak(
        partner.gkv, school=SCHOOL, velden={"leerling/geslacht": False}, door=DOOR
    )
    text = partner.visitor.get(partner.link()).text
    assert "Versie 2" in text
    assert "<code>leerling/roepnaam</code>" in text
    assert "<code>leerling/geslacht</code>" not in text
    assert "<code>absentie/absentiereden</code>" not in text, "its set is off"


def test_a_key_is_shown_once_and_the_old_one_works_on(partner: Partner) -> None:
    answer = partner.visitor.submit(partner.link("/sleutel"), {"dagen": "14"})
    assert (answer.status_code, answer.location) == (303, partner.link("/sleutel/nieuw"))
    other = partner.visitor.get(partner.link("/sleutel/nieuw", partner.uwlr))
    assert "al getoond" in other.text
    page = partner.visitor.get(answer.location)
    assert "al getoond" in partner.visitor.get(answer.location).text
    (sleutel,) = re.findall(r"<code>([\w-]{43})</code>", page.text)
    assert page.headers["Cache-Control"] == "no-store"
    shown = partner.visitor.get(partner.link())
    assert sleutel not in shown.text
    assert shown.text.count("Gemaakt op") == 2
    assert "Werkt tot" in shown.text
    wrong = partner.visitor.submit(partner.link("/sleutel"), {"dagen": "400"})
    assert "Fout:" in wrong.text
    assert len(partner.diensten.koppelingbeheer.get(partner.gkv).sleutels) == 2


def test_no_more_keys_work_beside_each_other_than_a_link_may_have(partner: Partner) -> None:
    path = partner.link("/sleutel")
    answers = [partner.visitor.submit(path, {"dagen": "90"}) for _ in range(MOST)]
    assert [answer.status_code for answer in answers] == [303] * (MOST - 1) + [422]
    assert f"Er zijn al {MOST} sleutels die werken" in answers[-1].text
    assert partner.visitor.submit(path, {"dagen": "0"}).status_code == 303
    now = tijd.now()
    keys = partner.diensten.sleutelbeheer.of_partner(partner.gkv, door=DOOR)
    assert sum(key.is_valid(now) for key in keys) == 1


def test_an_identity_that_is_none_is_refused_beside_its_field(partner: Partner) -> None:
    for waarde in ("{}", "zomaar", "-----BEGIN CERTIFICATE-----"):
        page = partner.visitor.submit(partner.link("/identiteit"), {"waarde": waarde})
        assert page.status_code == 200
        assert document(page).xpath("//textarea[@aria-invalid='true']")


def test_a_proposal_says_for_each_field_what_it_is_for(partner: Partner) -> None:
    chosen = partner.visitor.get(partner.link("/uitbreiden"))
    ticks = document(chosen).xpath("//input[@type='checkbox']/@value")
    assert set(FIELDS) <= set(ticks)
    path = partner.link(query(*FIELDS))
    answer = partner.visitor.submit(path, asking(*FIELDS))
    assert (answer.status_code, answer.location) == (303, partner.link())
    (voorstel,) = partner.diensten.voorstellen.of_koppeling(partner.gkv, door=DOOR)
    assert voorstel.school == ANDERE_SCHOOL
    assert voorstel.inhoud is not None
    assert [(asked.veld, asked.doel) for asked in voorstel.inhoud.velden] == [
        (veld, PURPOSE) for veld in FIELDS
    ]
    assert "Wacht op de school" in partner.visitor.get(partner.link()).text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"doel_1": "Te kort"}, "20 tekens"),
        ({"school": "hier"}, "Noem een school"),
        ({"school": "98ZZ/00"}, "niet bekend"),
        ({"doel": ""}, "Waarvoor hebt u de gegevens nodig?"),
        ({"doel_0": "x" * 301}, "300"),
        ({"gebruik_0": "moet"}, "Hoe nodig is dit?"),
    ],
)
def test_what_is_missing_in_a_proposal_is_said_and_what_was_typed_stays(
    partner: Partner, words: dict[str, str], said: str
) -> None:
    address = partner.link(query(*FIELDS))
    answer = partner.visitor.submit(address, asking(*FIELDS, **words))
    assert answer.status_code == 303
    assert unquote(answer.location) == unquote(address)
    page = partner.visitor.get(answer.location)
    summary = document(page).get_element_by_id("fouten").text_content()
    assert said in summary
    assert "Overeenkomst 3, 2026" in page.text
    assert partner.diensten.voorstellen.of_koppeling(partner.gkv, door=DOOR) == []


def test_a_proposal_to_all_passes_over_who_has_it(partner: Partner) -> None:
    answer = partner.visitor.submit(partner.link(query(FIELDS[0])), asking(FIELDS[0], aan="alle", school=""))
    assert answer.status_code == 303
    (voorstel,) = partner.diensten.voorstellen.of_koppeling(partner.gkv, door=DOOR)
    assert voorstel.school == SCHOOL


def test_a_proposal_is_taken_back(partner: Partner) -> None:
    partner.visitor.submit(partner.link(query(FIELDS[0])), asking(FIELDS[0]))
    (voorstel,) = partner.diensten.voorstellen.of_koppeling(partner.gkv, door=DOOR)
    answer = partner.visitor.submit(
        partner.link("/terugnemen"), {"voorstel": str(voorstel.id)}, page=partner.link()
    )
    assert answer.status_code == 303
    deelnames = partner.diensten.deelnames.of_koppeling(partner.gkv, door=DOOR)
    assert {deelname.school: deelname.stand for deelname in deelnames} == {
        SCHOOL: Deelnamestand.ACTIEF,
        ANDERE_SCHOOL: Deelnamestand.VERVALLEN,
    }


def test_destroying_is_confirmed_for_each_school(partner: Partner) -> None:
    partner.diensten.intrekkingen.withdraw(partner.gkv, SCHOOL, door=DOOR)
    assert "vernietigen" in partner.visitor.get(partner.path).text
    page = f"{partner.path}/verwijderen"
    assert "99XX/16" in partner.visitor.get(page).text
    fields = {"koppeling": str(partner.gkv), "school": "99XX-16"}
    answer = partner.visitor.submit(f"{page}/bevestigen", fields, page=page)
    assert (answer.status_code, answer.location) == (303, page)
    assert "Er is niets te vernietigen" in partner.visitor.get(page).text
    (deelname,) = partner.diensten.deelnames.of_koppeling(partner.gkv, door=DOOR)
    assert deelname.stand is Deelnamestand.AFGEROND


def test_test_schools_join_at_once_and_real_ones_never(partner: Partner) -> None:
    page = f"{partner.path}/sandbox"
    assert "Dit product heeft nog geen eigen testscholen" in partner.visitor.get(page).text
    fields = {"koppeling": str(partner.gkv), "school": "99YY-00"}
    refused = partner.visitor.submit(f"{page}/meedoen", fields, page=partner.link())
    assert refused.status_code == 404
    with partner.database.write() as connection:
        connection.execute(update(school).where(school.c.brincode == "99YY").values(soort="test"))
    joined = partner.visitor.submit(f"{page}/meedoen", fields, page=page)
    assert joined.status_code == 303
    assert "Doet mee met koppeling" in partner.visitor.get(page).text
    asked = partner.visitor.submit(f"{page}/volledig", fields, page=page)
    assert asked.status_code == 303
    real = {"koppeling": str(partner.gkv), "school": "99XX-16"}
    assert partner.visitor.submit(f"{page}/volledig", real, page=page).status_code == 404


def test_calls_and_packages_say_what_to_do_about_a_fault(partner: Partner) -> None:
    text = partner.visitor.get(partner.link("/verkeer")).text
    assert "niet gebeld" in text
    assert "Er zijn nog geen pakketten gemaakt." in text
    assert "niets mis" in partner.visitor.get(partner.link("/verkeer?alleen=fouten")).text
    assert "Pakketten" not in partner.visitor.get(partner.link("/verkeer", partner.uwlr)).text


def test_calls_are_said_in_words_beside_their_codes(partner: Partner) -> None:
    oproep = Oproep(partner.gkv, str(SCHOOL), "gkv.pakket", "gepauzeerd")
    partner.diensten.register.count(oproep, 0.01, 0)
    partner.diensten.register.flush()
    (call,) = document(partner.visitor.get(partner.link("/verkeer"))).xpath("//main//tbody/tr")
    said = " ".join(call.text_content().split())
    assert f"Uw programma vroeg om een pakket met gegevens van {SCHOOL} (GKV)." in said
    assert "Dat is geweigerd: de school heeft gepauzeerd." in said
    assert [code.text for code in call.iter("code")] == ["gkv.pakket", "gepauzeerd"]
    partner.visitor.set_cookie("taal", "en")
    assert "Your program asked for a package" in partner.visitor.get(partner.link("/verkeer")).text


def test_every_page_of_a_link_of_somebody_else_is_not_there(partner: Partner) -> None:
    other = partner.diensten.koppelingbeheer.add(
        klantnaam="Ander", klantcode="A1", scholen=[SCHOOL], gegevensset="gkv-basis", door=DOOR
    ).koppeling.id
    for behind in ("", "/verkeer", "/uitbreiden", "/sleutel", "/identiteit", "/webhook"):
        assert partner.visitor.get(partner.link(behind, other)).status_code == 404, behind
    posts = {
        "/terugnemen": {"voorstel": "1"},
        "/sleutel": {"dagen": "1"},
        "/identiteit": {"waarde": "{}"},
        "/identiteit/verwijderen": {"sleutel": "1"},
        "/webhook": {"url": "https://example.nl"},
        "/webhook/uit": {},
        "/webhook/proef": {},
    }
    for behind, fields in posts.items():
        answer = partner.visitor.submit(partner.link(behind, other), fields, page=partner.link())
        assert answer.status_code == 404, behind
    for behind in ("/verwijderen/bevestigen", "/sandbox/meedoen", "/sandbox/volledig"):
        fields = {"koppeling": str(other), "school": "99XX-16"}
        answer = partner.visitor.submit(partner.path + behind, fields, page=partner.link())
        assert answer.status_code == 404, behind


def test_a_first_key_replaces_none(partner: Partner) -> None:
    keys = partner.diensten.sleutelbeheer
    for sleutel in keys.of_partner(partner.uwlr, door=DOOR):
        keys.end(partner.uwlr, sleutel.id, door=DOOR)
    page = partner.link("/sleutel", partner.uwlr)
    assert "De oude blijft" not in partner.visitor.get(page).text
    answer = partner.visitor.submit(page)
    assert "Autorisatiesleutel" in partner.visitor.get(answer.location).text
    assert "De oude blijft" in partner.visitor.get(page).text


def test_a_school_that_is_not_here_is_said_at_its_field(partner: Partner) -> None:
    address = partner.link(query("leerling/emailadres"))
    answer = partner.visitor.submit(address, asking("leerling/emailadres", school="98ZZ/00"))
    page = partner.visitor.get(answer.location)
    assert "Deze school is hier niet bekend." in page.text
    assert "EDEXML" not in page.text


def test_going_on_without_a_field_is_answered(partner: Partner) -> None:
    page = partner.link("/uitbreiden")
    assert "Kies ten minste" not in partner.visitor.get(page).text
    assert "Kies ten minste" in partner.visitor.get(f"{page}?gegevensset=gkv-uitgebreid&verder=ja").text


def test_the_test_schools_name_the_product_of_a_link(partner: Partner) -> None:
    text = partner.visitor.get(f"{partner.path}/sandbox").text
    assert f"Koppeling {partner.gkv}: Ouders &amp; Co" in text
    assert "Registreer een JWK Set of certificaat" in text

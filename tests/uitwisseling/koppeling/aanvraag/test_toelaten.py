"""An application that is admitted becomes a company, a product in the sandbox, and links."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.support.aanvragen.filled import (
    OPDRACHTREGEL,
    draft,
    in_each_state,
    judging,
    operator,
    person,
    stand_of,
)
from tests.support.aanvragen.ingevuld import BIJZONDER, DOEL, GKV_BASIS, MAIL, ORGANISATIE, UWLR
from tests.support.databases import database_of
from tests.support.partners.products import add_product
from tests.support.portaal import people
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.fouten import (
    Geweigerd,
    KlantcodeBezet,
    NietToegestaan,
    OvergangOngeldig,
    TweedeBeheerderNodig,
    VersBewijsNodig,
)
from uwlr_service.domain.koppeling.aanvraag.formulier import Formulierdeel
from uwlr_service.domain.koppeling.aanvraag.stand import Aanvraagstand
from uwlr_service.domain.koppeling.besluitvorming.inhoud import Veldgebruik
from uwlr_service.domain.koppeling.klant import Klant, Richting
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.partner.sjablonen import SjabloonRepository
from uwlr_service.repository.schema.account import uitnodiging
from uwlr_service.repository.schema.partner import koppelpartner
from uwlr_service.repository.schema.toezicht import bericht
from uwlr_service.uitwisseling.koppeling.aanvraag.toelaten import Toelater

KLANT = Klant("Leeslijst", "LL1")
REDEN = "Alles klopt."
FIRST = operator(1, "Eva")
SECOND = operator(2, "Omar")


@pytest.fixture(autouse=True)
def operators(database: Database) -> None:
    """Both can sign in: an invitation is kept with whoever sent it."""
    for naam in ("Eva", "Omar"):
        people.add_person(database, Rol.OPERATOR, naam=naam)


@pytest.fixture
def toelater(diensten: Diensten) -> Toelater:
    return diensten.aanvraagbalie.toelater


def test_what_comes_of_an_application(diensten: Diensten, toelater: Toelater) -> None:
    nummer = judging(diensten, UWLR, GKV_BASIS)
    made = toelater.admit(nummer, KLANT, REDEN, door=FIRST)
    assert made is not None
    company = diensten.koppelpartners.get(made.koppelpartner, door=OPDRACHTREGEL)
    (product,) = company.producten
    assert (company.naam, company.kvk) == (ORGANISATIE["organisatie"], ORGANISATIE["kvk"])
    assert company.contact["privacy_mail"] == "fg@lees.example"
    assert (product.naam, product.klant, product.stand) == ("Leeslijst", KLANT, Toelatingstand.SANDBOX)
    assert product.koppelingen == made.koppelingen
    links = [diensten.koppelingbeheer.find(koppeling) for koppeling in made.koppelingen]
    assert [(link.richting, link.gegevensset, link.scholen) for link in links] == [
        (Richting.BEIDE, "volledig", ()),
        (Richting.LEVEREN, "gkv-basis", ()),
    ]
    dossier = diensten.aanvraagbalie.beoordeling.dossier(nummer, door=OPDRACHTREGEL)
    assert dossier.aanvraag.stand is Aanvraagstand.TOEGELATEN
    assert (dossier.aanvraag.koppelpartner, dossier.aanvraag.product) == (company.id, product.id)
    toelating = diensten.toelatingen.get(product.id, door=OPDRACHTREGEL)
    assert [stap.naar for stap in toelating.stappen] == [Toelatingstand.SANDBOX]


def test_a_link_keeps_what_schools_will_be_proposed(diensten: Diensten, toelater: Toelater) -> None:
    made = toelater.admit(judging(diensten), KLANT, REDEN, door=FIRST)
    assert made is not None
    with database_of(diensten).read() as connection:
        kept = SjabloonRepository(connection).of(made.koppelingen[0])
        nothing = SjabloonRepository(connection).of(404)
    assert kept == UWLR.as_voorstel()
    assert kept.doel == DOEL
    assert kept.by_veld()["leerling/roepnaam"].gebruik is Veldgebruik.NODIG
    assert nothing is None


def test_the_applicant_of_a_new_company_is_invited_once(diensten: Diensten, toelater: Toelater) -> None:
    made = toelater.admit(judging(diensten), KLANT, REDEN, door=FIRST)
    assert made is not None
    assert made.uitnodiging is not None
    assert made.uitnodiging.link not in repr(made)
    with database_of(diensten).read() as connection:
        (row,) = connection.execute(select(uitnodiging)).all()
    assert (row.inlognaam, row.rol, row.koppelpartner_id) == (MAIL, "partnerbeheerder", made.koppelpartner)
    assert row.naam == "Iris de Vries"  # who signs, and not the company


def test_who_applies_is_invited_by_their_own_name(diensten: Diensten, toelater: Toelater) -> None:
    nummer = draft(diensten)
    own = Handelende.aanvrager(nummer)
    aanvragen = diensten.aanvraagbalie.aanvragen
    aanvragen.save(
        nummer, Formulierdeel.ORGANISATIE, {**ORGANISATIE, "contactpersoon": "Joost Kok"}, door=own
    )
    aanvragen.send(nummer, verklaard=True, door=own)
    diensten.aanvraagbalie.beoordeling.take_up(nummer, door=FIRST)
    made = toelater.admit(nummer, KLANT, REDEN, door=FIRST)
    assert made is not None
    assert made.uitnodiging is not None
    assert made.uitnodiging.uitnodiging.naam == "Joost Kok"


def test_a_company_that_is_known_gets_another_product(diensten: Diensten, toelater: Toelater) -> None:
    known = add_product(database_of(diensten), "L1")
    own = person(Rol.PARTNERBEHEERDER, koppelpartner=known.koppelpartner)
    nummer = draft(diensten, koppelpartner=known.koppelpartner, door=own)
    balie = diensten.aanvraagbalie
    balie.aanvragen.send(nummer, verklaard=True, door=own)
    balie.beoordeling.take_up(nummer, door=FIRST)
    made = toelater.admit(nummer, KLANT, REDEN, door=FIRST)
    assert made is not None
    assert (made.koppelpartner, made.uitnodiging) == (known.koppelpartner, None)
    with database_of(diensten).read() as connection:
        assert len(connection.execute(select(koppelpartner)).all()) == 1
        told = connection.execute(
            select(bericht.c.soort).where(bericht.c.koppelpartner_id == known.koppelpartner)
        ).scalars()
        assert list(told) == ["aanvraag-ontvangen", "aanvraag-opgepakt", "aanvraag-toegelaten"]


def test_special_data_take_two_operators(diensten: Diensten, toelater: Toelater) -> None:
    nummer = judging(diensten, BIJZONDER)
    assert toelater.admit(nummer, KLANT, REDEN, door=FIRST) is None
    assert stand_of(diensten, nummer) is Aanvraagstand.IN_BEOORDELING
    with pytest.raises(TweedeBeheerderNodig):
        toelater.admit(nummer, None, REDEN, door=replace(FIRST, naam="Een andere naam"))
    with pytest.raises(Geweigerd, match="eerste beheerder"):
        toelater.admit(nummer, Klant("Leeslijst", "LL2"), REDEN, door=SECOND)
    made = toelater.admit(nummer, None, "Ook gezien.", door=SECOND)
    assert made is not None
    dossier = diensten.aanvraagbalie.beoordeling.dossier(nummer, door=OPDRACHTREGEL)
    assert [(stap.gebeurtenis, stap.door) for stap in dossier.stappen[-2:]] == [
        ("eerste-akkoord", "Eva"),
        ("toelaten", "Omar"),
    ]


def test_the_first_operator_is_known_on_the_page_as_well_after_a_command(
    diensten: Diensten, toelater: Toelater
) -> None:
    nummer = judging(diensten, BIJZONDER)
    assert toelater.admit(nummer, KLANT, REDEN, door=Handelende.opdrachtregel("eva")) is None
    aanvraag = diensten.aanvraagbalie.beoordeling.dossier(nummer, door=OPDRACHTREGEL).aanvraag
    assert [toelater.is_first(aanvraag, door=door) for door in (FIRST, SECOND)] == [True, False]
    with pytest.raises(TweedeBeheerderNodig):
        toelater.admit(nummer, None, REDEN, door=FIRST)


def test_on_the_command_line_they_are_told_apart_by_name(diensten: Diensten, toelater: Toelater) -> None:
    nummer = judging(diensten, BIJZONDER)
    with pytest.raises(Geweigerd, match="--namens"):
        toelater.admit(nummer, KLANT, REDEN, door=Handelende.opdrachtregel(" "))
    assert toelater.admit(nummer, KLANT, REDEN, door=Handelende.opdrachtregel("Eva")) is None
    with pytest.raises(Geweigerd, match="--namens"):
        toelater.admit(nummer, None, REDEN, door=Handelende.opdrachtregel(" "))
    with pytest.raises(TweedeBeheerderNodig):
        toelater.admit(nummer, None, REDEN, door=Handelende.opdrachtregel("Eva"))
    assert toelater.admit(nummer, None, REDEN, door=Handelende.opdrachtregel("Omar")) is not None


def test_a_first_yes_lapses_when_something_is_asked(diensten: Diensten, toelater: Toelater) -> None:
    nummer = judging(diensten, BIJZONDER)
    balie = diensten.aanvraagbalie
    toelater.admit(nummer, KLANT, REDEN, door=FIRST)
    balie.beoordeling.ask_more(nummer, {"organisatie/kvk": "Klopt dit?"}, door=SECOND)
    own = Handelende.aanvrager(nummer)
    (navraag,) = balie.aanvragen.dossier(nummer, door=own).open_navragen
    balie.aanvragen.supplement(nummer, {navraag.id: "Ja."}, door=own)
    assert toelater.admit(nummer, KLANT, REDEN, door=SECOND) is None
    assert stand_of(diensten, nummer) is Aanvraagstand.IN_BEOORDELING


def test_a_code_is_of_one_product(diensten: Diensten, toelater: Toelater) -> None:
    add_product(database_of(diensten), "LL1")
    nummer = judging(diensten)
    with pytest.raises(KlantcodeBezet):
        toelater.admit(nummer, KLANT, REDEN, door=FIRST)
    assert stand_of(diensten, nummer) is Aanvraagstand.IN_BEOORDELING


def test_two_at_once_do_not_get_the_same_code(diensten: Diensten, toelater: Toelater) -> None:
    numbers = [judging(diensten, mail=f"{name}@voorbeeld.example") for name in "ab"]
    refused = []

    def admit(nummer: int) -> None:
        try:
            toelater.admit(nummer, KLANT, REDEN, door=FIRST)
        except KlantcodeBezet:
            refused.append(nummer)

    threads = [threading.Thread(target=admit, args=(nummer,)) for nummer in numbers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert len(diensten.koppelpartners.all(door=OPDRACHTREGEL)) == 1


def test_what_an_admission_asks_for(diensten: Diensten, toelater: Toelater) -> None:
    nummer = judging(diensten)
    stale = replace(FIRST, bewezen=FIRST.bewezen and FIRST.bewezen - timedelta(days=2))
    with pytest.raises(VersBewijsNodig):
        toelater.admit(nummer, KLANT, REDEN, door=stale)
    for klant in (None, Klant("", "LL1"), Klant("Leeslijst", " LL1"), Klant("x" * 65, "LL1")):
        with pytest.raises(Geweigerd):
            toelater.admit(nummer, klant, REDEN, door=FIRST)
    with pytest.raises(Geweigerd, match="waarom"):
        toelater.admit(nummer, KLANT, "", door=FIRST)
    with pytest.raises(NietToegestaan):
        toelater.admit(404, KLANT, REDEN, door=FIRST)
    assert diensten.koppelpartners.all(door=OPDRACHTREGEL) == []


def test_only_what_is_being_judged_is_admitted(diensten: Diensten, toelater: Toelater) -> None:
    for stand, nummer in in_each_state(diensten):
        if stand is not Aanvraagstand.IN_BEOORDELING:
            with pytest.raises(OvergangOngeldig):
                toelater.admit(nummer, KLANT, REDEN, door=FIRST)
            assert stand_of(diensten, nummer) is stand

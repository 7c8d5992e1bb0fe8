"""A company applies: it fills in steps, sends them, answers questions, or takes it all back."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests.support.aanvragen.filled import (
    OPDRACHTREGEL,
    draft,
    fill,
    in_each_state,
    judging,
    operator,
    person,
    sent,
    stand_of,
)
from tests.support.aanvragen.ingevuld import BIJZONDER, MAIL, ORGANISATIE, UWLR
from tests.support.databases import database_of
from tests.support.partners.products import add_product
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.fouten import (
    AanvraagOnvolledig,
    Geweigerd,
    MailNietBevestigd,
    NietToegestaan,
    OvergangOngeldig,
    TeVeelAanvragen,
)
from uwlr_service.domain.koppeling.aanvraag.aanvraag import MOST_DRAFTS
from uwlr_service.domain.koppeling.aanvraag.formulier import Formulierdeel
from uwlr_service.domain.koppeling.aanvraag.gegevensvraag import Koppelsoort
from uwlr_service.domain.koppeling.aanvraag.stand import Aanvraagstand
from uwlr_service.repository.schema.aanvraag import aanvraag
from uwlr_service.repository.schema.toezicht import bericht, logregel
from uwlr_service.uitwisseling.koppeling.aanvraag.aanvragen import Aanvragen

VISITOR = Handelende.aanvrager()
KLOK = Handelende.klok()


@pytest.fixture
def aanvragen(diensten: Diensten) -> Aanvragen:
    return diensten.aanvraagbalie.aanvragen


def begin(aanvragen: Aanvragen, mail: str = MAIL, adres: str | None = "192.0.2.7") -> int:
    """A draft of somebody from outside."""
    return aanvragen.begin(mail, taal="nl", adres=adres, door=VISITOR).id


def test_an_application_is_filled_in_and_sent(diensten: Diensten, aanvragen: Aanvragen) -> None:
    nummer = sent(diensten)
    dossier = aanvragen.dossier(nummer, door=Handelende.aanvrager(nummer))
    assert dossier.aanvraag.stand is Aanvraagstand.INGEDIEND
    assert dossier.aanvraag.antwoorden[Formulierdeel.ORGANISATIE] == ORGANISATIE
    assert dossier.aanvraag.gegevens == {Koppelsoort.UWLR: UWLR}
    assert [stap.naar for stap in dossier.stappen] == [Aanvraagstand.CONCEPT, Aanvraagstand.INGEDIEND]
    with database_of(diensten).read() as connection:
        told = connection.execute(select(bericht.c.soort, bericht.c.rol, bericht.c.pad)).all()
        logged = connection.execute(select(logregel.c.wat, logregel.c.actor).order_by(logregel.c.id)).all()
    assert [tuple(row) for row in told] == [("aanvraag-ingediend", "operator", f"/beheer/aanvragen/{nummer}")]
    assert [row.wat for row in logged] == ["aanvraag-beginnen", "aanvraag-indienen"]
    assert logged[-1].actor == f"aanvrager van aanvraag {nummer}"


def test_the_log_has_no_word_of_the_applicant(diensten: Diensten) -> None:
    sent(diensten)
    with database_of(diensten).read() as connection:
        contents = "".join(connection.execute(select(logregel.c.content)).scalars())
    for word in (MAIL, "Lezerij", "Iris", "12345678"):
        assert word not in contents


def test_what_is_wrong_is_kept_and_said(aanvragen: Aanvragen) -> None:
    nummer = begin(aanvragen)
    own = Handelende.aanvrager(nummer)
    wrong = {**ORGANISATIE, "kvk": "12\u202e34", "toelating": "actief"}
    (fault,) = aanvragen.save(nummer, Formulierdeel.ORGANISATIE, wrong, door=own)
    assert fault.vraag == "kvk"
    kept = aanvragen.dossier(nummer, door=own).aanvraag.antwoorden[Formulierdeel.ORGANISATIE]
    assert kept == {**ORGANISATIE, "kvk": "1234"}


def test_an_application_is_sent_when_all_of_it_is_right(diensten: Diensten, aanvragen: Aanvragen) -> None:
    nummer = draft(diensten)
    own = Handelende.aanvrager(nummer)
    with pytest.raises(Geweigerd, match="namens het bedrijf"):
        aanvragen.send(nummer, verklaard=False, door=own)
    aanvragen.save(nummer, Formulierdeel.ORGANISATIE, {**ORGANISATIE, "kvk": ""}, door=own)
    with pytest.raises(AanvraagOnvolledig) as raised:
        aanvragen.send(nummer, verklaard=True, door=own)
    assert [melding.pad for melding in raised.value.meldingen] == ["organisatie/kvk"]
    assert stand_of(diensten, nummer) is Aanvraagstand.CONCEPT


def test_an_application_is_sent_from_an_address_that_was_confirmed(diensten: Diensten) -> None:
    nummer = draft(diensten, door=VISITOR)
    own = Handelende.aanvrager(nummer)
    with pytest.raises(MailNietBevestigd):
        diensten.aanvraagbalie.aanvragen.send(nummer, verklaard=True, door=own)
    assert stand_of(diensten, nummer) is Aanvraagstand.CONCEPT


@pytest.mark.parametrize("mail", ["", "iris", "iris@lezerij", "iris@lezerij.example\nBcc: x@y.nl", "a" * 260])
def test_a_draft_begins_with_a_mail_address(aanvragen: Aanvragen, mail: str) -> None:
    with pytest.raises(Geweigerd, match="e-mailadres"):
        begin(aanvragen, mail)


def test_drafts_are_counted_by_network_and_by_mail_address(diensten: Diensten, aanvragen: Aanvragen) -> None:
    for number in range(MOST_DRAFTS):
        begin(aanvragen, f"a{number}@voorbeeld.example", f"2001:db8::{number}")
    with pytest.raises(TeVeelAanvragen):
        begin(aanvragen, "b@voorbeeld.example", "2001:db8::ffff")
    begin(aanvragen, "b@voorbeeld.example", "2001:db8:0:1::1")
    for number in range(MOST_DRAFTS - 1):
        begin(aanvragen, "B@voorbeeld.example", f"192.0.2.{number}")
    with pytest.raises(TeVeelAanvragen):
        begin(aanvragen, " b@voorbeeld.example ", "198.51.100.1")
    with database_of(diensten).write() as connection:
        connection.execute(update(aanvraag).values(begonnen=tijd.now() - timedelta(hours=1, seconds=1)))
    begin(aanvragen, "b@voorbeeld.example", "2001:db8::ffff")


def test_drafts_that_begin_at_once_are_counted_too(aanvragen: Aanvragen) -> None:
    refused = []

    def work(number: int) -> None:
        try:
            begin(aanvragen, f"a{number}@voorbeeld.example")
        except TeVeelAanvragen:
            refused.append(number)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(2 * MOST_DRAFTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == MOST_DRAFTS


def test_a_network_address_cannot_be_read_back(diensten: Diensten, aanvragen: Aanvragen) -> None:
    begin(aanvragen, adres="192.0.2.7")
    with database_of(diensten).read() as connection:
        kept = connection.execute(select(aanvraag.c.herkomst)).scalar_one()
    assert len(kept) == 64
    for minutes, is_kept in ((59, True), (61, False)):
        diensten.aanvraagbalie.termijnen.pass_time(tijd.now() + timedelta(minutes=minutes), door=KLOK)
        with database_of(diensten).read() as connection:
            place = connection.execute(select(aanvraag.c.herkomst)).scalar_one()
        assert (place == kept) is is_kept


@pytest.mark.parametrize("is_sent", [False, True])
def test_what_was_taken_back_or_sent_still_counts(
    diensten: Diensten, aanvragen: Aanvragen, is_sent: bool
) -> None:
    for number in range(MOST_DRAFTS):
        nummer = begin(aanvragen, f"a{number}@voorbeeld.example")
        if is_sent:
            with database_of(diensten).write() as connection:
                connection.execute(update(aanvraag).values(bevestigd=tijd.now()))
            fill(diensten, nummer, door=Handelende.aanvrager(nummer))
            aanvragen.send(nummer, verklaard=True, door=Handelende.aanvrager(nummer))
        else:
            aanvragen.withdraw(nummer, door=Handelende.aanvrager(nummer))
    with pytest.raises(TeVeelAanvragen):
        begin(aanvragen, "b@voorbeeld.example")


def test_partners_do_not_count_for_each_other(diensten: Diensten, aanvragen: Aanvragen) -> None:
    database = database_of(diensten)
    partners = [add_product(database, f"L{number}").koppelpartner for number in range(MOST_DRAFTS + 1)]
    for koppelpartner in partners:
        own = person(Rol.PARTNERBEHEERDER, koppelpartner=koppelpartner)
        aanvragen.begin("", taal="nl", adres=None, koppelpartner=koppelpartner, door=own)
    for _ in range(MOST_DRAFTS - 1):
        aanvragen.begin("", taal="nl", adres=None, koppelpartner=koppelpartner, door=own)
    with pytest.raises(TeVeelAanvragen):
        aanvragen.begin("", taal="nl", adres=None, koppelpartner=koppelpartner, door=own)


STRANGERS = (
    Handelende.aanvrager(),
    Handelende.aanvrager(404),
    person(Rol.OPERATOR),
    person(Rol.PARTNERBEHEERDER, koppelpartner=7),
)


@pytest.mark.parametrize("stranger", STRANGERS, ids=("nobody", "another", "operator", "partner"))
def test_nobody_else_reaches_an_application(diensten: Diensten, stranger: Handelende) -> None:
    nummer = draft(diensten)
    aanvragen = diensten.aanvraagbalie.aanvragen
    for act in (
        lambda: aanvragen.dossier(nummer, door=stranger),
        lambda: aanvragen.save(nummer, Formulierdeel.PRODUCT, {}, door=stranger),
        lambda: aanvragen.choose(nummer, [], door=stranger),
        lambda: aanvragen.save_gegevens(nummer, UWLR, door=stranger),
        lambda: aanvragen.send(nummer, verklaard=True, door=stranger),
        lambda: aanvragen.supplement(nummer, {}, door=stranger),
        lambda: aanvragen.withdraw(nummer, door=stranger),
        lambda: aanvragen.dossier(404, door=stranger),
    ):
        with pytest.raises(NietToegestaan):
            act()


def test_a_partner_applies_for_another_product(diensten: Diensten) -> None:
    made = add_product(database_of(diensten), "L1")
    own = person(Rol.PARTNERBEHEERDER, koppelpartner=made.koppelpartner)
    aanvragen = diensten.aanvraagbalie.aanvragen
    begun = aanvragen.begin("", taal="nl", adres=None, koppelpartner=made.koppelpartner, door=own)
    assert begun.organisatie == "De Lezerij B.V."
    nummer = draft(diensten, koppelpartner=made.koppelpartner, door=own)
    aanvragen.send(nummer, verklaard=True, door=own)
    listed = aanvragen.of_koppelpartner(made.koppelpartner, door=own)
    assert [own_aanvraag.id for own_aanvraag in listed] == [begun.id, nummer]
    with pytest.raises(NietToegestaan):
        aanvragen.of_koppelpartner(made.koppelpartner + 1, door=own)
    with pytest.raises(NietToegestaan):
        aanvragen.begin("", taal="nl", adres=None, koppelpartner=made.koppelpartner + 1, door=own)
    with pytest.raises(NietToegestaan):
        aanvragen.begin("", taal="nl", adres=None, koppelpartner=made.koppelpartner, door=VISITOR)


def test_answers_are_changed_in_a_draft_only(diensten: Diensten) -> None:
    aanvragen = diensten.aanvraagbalie.aanvragen
    for stand, nummer in in_each_state(diensten):
        own = Handelende.aanvrager(nummer)
        if stand is Aanvraagstand.CONCEPT:
            continue
        with pytest.raises(OvergangOngeldig):
            aanvragen.save(nummer, Formulierdeel.PRODUCT, {}, door=own)
        with pytest.raises(OvergangOngeldig):
            aanvragen.choose(nummer, [], door=own)


def test_a_kind_of_link_is_chosen_before_its_fields(diensten: Diensten) -> None:
    nummer = draft(diensten)
    own = Handelende.aanvrager(nummer)
    aanvragen = diensten.aanvraagbalie.aanvragen
    with pytest.raises(Geweigerd, match="Kies"):
        aanvragen.save_gegevens(nummer, BIJZONDER, door=own)
    aanvragen.choose(nummer, [Koppelsoort.GKV_UITGEBREID, Koppelsoort.UWLR], door=own)
    kept = aanvragen.dossier(nummer, door=own).aanvraag.gegevens
    assert list(kept) == [Koppelsoort.UWLR, Koppelsoort.GKV_UITGEBREID]
    assert kept[Koppelsoort.UWLR] == UWLR


def test_questions_are_answered_and_only_what_was_asked_about_changes(diensten: Diensten) -> None:
    nummer = judging(diensten)
    own = Handelende.aanvrager(nummer)
    balie = diensten.aanvraagbalie
    asked = {"organisatie/kvk": "Dit nummer is van een ander.", "gegevens/uwlr/leerling/roepnaam": "Waarom?"}
    balie.beoordeling.ask_more(nummer, asked, door=operator())
    balie.aanvragen.save(nummer, Formulierdeel.ORGANISATIE, {**ORGANISATIE, "kvk": "87654321"}, door=own)
    balie.aanvragen.save_gegevens(nummer, replace(UWLR, velden={}), door=own)
    with pytest.raises(OvergangOngeldig):
        balie.aanvragen.save(nummer, Formulierdeel.PRODUCT, {}, door=own)
    first, second = balie.aanvragen.dossier(nummer, door=own).open_navragen
    with pytest.raises(Geweigerd, match="elke vraag"):
        balie.aanvragen.supplement(nummer, {first.id: "Verbeterd."}, door=own)
    balie.aanvragen.supplement(nummer, {first.id: "Verbeterd.", second.id: "Niet meer.", 404: "x"}, door=own)
    dossier = balie.aanvragen.dossier(nummer, door=own)
    assert dossier.aanvraag.stand is Aanvraagstand.IN_BEOORDELING
    assert [navraag.antwoord for navraag in dossier.navragen] == ["Verbeterd.", "Niet meer."]
    with pytest.raises(OvergangOngeldig):
        balie.aanvragen.save(nummer, Formulierdeel.ORGANISATIE, ORGANISATIE, door=own)


def test_answers_that_became_wrong_are_not_sent(diensten: Diensten) -> None:
    nummer = judging(diensten)
    own = Handelende.aanvrager(nummer)
    balie = diensten.aanvraagbalie
    balie.beoordeling.ask_more(nummer, {"organisatie/kvk": "Klopt dit?"}, door=operator())
    balie.aanvragen.save(nummer, Formulierdeel.ORGANISATIE, {**ORGANISATIE, "kvk": "x"}, door=own)
    (navraag,) = balie.aanvragen.dossier(nummer, door=own).open_navragen
    with pytest.raises(AanvraagOnvolledig):
        balie.aanvragen.supplement(nummer, {navraag.id: "Ja."}, door=own)


def test_an_open_application_can_be_taken_back(diensten: Diensten) -> None:
    for stand, nummer in in_each_state(diensten):
        own = Handelende.aanvrager(nummer)
        if stand in (Aanvraagstand.AFGEWEZEN, Aanvraagstand.INGETROKKEN):
            with pytest.raises(OvergangOngeldig):
                diensten.aanvraagbalie.aanvragen.withdraw(nummer, door=own)
        else:
            diensten.aanvraagbalie.aanvragen.withdraw(nummer, door=own)
            assert stand_of(diensten, nummer) is Aanvraagstand.INGETROKKEN
    with database_of(diensten).read() as connection:
        told = connection.execute(select(bericht.c.soort)).scalars().all()
    assert told.count("aanvraag-ingetrokken") == 3  # nobody waits for a draft


def test_the_command_line_may_do_it_for_a_company(diensten: Diensten) -> None:
    nummer = draft(diensten)
    diensten.aanvraagbalie.aanvragen.send(nummer, verklaard=True, door=OPDRACHTREGEL)
    assert stand_of(diensten, nummer) is Aanvraagstand.INGEDIEND

"""A school decides about exactly what it was shown, and where needed two of its people do."""

import hashlib
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL
from tests.uitwisseling.koppeling.besluitvorming.conftest import (
    ABSENTIES,
    BESTUUR,
    GESLACHT,
    REDEN,
    ROEPNAAM,
    SECRET,
    Zitting,
    beheerder,
    person,
)
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Account, Handelende
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.fouten import (
    Geweigerd,
    NietToegestaan,
    OvergangOngeldig,
    VersBewijsNodig,
    VoorstelVeranderd,
)
from uwlr_service.domain.koppeling.besluitvorming.stand import Voorstelstand
from uwlr_service.domain.koppeling.besluitvorming.veldkeuze import kiesbaar
from uwlr_service.domain.koppeling.gegevensafspraak import Leerlingselectie
from uwlr_service.domain.koppeling.gkvinhoud import fields_of
from uwlr_service.domain.koppeling.gkvsets import GKV_BASIS, GKV_UITGEBREID
from uwlr_service.domain.taal import Taal
from uwlr_service.repository.koppeling.deelnames import DeelnameRepository
from uwlr_service.repository.koppeling.getoond import GetoondRepository
from uwlr_service.repository.schema.toezicht import bericht, logregel
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.koppeling.intrekkingen import Intrekkingen
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.koppeling.partner.partnerzicht import Partnerzicht


def test_from_a_yes_on_exactly_what_was_chosen_goes_out(zitting: Zitting) -> None:
    voorstel = zitting.ask(ROEPNAAM, GESLACHT)
    assert (zitting.stand(), zitting.afspraak()) == ("voorgesteld", None)
    uitkomst = zitting.agree(voorstel, {ROEPNAAM: True, GESLACHT: False})
    assert uitkomst.afspraak is not None
    assert zitting.stand() == "actief"
    out = fields_of(uitkomst.afspraak)
    assert ROEPNAAM in out
    assert GESLACHT not in out
    # Every field that can be chosen was written, on or off.
    assert set(kiesbaar(GKV_UITGEBREID)) <= uitkomst.afspraak.schakelaars.keys()
    assert [veld for veld, aan in uitkomst.afspraak.schakelaars.items() if aan] == [ROEPNAAM]


def test_narrowing_and_accepting_is_one_step(zitting: Zitting) -> None:
    voorstel = zitting.ask(ROEPNAAM)
    door = beheerder()
    shown = zitting.besluiten.show(voorstel.id, door=door).getoond.digest
    uitkomst = zitting.besluiten.accept(
        voorstel.id,
        shown,
        velden={ROEPNAAM: True},
        selectie=Leerlingselectie(jaargroepen=frozenset({"4"})),
        door=door,
        bestuur=BESTUUR,
    )
    assert uitkomst.afspraak is not None
    assert uitkomst.afspraak.selectie.jaargroepen == {"4"}


def test_what_was_shown_is_kept_beside_the_agreement(zitting: Zitting) -> None:
    voorstel = zitting.ask(ROEPNAAM)
    shown = zitting.besluiten.show(voorstel.id, door=beheerder(), taal=Taal.EN).getoond
    zitting.besluiten.accept(
        voorstel.id, shown.digest, velden={ROEPNAAM: True}, door=beheerder(), bestuur=BESTUUR
    )
    with zitting.database.read() as connection:
        school_id = SchoolRepository(connection).get(zitting.school)
        (bewijs,) = GetoondRepository(connection).of_koppeling(zitting.koppeling, school_id)
    assert (bewijs.digest, bewijs.taal, bewijs.inhoud) == (shown.digest, "en", shown.canonical)
    assert (bewijs.versie, bewijs.door, bewijs.bestuur) == (1, "Anna", BESTUUR)
    assert hashlib.sha256(bewijs.inhoud.encode()).hexdigest() == bewijs.digest


def test_another_language_or_another_word_is_another_page(zitting: Zitting) -> None:
    first = zitting.ask(ROEPNAAM)
    door = beheerder()
    nl = zitting.besluiten.show(first.id, door=door).getoond
    en = zitting.besluiten.show(first.id, door=door, taal=Taal.EN).getoond
    assert nl.digest != en.digest
    assert nl.tekstversie != en.tekstversie
    second = zitting.ask(ROEPNAAM, doel="Iets anders")
    with pytest.raises(VoorstelVeranderd):
        zitting.besluiten.accept(first.id, nl.digest, velden={}, door=door, bestuur=BESTUUR)
    with pytest.raises(VoorstelVeranderd):
        zitting.besluiten.accept(second.id, nl.digest, velden={}, door=door, bestuur=BESTUUR)
    assert zitting.stand() == "voorgesteld"


def test_an_agreement_that_changed_meanwhile_is_looked_at_again(zitting: Zitting) -> None:
    zitting.agree(zitting.ask(ROEPNAAM), {ROEPNAAM: True})
    voorstel = zitting.ask(ROEPNAAM, GESLACHT)
    door = beheerder()
    shown = zitting.besluiten.show(voorstel.id, door=door).getoond.digest
    Koppelingbeheer(zitting.database, SECRET).change_afspraak(
        zitting.koppeling, school=zitting.school, velden={ROEPNAAM: False}, door=DOOR
    )
    with pytest.raises(VoorstelVeranderd):
        zitting.besluiten.accept(voorstel.id, shown, velden={GESLACHT: True}, door=door, bestuur=BESTUUR)


def test_a_person_says_that_the_board_signed(zitting: Zitting) -> None:
    voorstel = zitting.ask(ROEPNAAM)
    shown = zitting.besluiten.show(voorstel.id, door=beheerder()).getoond.digest
    with pytest.raises(Geweigerd, match="bestuur"):
        zitting.besluiten.accept(voorstel.id, shown, velden={}, door=beheerder(), bestuur=" ")


def test_more_runs_on_in_the_old_scope_until_the_yes(zitting: Zitting) -> None:
    zitting.agree(zitting.ask(ROEPNAAM), {ROEPNAAM: True})
    before = zitting.afspraak()
    assert before is not None
    voorstel = zitting.ask(ROEPNAAM, GESLACHT)
    assert zitting.afspraak() == before
    voorgelegd = zitting.besluiten.show(voorstel.id, door=beheerder())
    assert (voorgelegd.is_more, voorgelegd.te_kiezen, voorgelegd.loopt) == (True, (GESLACHT,), (ROEPNAAM,))
    zitting.besluiten.decline(voorstel.id, door=beheerder(), reden=" Te veel ")
    assert (zitting.afspraak(), zitting.stand()) == (before, "actief")
    (*_, declined) = zitting.voorstellen.of_koppeling(zitting.koppeling, door=zitting.partnerbeheerder)
    assert (declined.stand, declined.reden, declined.besloten_door) == (
        Voorstelstand.AFGEWEZEN,
        "Te veel",
        "Anna",
    )


def test_a_first_no_leaves_nothing(zitting: Zitting) -> None:
    voorstel = zitting.ask(ROEPNAAM)
    with pytest.raises(Geweigerd, match="300"):
        zitting.besluiten.decline(voorstel.id, door=beheerder(), reden="x" * 301)
    zitting.besluiten.decline(voorstel.id, door=beheerder())
    assert (zitting.stand(), zitting.afspraak()) == ("afgewezen", None)
    with pytest.raises(OvergangOngeldig):
        zitting.besluiten.decline(voorstel.id, door=beheerder())
    with pytest.raises(OvergangOngeldig):
        zitting.agree(voorstel, {})


@pytest.mark.parametrize(
    "door",
    [
        beheerder(school=SCHOOL),
        person("Lezer", Account(id=3, rol=Rol.SCHOOLLEZER, school=ANDERE_SCHOOL)),
        person("Baas", Account(id=4, rol=Rol.OPERATOR)),
        person("Niemand"),
    ],
    ids=lambda door: door.naam + str(door.accounts[:1] and door.accounts[0].school),
)
def test_nobody_else_sees_or_decides_anything(zitting: Zitting, door: Handelende) -> None:
    voorstel = zitting.ask(ROEPNAAM)
    shown = zitting.besluiten.show(voorstel.id, door=beheerder()).getoond.digest
    for act in (
        lambda: zitting.besluiten.show(voorstel.id, door=door),
        lambda: zitting.besluiten.accept(voorstel.id, shown, velden={}, door=door, bestuur=BESTUUR),
        lambda: zitting.besluiten.decline(voorstel.id, door=door),
        lambda: zitting.besluiten.reconsider(voorstel.id, door=door),
        lambda: zitting.besluiten.whole(voorstel.id, door=door),
        lambda: zitting.besluiten.open_at(zitting.koppeling, zitting.school, door=door),
        lambda: zitting.voorstellen.take_back(voorstel.id, door=door),
        lambda: zitting.besluiten.show(voorstel.id + 100, door=beheerder()),
    ):
        with pytest.raises(NietToegestaan):
            act()


@pytest.mark.parametrize("velden", [{ROEPNAAM: True}, {ABSENTIES: True, REDEN: True}])
def test_a_yes_asks_for_a_fresh_proof_and_a_no_does_not(zitting: Zitting, velden: dict[str, bool]) -> None:
    voorstel = zitting.ask(ROEPNAAM, REDEN)
    stale = replace(beheerder(), bewezen=tijd.now() - timedelta(minutes=11))
    with pytest.raises(VersBewijsNodig):
        zitting.agree(voorstel, velden, stale)
    assert zitting.stand() == "voorgesteld"
    zitting.besluiten.decline(voorstel.id, door=stale)
    assert zitting.stand() == "afgewezen"


def test_the_second_person_is_another_one_and_chooses_the_same(zitting: Zitting) -> None:
    voorstel = zitting.ask(ROEPNAAM, REDEN)
    velden = {ROEPNAAM: True, ABSENTIES: True, REDEN: True}
    assert zitting.agree(voorstel, velden).waits
    assert zitting.agree(voorstel, velden).waits, "the same person once more is no second one"
    assert (zitting.stand(), zitting.afspraak()) == ("voorgesteld", None)
    voorgelegd = zitting.besluiten.show(voorstel.id, door=beheerder("Bram"))
    assert voorgelegd.voorstel.stand is Voorstelstand.WACHT_OP_TWEEDE
    assert voorgelegd.eerste is not None
    assert (voorgelegd.eerste.door, voorgelegd.eerste.velden) == ("Anna", velden)
    with pytest.raises(Geweigerd, match="anders dan die van Anna"):
        zitting.agree(voorstel, {**velden, ROEPNAAM: False}, beheerder("Bram"))
    uitkomst = zitting.agree(voorstel, velden, beheerder("Bram"))
    assert uitkomst.afspraak is not None
    assert fields_of(uitkomst.afspraak) >= {ROEPNAAM, ABSENTIES, REDEN}
    with zitting.database.read() as connection:
        school_id = SchoolRepository(connection).get(zitting.school)
        (bewijs,) = GetoondRepository(connection).of_koppeling(zitting.koppeling, school_id)
    assert (bewijs.eerste, bewijs.door) == ("Anna", "Bram")


def test_a_first_yes_to_what_changed_counts_no_more(zitting: Zitting) -> None:
    zitting.agree(zitting.ask(REDEN), {REDEN: True})
    voorstel = zitting.ask(REDEN, doel="Iets anders")
    assert zitting.agree(voorstel, {REDEN: True}, beheerder("Bram")).waits
    assert zitting.agree(voorstel, {REDEN: True}, beheerder("Anna")).afspraak is not None


def test_the_school_can_choose_anew_before_the_second_yes(zitting: Zitting) -> None:
    voorstel = zitting.ask(ROEPNAAM, REDEN)
    zitting.agree(voorstel, {REDEN: True})
    zitting.besluiten.reconsider(voorstel.id, door=beheerder("Bram"))
    assert zitting.besluiten.show(voorstel.id, door=beheerder()).eerste is None
    with pytest.raises(OvergangOngeldig):
        zitting.besluiten.reconsider(voorstel.id, door=beheerder())
    zitting.agree(voorstel, {REDEN: True})
    assert zitting.agree(voorstel, {ROEPNAAM: True}, beheerder("Bram")).afspraak is not None


def test_the_log_and_the_partner_read_what_goes_out_and_no_more(zitting: Zitting) -> None:
    """A kind of object that is off sends nothing, whatever its set makes obligatory."""
    voorstel = zitting.ask(REDEN)
    zitting.agree(voorstel, {ABSENTIES: True, REDEN: True})
    zitting.agree(voorstel, {ABSENTIES: True, REDEN: True}, beheerder("Bo"))
    with zitting.database.read() as connection:
        lines = connection.execute(
            select(logregel.c.content).where(logregel.c.wat == "deelname-geaccepteerd")
        )
        (erbij,) = (json.loads(line)["inhoud"]["erbij"] for line in lines.scalars())
    assert REDEN in erbij
    assert not [veld for veld in erbij if veld.startswith("verzuimmelding/")]


def test_special_data_that_go_already_need_no_second_person_again(zitting: Zitting) -> None:
    voorstel = zitting.ask(REDEN)
    zitting.agree(voorstel, {REDEN: True})
    zitting.agree(voorstel, {REDEN: True}, beheerder("Bram"))
    more = zitting.ask(REDEN, ROEPNAAM)
    assert zitting.agree(more, {ROEPNAAM: True}).afspraak is not None


def test_a_narrower_first_agreement_leaves_the_link_as_wide_as_it_was(zitting: Zitting) -> None:
    voorstel = zitting.ask(ROEPNAAM, gegevensset=GKV_BASIS)
    uitkomst = zitting.agree(voorstel, {ROEPNAAM: True})
    assert uitkomst.afspraak is not None
    assert uitkomst.afspraak.gegevensset == GKV_BASIS
    beheer = Koppelingbeheer(zitting.database, SECRET)
    assert beheer.find(zitting.koppeling).gegevensset == GKV_UITGEBREID


def test_a_school_that_left_comes_back_by_a_new_proposal_and_ends_its_withdrawal(zitting: Zitting) -> None:
    zitting.agree(zitting.ask(ROEPNAAM), {ROEPNAAM: True})
    intrekkingen = Intrekkingen(zitting.database)
    intrekkingen.withdraw(zitting.koppeling, zitting.school, door=DOOR)
    with pytest.raises(OvergangOngeldig):
        zitting.ask(ROEPNAAM)
    intrekkingen.confirm_destroyed(zitting.koppeling, zitting.school, door=DOOR)
    voorstel = zitting.ask(GESLACHT)
    assert zitting.stand() == "voorgesteld"
    voorgelegd = zitting.besluiten.show(voorstel.id, door=beheerder())
    assert (voorgelegd.is_more, voorgelegd.loopt) == (False, ())
    uitkomst = zitting.agree(voorstel, {GESLACHT: True})
    assert uitkomst.afspraak is not None
    assert ROEPNAAM not in fields_of(uitkomst.afspraak)
    (intrekking,) = intrekkingen.withdrawn(zitting.koppeling)
    assert intrekking.is_hervat
    with zitting.database.read() as connection:
        deelname = DeelnameRepository(connection).get(zitting.koppeling, zitting.school)
    assert deelname is not None
    assert (deelname.stand.value, deelname.periode) == ("actief", 2)


def remarks(zitting: Zitting) -> list[object]:
    """The remarks in what the partner was told, in order."""
    with zitting.database.read() as connection:
        rows = connection.execute(
            select(bericht.c.parameters).where(bericht.c.rol == "partnerbeheerder").order_by(bericht.c.id)
        ).scalars()
        return [parameters.get("opmerking") for parameters in rows]


def of_school(zitting: Zitting) -> str | None:
    """The remark on the partner's page."""
    zicht = Partnerzicht(zitting.database).koppeling(
        zitting.partner, zitting.koppeling, door=zitting.partnerbeheerder
    )
    (said,) = [regel.reden for regel in zicht.scholen if regel.school == zitting.school]
    return said


def test_the_partner_reads_the_remark_beside_a_yes(zitting: Zitting) -> None:
    voorstel = zitting.ask(ROEPNAAM)
    zitting.agree(voorstel, {ROEPNAAM: True}, reden="  Wij beginnen na de kerst. ")
    assert of_school(zitting) == "Wij beginnen na de kerst."
    assert remarks(zitting)[-1] == "Wij beginnen na de kerst."
    zitting.agree(zitting.ask(ROEPNAAM, GESLACHT), {GESLACHT: True})
    assert of_school(zitting) is None
    assert remarks(zitting)[-1] is None


def test_the_remark_of_the_first_person_is_said_with_the_second_yes(zitting: Zitting) -> None:
    voorstel = zitting.ask(REDEN)
    assert zitting.agree(voorstel, {REDEN: True}, reden="Graag pas in mei.").waits
    assert of_school(zitting) is None, "nothing was decided yet"
    shown = zitting.besluiten.show(voorstel.id, door=beheerder("Bram"))
    assert shown.voorstel.reden == "Graag pas in mei."
    zitting.agree(voorstel, {REDEN: True}, beheerder("Bram"))
    assert of_school(zitting) == "Graag pas in mei."


def test_the_second_person_can_take_the_remark_back(zitting: Zitting) -> None:
    voorstel = zitting.ask(REDEN)
    zitting.agree(voorstel, {REDEN: True}, reden="Graag pas in mei.")
    zitting.agree(voorstel, {REDEN: True}, beheerder("Bram"), reden="")
    assert of_school(zitting) is None


def test_a_remark_that_is_too_long_decides_nothing(zitting: Zitting) -> None:
    voorstel = zitting.ask(ROEPNAAM)
    with pytest.raises(Geweigerd, match="300 tekens"):
        zitting.agree(voorstel, {ROEPNAAM: True}, reden="x" * 301)
    with pytest.raises(Geweigerd, match="300 tekens"):
        zitting.besluiten.decline(voorstel.id, door=beheerder(), reden="x" * 301)
    assert zitting.stand() == "voorgesteld"

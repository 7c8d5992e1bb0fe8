"""A school joins a link, or comes back to it: with an agreement of its own, and everything anew."""

import json
from datetime import timedelta

import pytest

from tests.support.gkv.deliveries import SECRET, Gkv
from tests.support.gkv.listening import listening
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import ANDERE_SCHOOL, JAAR, SCHOOL, schoolgegevens
from tests.support.voorstellen import accept, extend
from uwlr_service.domain.fouten import (
    AlGekoppeld,
    AlInKoppeling,
    Geweigerd,
    KoppelingOnbekend,
    SchoolOnbekend,
)
from uwlr_service.domain.gkv.levering import Leveringsoort
from uwlr_service.domain.koppeling.gegevensafspraak import Leerlingselectie
from uwlr_service.domain.koppeling.gegevenssets import VOLLEDIG
from uwlr_service.domain.koppeling.gkvsets import GKV_BASIS, GKV_UITGEBREID
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.besluiten import BesluitRepository
from uwlr_service.repository.koppeling.toegang import ToegangRepository
from uwlr_service.uitwisseling.gkv.ondertekening import Ondertekening
from uwlr_service.uitwisseling.gkv.webhooks import Bezorging, Webhooks
from uwlr_service.uitwisseling.koppeling.deelnames import Deelnames
from uwlr_service.uitwisseling.koppeling.intrekkingen import Intrekkingen
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

DERDE_SCHOOL = Schoolcode("99ZZ")


@pytest.fixture
def deelnames(database: Database) -> Deelnames:
    return Deelnames(database)


@pytest.fixture
def andere(database: Database, stored: object) -> Schoolcode:
    """Another school, with data."""
    EdexmlUitwisseling(database).store(schoolgegevens(ANDERE_SCHOOL))
    return ANDERE_SCHOOL


def test_a_school_joins_with_the_set_and_not_with_what_others_agreed(
    beheer: Koppelingbeheer, uitgifte: Uitgifte, deelnames: Deelnames, andere: Schoolcode
) -> None:
    number = uitgifte.koppeling.id
    beheer.change_afspraak(number, velden={"leerling/emailadres": False}, jaargroepen=["4"], door=DOOR)
    toetreding = deelnames.admit(number, andere, door=DOOR)
    assert not toetreding.is_back
    afspraak = beheer.get(number).afspraken[andere]
    assert (afspraak.gegevensset, afspraak.schakelaars, afspraak.versie) == (VOLLEDIG, {}, 1)
    assert afspraak.selectie == Leerlingselectie()
    assert beheer.get(number).afspraken[SCHOOL].schakelaars == {"leerling/emailadres": False}


def test_a_wider_set_that_another_school_accepted_is_not_taken_over(
    gkv: Gkv, deelnames: Deelnames, database: Database
) -> None:
    extend(database, gkv.koppeling, "Verzorgers uitnodigen", gegevensset=GKV_UITGEBREID)
    accept(database, gkv.koppeling, SCHOOL)
    EdexmlUitwisseling(database).store(schoolgegevens(DERDE_SCHOOL))
    assert deelnames.admit(gkv.koppeling, DERDE_SCHOOL, door=DOOR).afspraak.gegevensset == GKV_BASIS


def test_what_cannot_join_is_refused(
    beheer: Koppelingbeheer, uitgifte: Uitgifte, deelnames: Deelnames, andere: Schoolcode
) -> None:
    number = uitgifte.koppeling.id
    with pytest.raises(KoppelingOnbekend):
        deelnames.admit(99, andere, door=DOOR)
    with pytest.raises(SchoolOnbekend, match="99ZZ/00"):
        deelnames.admit(number, DERDE_SCHOOL, door=DOOR)
    with pytest.raises(AlInKoppeling, match=f"School {SCHOOL} valt al onder koppeling {number}"):
        deelnames.admit(number, SCHOOL, door=DOOR)
    other = beheer.add(klantnaam="Uitgeverij", klantcode="U1", scholen=[andere], door=DOOR).koppeling.id
    with pytest.raises(AlGekoppeld, match=f"koppeling {other} met school {andere}"):
        deelnames.admit(number, andere, door=DOOR)


def test_a_withdrawn_link_takes_nobody(
    uitgifte: Uitgifte, deelnames: Deelnames, andere: Schoolcode, database: Database
) -> None:
    Intrekkingen(database).withdraw(uitgifte.koppeling.id, door=DOOR)
    for joining in (SCHOOL, andere):
        with pytest.raises(Geweigerd, match="is ingetrokken"):
            deelnames.admit(uitgifte.koppeling.id, joining, door=DOOR)


def test_a_school_comes_back_to_uwlr_with_a_new_moment_and_without_what_it_agreed(
    beheer: Koppelingbeheer, uitgifte: Uitgifte, deelnames: Deelnames, andere: Schoolcode, database: Database
) -> None:
    number = uitgifte.koppeling.id
    toegang = ToegangRepository(database)
    deelnames.admit(number, andere, door=DOOR)
    beheer.change_afspraak(number, school=SCHOOL, velden={"leerling/emailadres": False}, door=DOOR)
    before = toegang.ingang(number, SCHOOL, JAAR)
    Intrekkingen(database).withdraw(number, SCHOOL, door=DOOR)
    assert toegang.ingang(number, SCHOOL, JAAR) is None
    assert deelnames.admit(number, SCHOOL, door=DOOR).is_back
    after = toegang.ingang(number, SCHOOL, JAAR)
    assert before is not None
    assert after is not None
    assert after.afspraak_moment > before.afspraak_moment
    assert beheer.get(number).afspraken[SCHOOL].schakelaars == {}


def test_a_school_comes_back_to_gkv_with_a_full_delivery(gkv: Gkv, deelnames: Deelnames) -> None:
    old = gkv.make()
    Intrekkingen(gkv.database).withdraw(gkv.koppeling, SCHOOL, door=DOOR)
    deelnames.admit(gkv.koppeling, SCHOOL, door=DOOR)
    new = gkv.make()
    assert (new.soort, new.volgnummer) == (Leveringsoort.VOLLEDIG, old.volgnummer + 1)
    assert gkv.make().soort is Leveringsoort.MUTATIE
    assert gkv.leveringen.purge(new.gemaakt) == 1
    assert [gkv.path(levering).exists() for levering in (old, new)] == [False, True]


def test_a_school_may_go_once_more_after_it_came_back(gkv: Gkv, deelnames: Deelnames) -> None:
    intrekkingen = Intrekkingen(gkv.database)
    gkv.make()
    intrekkingen.withdraw(gkv.koppeling, SCHOOL, door=DOOR)
    deelnames.admit(gkv.koppeling, SCHOOL, door=DOOR)
    made = gkv.make()
    withdrawn = intrekkingen.withdraw(gkv.koppeling, SCHOOL, door=DOOR)
    assert [(each.school, each.is_hervat) for each in withdrawn] == [(SCHOOL, True), (SCHOOL, False)]
    assert gkv.leveringen.purge(made.gemaakt) == 2
    with pytest.raises(SchoolOnbekend):
        gkv.make()
    assert deelnames.admit(gkv.koppeling, SCHOOL, door=DOOR).is_back
    assert gkv.beheer.get(gkv.koppeling).afspraken[SCHOOL].versie == 3


def test_a_withdrawal_that_was_not_told_yet_is_not_told_any_more(gkv: Gkv, deelnames: Deelnames) -> None:
    with listening() as listener:
        webhooks = Webhooks(gkv.database, Ondertekening(gkv.database, SECRET), {listener.host})
        gkv.webhookbeheer.set(gkv.koppeling, listener.url, door=DOOR)
        Intrekkingen(gkv.database).withdraw(gkv.koppeling, SCHOOL, door=DOOR)
        deelnames.admit(gkv.koppeling, SCHOOL, door=DOOR)
        gkv.webhookbeheer.set(gkv.koppeling, listener.url, door=DOOR)
        assert webhooks.notify() == Bezorging(bezorgd=1)
        Intrekkingen(gkv.database).withdraw(gkv.koppeling, SCHOOL, door=DOOR)
        assert webhooks.notify() == Bezorging(bezorgd=1)
        back, gone = (json.loads(body) for _, _, body in listener.heard)
        assert back["wijziging"] == "geaccepteerd"
        assert "verwijderen_voor" in gone


def test_coming_back_is_a_decision_and_joining_is_not(
    gkv: Gkv, deelnames: Deelnames, database: Database
) -> None:
    EdexmlUitwisseling(database).store(schoolgegevens(DERDE_SCHOOL))
    deelnames.admit(gkv.koppeling, DERDE_SCHOOL, door=DOOR)
    Intrekkingen(database).withdraw(gkv.koppeling, SCHOOL, door=DOOR)
    deelnames.admit(gkv.koppeling, SCHOOL, door=DOOR)
    with database.read() as connection:
        besluiten = BesluitRepository(connection).after(0)
    assert [besluit.soort.value for besluit in besluiten] == ["intrekking", "school-teruggekomen"]
    inhoud = besluiten[-1].inhoud
    assert (inhoud["koppeling"], inhoud["school"]) == (gkv.koppeling, str(SCHOOL))
    assert (inhoud["gegevensset"], inhoud["schakelaars"]) == (GKV_BASIS, {})


def test_an_open_proposal_can_be_accepted_by_a_school_that_came_back(
    gkv: Gkv, deelnames: Deelnames, database: Database
) -> None:
    """The rotation of its key and the other schools go on meanwhile."""
    Intrekkingen(database).withdraw(gkv.koppeling, SCHOOL, door=DOOR)
    gkv.beheer.rotate(gkv.koppeling, timedelta(days=1), door=DOOR)
    deelnames.admit(gkv.koppeling, SCHOOL, door=DOOR)
    extend(database, gkv.koppeling, "Verzorgers uitnodigen", gegevensset=GKV_UITGEBREID)
    assert accept(database, gkv.koppeling, SCHOOL).gegevensset == GKV_UITGEBREID

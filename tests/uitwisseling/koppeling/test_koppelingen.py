"""Links: made once, narrowed, given a new key, closed; and what is refused."""

from datetime import timedelta

import pytest

from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL, schoolgegevens
from uwlr_service.config import Settings
from uwlr_service.domain.fouten import (
    AutorisatieOngeldig,
    Geweigerd,
    KlantcodeBezet,
    KoppelingOnbekend,
    OngeldigeKlantIdentificatie,
    SchoolOnbekend,
    VeldOngeldig,
)
from uwlr_service.domain.uwlr.verzoek import Autorisatie, Tolerantie
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.koppeling.intrekkingen import Intrekkingen
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.koppeling.toegang import Toegangscontrole
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling


@pytest.fixture
def toegang(database: Database, settings: Settings) -> Toegangscontrole:
    """Who is calling, on this database."""
    return Toegangscontrole(database, settings.secret)


def header(sleutel: str, klantnaam: str = "Uitgeverij", klantcode: str = "U1", **more: bool) -> Autorisatie:
    return Autorisatie(sleutel=sleutel, klantcode=klantcode, klantnaam=klantnaam, **more)


def test_the_key_opens_and_is_not_kept(uitgifte: Uitgifte, toegang: Toegangscontrole) -> None:
    found = toegang.identify(header(uitgifte.sleutel))
    assert found.houder is not None
    assert found.houder.koppeling_id == uitgifte.koppeling.id
    assert uitgifte.sleutel not in repr(uitgifte)
    assert len(uitgifte.sleutel) <= 64


def test_an_unknown_school_is_refused_and_nothing_is_made(beheer: Koppelingbeheer, stored: object) -> None:
    with pytest.raises(SchoolOnbekend, match="99YY/00"):
        beheer.add(klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL, ANDERE_SCHOOL], door=DOOR)
    assert beheer.all() == []


def test_a_klantcode_with_another_name_is_refused(beheer: Koppelingbeheer, uitgifte: Uitgifte) -> None:
    with pytest.raises(KlantcodeBezet, match="'Uitgeverij', niet bij 'Ander'"):
        beheer.add(klantnaam="Ander", klantcode="U1", scholen=[SCHOOL], door=DOOR)
    assert len(beheer.all()) == 1


@pytest.mark.parametrize("naam", ["", "x" * 65, " Uitgeverij", "Q\x01", "Q\nX", "Q\x1b[31m", "\ufffe"])
def test_a_klantnaam_must_fit_the_header(beheer: Koppelingbeheer, stored: object, naam: str) -> None:
    with pytest.raises(Geweigerd, match="klantnaam"):
        beheer.add(klantnaam=naam, klantcode="U1", scholen=[SCHOOL], door=DOOR)


def test_a_pair_that_is_not_known_is_not_a_klant(uitgifte: Uitgifte, toegang: Toegangscontrole) -> None:
    for klantnaam, klantcode in (("Ander", "U1"), ("Uitgeverij", "U2"), ("uitgeverij", "U1")):
        with pytest.raises(OngeldigeKlantIdentificatie):
            toegang.identify(header(uitgifte.sleutel, klantnaam, klantcode))


def test_the_key_of_another_klant_opens_nothing(
    beheer: Koppelingbeheer, uitgifte: Uitgifte, toegang: Toegangscontrole
) -> None:
    other = beheer.add(klantnaam="Ander", klantcode="U2", scholen=[SCHOOL], door=DOOR)
    assert toegang.identify(header(other.sleutel)).houder is None
    assert toegang.identify(header("onzin")).houder is None


def test_spaces_and_order_are_forgiven_to_a_tolerant_key_only(
    beheer: Koppelingbeheer, uitgifte: Uitgifte, toegang: Toegangscontrole, database: Database
) -> None:
    EdexmlUitwisseling(database).store(schoolgegevens(ANDERE_SCHOOL))
    mild = beheer.add(
        klantnaam="Uitgeverij", klantcode="U1", scholen=[ANDERE_SCHOOL], tolerant=True, door=DOOR
    )
    spaces, order = Tolerantie.SPATIES, Tolerantie.VOLGORDE
    for autorisatie, passed_over in (
        (header(mild.sleutel), ()),
        (header(f" {mild.sleutel} "), (spaces,)),
        (header(mild.sleutel, "Uitgeverij ", " U1"), (spaces,)),
        (header(mild.sleutel, in_volgorde=False), (order,)),
        (header(f"{mild.sleutel}\n", in_volgorde=False), (spaces, order)),
    ):
        recognised = toegang.identify(autorisatie)
        assert recognised.houder is not None
        assert (recognised.klantnaam, recognised.toleranties) == ("Uitgeverij", passed_over)
    assert toegang.identify(header(f" {uitgifte.sleutel} ")).houder is None
    with pytest.raises(AutorisatieOngeldig, match="volgorde"):
        toegang.identify(header(uitgifte.sleutel, in_volgorde=False))


def test_rotation_leaves_the_old_key_open_for_a_while(
    beheer: Koppelingbeheer, uitgifte: Uitgifte, toegang: Toegangscontrole
) -> None:
    new = beheer.rotate(uitgifte.koppeling.id, timedelta(days=1), door=DOOR)
    assert toegang.identify(header(uitgifte.sleutel)).houder is not None
    assert toegang.identify(header(new.sleutel)).houder is not None
    newest = beheer.rotate(uitgifte.koppeling.id, timedelta(0), door=DOOR)
    assert toegang.identify(header(new.sleutel)).houder is None
    assert toegang.identify(header(newest.sleutel)).houder is not None


def test_revoking_closes_at_once(
    database: Database, beheer: Koppelingbeheer, uitgifte: Uitgifte, toegang: Toegangscontrole
) -> None:
    Intrekkingen(database).withdraw(uitgifte.koppeling.id, door=DOOR)
    assert toegang.identify(header(uitgifte.sleutel)).houder is None
    assert all(sleutel.ingetrokken for sleutel in beheer.get(uitgifte.koppeling.id).sleutels)


def test_an_agreement_gets_a_version_for_every_change_and_none_without(
    beheer: Koppelingbeheer, uitgifte: Uitgifte
) -> None:
    koppeling = uitgifte.koppeling.id
    assert beheer.change_afspraak(koppeling, door=DOOR)[SCHOOL].versie == 1
    changed = beheer.change_afspraak(
        koppeling, velden={"leerling/emailadres": False}, jaargroepen=["4"], door=DOOR
    )
    assert changed[SCHOOL].versie == 2
    assert changed[SCHOOL].selectie.jaargroepen == {"4"}
    widened = beheer.change_afspraak(koppeling, jaargroepen=[], door=DOOR)
    assert widened[SCHOOL].selectie.jaargroepen == frozenset()
    assert widened[SCHOOL].schakelaars == {"leerling/emailadres": False}
    first = changed[SCHOOL].moment
    second = widened[SCHOOL].moment
    assert first is not None
    assert second is not None
    assert first < second


def test_what_cannot_be_agreed_is_refused(
    database: Database, beheer: Koppelingbeheer, uitgifte: Uitgifte
) -> None:
    koppeling = uitgifte.koppeling.id
    with pytest.raises(VeldOngeldig):
        beheer.change_afspraak(koppeling, velden={"leerling/etniciteit": True}, door=DOOR)
    with pytest.raises(SchoolOnbekend):
        beheer.change_afspraak(koppeling, school=ANDERE_SCHOOL, door=DOOR)
    with pytest.raises(Geweigerd, match="Er zijn: "):
        beheer.change_afspraak(koppeling, groepen=["G1", "G9"], door=DOOR)
    with pytest.raises(Geweigerd, match="Er zijn: "):
        beheer.change_afspraak(koppeling, vestigingen=["V9"], door=DOOR)
    with pytest.raises(KoppelingOnbekend, match="99"):
        beheer.get(99)
    for act in (Intrekkingen(database).withdraw, beheer.change_afspraak):
        with pytest.raises(KoppelingOnbekend, match="99"):
            act(99, door=DOOR)
    assert beheer.get(koppeling).afspraken[SCHOOL].versie == 1


def test_a_link_can_cover_several_schools(
    beheer: Koppelingbeheer, database: Database, stored: object
) -> None:
    EdexmlUitwisseling(database).store(schoolgegevens(code=ANDERE_SCHOOL))
    made = beheer.add(klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL, ANDERE_SCHOOL], door=DOOR)
    assert made.koppeling.scholen == (SCHOOL, ANDERE_SCHOOL)
    only = beheer.change_afspraak(made.koppeling.id, school=SCHOOL, jaargroepen=["5"], door=DOOR)
    assert list(only) == [SCHOOL]
    assert beheer.get(made.koppeling.id).afspraken[ANDERE_SCHOOL].versie == 1

"""A school sees its own data beside a proposal: one pupil at a time, in words, and exactly what would go."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.support.gkv.deliveries import SECRET
from tests.support.schools.builders import SCHOOL
from tests.support.statements import recorded
from tests.support.voorstellen import accept
from tests.uitwisseling.voorbeeld.conftest import DEMO, Vraagbaak, asked_of
from uwlr_service import demodata
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Account, Handelende, Herkomst
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.fouten import NietToegestaan, SchoolOnbekend
from uwlr_service.domain.koppeling.besluitvorming.veldkeuze import altijd, velden_of_set
from uwlr_service.domain.koppeling.besluitvorming.voorbeeld import Reden
from uwlr_service.domain.koppeling.gegevensafspraak import Leerlingselectie
from uwlr_service.domain.koppeling.gegevenssets import VOLLEDIG
from uwlr_service.domain.koppeling.gkvsets import GKV_UITGEBREID
from uwlr_service.domain.koppeling.ssoset import SSO
from uwlr_service.domain.school.leerling import Leerling, Status
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.domain.taal import Taal
from uwlr_service.formats.gkv.pakket import open_pakket
from uwlr_service.repository.gkv.opslag import Opslag
from uwlr_service.uitwisseling.gkv.levering import Leveringen
from uwlr_service.uitwisseling.gkv.ondertekening import Ondertekening
from uwlr_service.uitwisseling.gkv.voorbeeld import Veldvoorbeelden
from uwlr_service.uitwisseling.school.dossier import Dossiers
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

MOST = 20
"""Statements for all that the page of a decision shows; its session and people come on top, up to 25."""
TODAY = tijd.today(tijd.now())
ENROLLED = [each for each in DEMO.leerlingen if each.status(TODAY) is not Status.UITGESCHREVEN]


def somebody(has: Callable[[Leerling], object]) -> Leerling:
    """A pupil of the school for whom something holds."""
    return next(leerling for leerling in ENROLLED if has(leerling))


def delivered(vraagbaak: Vraagbaak, koppeling: int) -> str:
    """Every document in the package that the partner gets, in one text."""
    keys = Ondertekening(vraagbaak.database, SECRET)
    folder = vraagbaak.folder / "leveringen"
    levering = Leveringen(vraagbaak.database, keys, Opslag(str(folder))).make(koppeling, vraagbaak.school)
    pakket = open_pakket(folder / str(levering.pad), keys.published())
    documents = [bestand for bestand in pakket.manifest.bestanden if bestand.is_document]
    return "".join(b"".join(pakket.read(bestand)).decode() for bestand in documents)


def test_each_field_of_a_set_is_counted_and_shown_in_one_reading(vraagbaak: Vraagbaak) -> None:
    _, voorstel = vraagbaak.ask(GKV_UITGEBREID)
    blad = vraagbaak.voorbeelden.of_besluit(vraagbaak.school, voorstel, door=vraagbaak.door).voorbeelden
    assert blad.leerling is not None
    assert blad.velden.keys() == {*asked_of(GKV_UITGEBREID), *altijd(GKV_UITGEBREID)}
    roepnaam = blad.velden["leerling/roepnaam"]
    assert roepnaam.waarden == (blad.leerling.roepnaam,)
    assert (roepnaam.gevuld, roepnaam.objecten) == (
        sum(bool(each.roepnaam) for each in ENROLLED),
        len(ENROLLED),
    )


def test_the_counts_are_those_of_a_field_at_a_time(vraagbaak: Vraagbaak) -> None:
    koppeling, voorstel = vraagbaak.ask(GKV_UITGEBREID)
    blad = vraagbaak.voorbeelden.of_besluit(vraagbaak.school, voorstel, door=vraagbaak.door).voorbeelden
    accept(vraagbaak.database, koppeling, vraagbaak.school)
    one_by_one = Veldvoorbeelden(vraagbaak.database)
    for veld in (
        "leerling/emailadres",
        "leerling/samengestelde_groepen",
        "leerkracht/groepen",
        "groepsindeling/groep",
        "leerlingdetail/adres",
        "toetsresultaat/ruwescore",
        "toetsresultaat/herkomst_uwlr",
        "absentie/absentiereden",
        "verzorger/mobielnummer",
        "leerling_verzorger/ouderlijkgezag",
        "medewerker/functie",
        "codewaarde/omschrijving",
        "ondersteuning/opp",
    ):
        single = one_by_one.of_veld(koppeling, vraagbaak.school, veld)
        assert (blad.velden[veld].gevuld, blad.velden[veld].objecten) == (single.gevuld, single.objecten), (
            veld
        )


def test_a_secret_is_shown_only_beside_the_field_that_lets_it_out(vraagbaak: Vraagbaak) -> None:
    velden = [*asked_of(GKV_UITGEBREID), "leerlingdetail/geheime_waarden"]
    koppeling, voorstel = vraagbaak.ask(GKV_UITGEBREID, velden)
    voorbeelden = vraagbaak.voorbeelden
    secret = "leerlingdetail/geheime_waarden"
    shown = []
    for choice in voorbeelden.of_besluit(vraagbaak.school, voorstel, door=vraagbaak.door).leerlingen:
        blad = voorbeelden.of_besluit(vraagbaak.school, voorstel, choice.key, door=vraagbaak.door).voorbeelden
        if blad.velden[secret].waarden:
            shown.append(blad)
    accept(vraagbaak.database, koppeling, vraagbaak.school)
    single = Veldvoorbeelden(vraagbaak.database).of_veld(koppeling, vraagbaak.school, secret)
    assert len(shown) == single.gevuld == shown[0].velden[secret].gevuld > 0
    for blad in shown:
        adressen = blad.velden["leerlingdetail/adres"].waarden
        communicatie = blad.velden["leerlingdetail/communicatie"].waarden
        assert {*adressen, *communicatie}.isdisjoint(blad.velden[secret].waarden)


def test_only_the_chosen_pupil_is_shown_and_the_people_around(vraagbaak: Vraagbaak) -> None:
    _, voorstel = vraagbaak.ask(GKV_UITGEBREID)
    chosen = somebody(lambda leerling: leerling.emailadres)
    page = vraagbaak.voorbeelden.of_besluit(vraagbaak.school, voorstel, chosen.key, door=vraagbaak.door)
    blad = page.voorbeelden
    assert blad.leerling is not None
    assert blad.leerling.key == chosen.key
    assert blad.velden["leerling/emailadres"].waarden == (chosen.emailadres,)
    shown = {waarde for veld in blad.velden.values() for waarde in veld.waarden}
    others = {other.key for other in ENROLLED} - {chosen.key}
    assert shown.isdisjoint(others)
    assert shown.isdisjoint({other.emailadres for other in ENROLLED if other.emailadres != chosen.emailadres})


def test_codes_and_days_are_words_in_either_language(vraagbaak: Vraagbaak) -> None:
    _, voorstel = vraagbaak.ask(GKV_UITGEBREID)
    girl = somebody(lambda leerling: leerling.geslacht == 2 and leerling.geboortedatum)
    assert girl.geboortedatum is not None
    words = {}
    for taal in Taal:
        blad = vraagbaak.voorbeelden.of_besluit(
            vraagbaak.school, voorstel, girl.key, taal=taal, door=vraagbaak.door
        ).voorbeelden
        words[taal] = blad.velden["leerling/geslacht"].waarden + blad.velden["leerling/status"].waarden
        day = blad.velden["leerling/geboortedatum"].waarden[0]
        assert day.startswith(f"{girl.geboortedatum.day} ")
        assert day.endswith(f" {girl.geboortedatum.year}")
    assert words[Taal.NL][0] == "meisje"
    assert words[Taal.EN][0] == "girl"


def test_all_that_would_leave_about_a_pupil_is_what_leaves(vraagbaak: Vraagbaak) -> None:
    koppeling, voorstel = vraagbaak.ask(GKV_UITGEBREID)
    chosen = somebody(lambda leerling: leerling.groep and leerling.eckid)
    beeld = vraagbaak.voorbeelden.of_leerling(vraagbaak.school, voorstel, chosen.key, door=vraagbaak.door)
    kinds = [objectbeeld.entiteit for objectbeeld in beeld.objecten]
    assert kinds[0] == "leerling"
    assert {"groepsindeling", "leerlingdetail", "toetsresultaat", "verzorger"} <= set(kinds)
    accept(vraagbaak.database, koppeling, vraagbaak.school)
    sent = delivered(vraagbaak, koppeling)
    lines = beeld.document.splitlines()
    assert len(lines) == len(beeld.objecten)
    for line in lines:
        assert line in sent


def test_a_choice_that_leaves_fields_off_shows_less(vraagbaak: Vraagbaak) -> None:
    _, voorstel = vraagbaak.ask(GKV_UITGEBREID)
    beeld = vraagbaak.voorbeelden.of_leerling(
        vraagbaak.school, voorstel, ENROLLED[0].key, velden=["leerling/roepnaam"], door=vraagbaak.door
    )
    shown = {regel.veld for objectbeeld in beeld.objecten for regel in objectbeeld.regels}
    assert shown - set(altijd(GKV_UITGEBREID)) == {"leerling/roepnaam"}
    assert "set/verzorgers" not in shown
    assert "<achternaam>" not in beeld.document


def test_a_choice_is_counted_with_why_the_others_are_not_in_it(vraagbaak: Vraagbaak) -> None:
    _, voorstel = vraagbaak.ask(GKV_UITGEBREID)
    voorbeelden = vraagbaak.voorbeelden
    all_of_them = voorbeelden.of_besluit(vraagbaak.school, voorstel, door=vraagbaak.door).telling
    left = len(DEMO.leerlingen) - len(ENROLLED)
    assert (all_of_them.leerlingen, all_of_them.van) == (len(ENROLLED), len(DEMO.leerlingen))
    assert all_of_them.niet_mee == {Reden.UITGESCHREVEN: left}
    assert all_of_them.ouders
    some = Leerlingselectie(jaargroepen=frozenset({"7", "8"}))
    fewer = voorbeelden.of_besluit(vraagbaak.school, voorstel, selectie=some, door=vraagbaak.door).telling
    older = sum(leerling.jaargroep in ("7", "8") for leerling in ENROLLED)
    assert 0 < fewer.leerlingen == older < len(ENROLLED)
    assert fewer.niet_mee == {Reden.JAARGROEP: len(ENROLLED) - older, Reden.UITGESCHREVEN: left}
    assert fewer.ouders is not None
    assert fewer.ouders < all_of_them.ouders
    names = ["leerling/roepnaam"]
    without = voorbeelden.of_besluit(vraagbaak.school, voorstel, velden=names, door=vraagbaak.door).telling
    assert without.ouders is None


def test_uwlr_shows_the_same_pupil_by_its_own_set(vraagbaak: Vraagbaak) -> None:
    _, voorstel = vraagbaak.ask(VOLLEDIG)
    chosen = somebody(lambda leerling: leerling.fotourl or leerling.emailadres)
    page = vraagbaak.voorbeelden.of_besluit(vraagbaak.school, voorstel, chosen.key, door=vraagbaak.door)
    blad = page.voorbeelden
    assert set(blad.velden) <= set(velden_of_set(VOLLEDIG))
    assert blad.velden["leerling/achternaam"].waarden == (chosen.achternaam,)
    beeld = vraagbaak.voorbeelden.of_leerling(vraagbaak.school, voorstel, chosen.key, door=vraagbaak.door)
    (objectbeeld,) = beeld.objecten
    assert objectbeeld.entiteit == "leerling"
    assert beeld.document.startswith(f'<leerling key="{chosen.key}"')


def test_sso_tells_of_a_pupil_only_where_pupils_may_sign_in(vraagbaak: Vraagbaak) -> None:
    velden = ["sso/employee", "sso/student", "sso_leerling/given_name", "sso/organisatie"]
    _, voorstel = vraagbaak.ask(SSO, velden)
    chosen = ENROLLED[0]
    beeld = vraagbaak.voorbeelden.of_leerling(vraagbaak.school, voorstel, chosen.key, door=vraagbaak.door)
    assert chosen.roepnaam is not None
    assert chosen.roepnaam in beeld.document
    assert str(chosen.achternaam) not in beeld.document
    count = vraagbaak.voorbeelden.of_besluit(vraagbaak.school, voorstel, door=vraagbaak.door).telling
    assert count.leerlingen == len(ENROLLED)
    blad = vraagbaak.voorbeelden.of_besluit(vraagbaak.school, voorstel, door=vraagbaak.door).voorbeelden
    assert blad.velden["sso/organisatie"].waarden == (DEMO.school.code.brincode,)
    only_staff = [veld for veld in velden if veld != "sso/student"]
    with pytest.raises(NietToegestaan):
        vraagbaak.voorbeelden.of_leerling(
            vraagbaak.school, voorstel, chosen.key, velden=only_staff, door=vraagbaak.door
        )
    staff = vraagbaak.voorbeelden.of_besluit(
        vraagbaak.school, voorstel, velden=only_staff, door=vraagbaak.door
    ).telling
    assert (staff.leerlingen, staff.leerkrachten) == (0, len(DEMO.leerkrachten))


def other(rol: Rol, **of: object) -> Handelende:
    account = Account(id=2, rol=rol, **of)  # type: ignore[arg-type]
    return Handelende(herkomst=Herkomst.PORTAAL, naam="X", accounts=(account,), bewezen=tijd.now())


@pytest.mark.parametrize(
    "door",
    [
        other(Rol.SCHOOLBEHEERDER, school=SCHOOL),
        other(Rol.SCHOOLLEZER, school=DEMO.school.code),
        other(Rol.PARTNERBEHEERDER, koppelpartner=1),
        other(Rol.OPERATOR),
    ],
    ids=lambda door: door.accounts[0].rol.value,
)
def test_nobody_else_sees_a_value_of_a_pupil(vraagbaak: Vraagbaak, door: Handelende) -> None:
    _, voorstel = vraagbaak.ask(GKV_UITGEBREID)
    voorbeelden = vraagbaak.voorbeelden
    key = ENROLLED[0].key
    for school in (vraagbaak.school, SCHOOL):
        for see in (
            lambda school=school: voorbeelden.of_besluit(school, voorstel, door=door),
            lambda school=school: voorbeelden.of_leerling(school, voorstel, key, door=door),
        ):
            with pytest.raises(NietToegestaan):
                see()


def test_a_pupil_out_of_the_proposal_is_not_shown(vraagbaak: Vraagbaak) -> None:
    _, voorstel = vraagbaak.ask(GKV_UITGEBREID)
    gone = next(each for each in DEMO.leerlingen if each not in ENROLLED)
    some = Leerlingselectie(jaargroepen=frozenset({"8"}))
    young = somebody(lambda leerling: leerling.jaargroep == "1")
    for leerling, selectie in ((gone.key, None), ("niemand", None), (4711_00, None), (young.key, some)):
        with pytest.raises(NietToegestaan):
            vraagbaak.voorbeelden.of_leerling(
                vraagbaak.school, voorstel, leerling, selectie=selectie, door=vraagbaak.door
            )


def test_a_school_without_data_of_this_year_has_no_examples(vraagbaak: Vraagbaak) -> None:
    _, other_school = demodata.schools(2, 4, 9)
    before = replace(other_school.school, schooljaar=Schooljaar("2019-2020"))
    EdexmlUitwisseling(vraagbaak.database).store(replace(other_school, school=before))
    baak = replace(vraagbaak, school=before.code)
    _, voorstel = baak.ask(GKV_UITGEBREID)
    with pytest.raises(SchoolOnbekend):
        baak.voorbeelden.of_besluit(baak.school, voorstel, door=baak.door)


def test_the_page_of_a_decision_costs_few_statements_however_large_the_school(vraagbaak: Vraagbaak) -> None:
    _, large = demodata.schools(2, 120, 6)
    EdexmlUitwisseling(vraagbaak.database).store(large)
    Dossiers(vraagbaak.database).store(demodata.make_dossier(large, 6, 3))
    costs = []
    for baak in (vraagbaak, replace(vraagbaak, school=large.school.code)):
        _, voorstel = baak.ask(GKV_UITGEBREID)
        with recorded() as statements:
            blad = baak.voorbeelden.of_besluit(baak.school, voorstel, door=baak.door)
        costs.append(len(statements))
        assert len(blad.leerlingen) == blad.telling.leerlingen
        assert blad.voorgelegd.getoond.digest
    assert costs[0] == costs[1] <= MOST

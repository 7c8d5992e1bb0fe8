"""GKV uitgebreid: what the agreement says of a dossier, and no more."""

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.support.gkv.deliveries import Gkv
from tests.support.gkv.dossiers import EVERYTHING, absentie, dossierobject, relatie, result
from tests.support.partners.handelenden import DOOR, TWEE
from tests.support.schools.builders import JAAR, SCHOOL, school
from uwlr_service import demodata
from uwlr_service.demodata.scores import SENTINEL
from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import LeveringAangehouden
from uwlr_service.domain.gkv.levering import Levering, Leveringsoort, Setstatus
from uwlr_service.domain.koppeling.gegevensafspraak import ALLE_SETS
from uwlr_service.domain.koppeling.gegevenssets import Gebruik
from uwlr_service.domain.koppeling.gkvsets import GKV_UITGEBREID, GKV_VERSIE
from uwlr_service.domain.school.dossier import SETINHOUD, Dossier, Dossierobject
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.formats import edexml
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.school.dossier import Dossiers
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

DEMO = next(iter(demodata.schools(1, 130, 5)))


@pytest.fixture
def gkv(database: Database, stored: object, tmp_path: Path) -> Gkv:
    made = Gkv(database, tmp_path, gegevensset=GKV_UITGEBREID)
    made.beheer.change_afspraak(made.koppeling, velden=EVERYTHING, namens=TWEE, door=DOOR)
    return made


@pytest.fixture
def demo(database: Database, tmp_path: Path) -> Gkv:
    EdexmlUitwisseling(database).store(DEMO)
    Dossiers(database).store(demodata.make_dossier(DEMO, 5, 2, 10))
    return Gkv(database, tmp_path, DEMO.school.code, GKV_UITGEBREID)


def store(gkv: Gkv, *objecten: Dossierobject) -> None:
    Dossiers(gkv.database).store(Dossier(school=gkv.school, objecten=objecten), allow_shrink=True)


def statuses(gkv: Gkv, levering: Levering) -> dict[str, Setstatus]:
    return {entry.set: entry.status for entry in gkv.open(levering).manifest.bestanden}


def parsed(gkv: Gkv, levering: Levering, naam: str) -> etree._Element:
    return etree.fromstring(gkv.text(levering, f"{naam}.xml").encode())


def keys(root: etree._Element, entiteit: str) -> list[str]:
    return [element.get("key") for element in root.iterfind(f".//{{*}}{entiteit}")]


def test_every_set_has_a_file_or_says_why_not(demo: Gkv) -> None:
    levering = demo.make()
    found = statuses(demo, levering)
    off = {naam for naam, status in found.items() if status is Setstatus.UIT}
    assert list(found) == ["basis", *SETINHOUD, "edex"]
    assert off == {"absenties", "ondersteuning"}
    assert demo.open(levering).manifest.variant == "uitgebreid"
    demo.open(levering).check()


def test_the_school_turns_a_set_on(demo: Gkv) -> None:
    demo.beheer.change_afspraak(demo.koppeling, velden=EVERYTHING, namens=TWEE, door=DOOR)
    root = parsed(demo, demo.make(), "absenties")
    assert keys(root, "absentie")
    assert keys(root, "verzuimmelding")
    # Whole days run to the last second, and the summer hour ends on the Sunday in between.
    assert {"+01:00", "+02:00"} <= {element.text[-6:] for element in root.iterfind(".//{*}begindatumtijd")}


def test_no_computed_value_leaves_in_any_package(demo: Gkv) -> None:
    velden = ALLE_SETS[GKV_UITGEBREID, GKV_VERSIE].velden
    optional = {veld: True for veld, regel in velden.items() if regel.gebruik is Gebruik.OPTIONEEL}
    demo.beheer.change_afspraak(demo.koppeling, velden=optional, namens=TWEE, door=DOOR)
    pakket = demo.open(demo.make())
    for bestand in pakket.manifest.bestanden:
        if bestand.naam is not None:
            assert SENTINEL.encode() not in b"".join(pakket.read(bestand)), bestand.naam


def test_a_result_of_another_supplier_stays_here_until_the_school_says_otherwise(demo: Gkv) -> None:
    first = parsed(demo, demo.make(), "toetsen")
    assert {element.text for element in first.iterfind(".//{*}herkomst")} == {"handmatig", "import"}
    demo.beheer.change_afspraak(demo.koppeling, velden={"toetsresultaat/herkomst_uwlr": True}, door=DOOR)
    second = parsed(demo, demo.make(), "toetsen")
    assert "uwlr" in {element.text for element in second.iterfind(".//{*}herkomst")}


def test_a_secret_is_named_and_not_told(demo: Gkv) -> None:
    def secret_addresses(root: etree._Element) -> list[list[str]]:
        return [
            [etree.QName(part).localname for part in adres]
            for adres in root.iterfind(".//{*}adres")
            if adres.findtext("{*}geheim") == "true"
        ]

    levering = demo.make()
    for naam in ("leerlingdetails", "verzorgers"):
        assert secret_addresses(parsed(demo, levering, naam))
        assert {tuple(parts) for parts in secret_addresses(parsed(demo, levering, naam))} == {("geheim",)}
    verzorgers = parsed(demo, levering, "verzorgers")
    silent = [
        v for v in verzorgers.iterfind(".//{*}verzorger") if v.findtext("{*}mobielnummer_geheim") == "true"
    ]
    assert silent
    assert all(v.find("{*}mobielnummer") is None for v in silent)
    demo.beheer.change_afspraak(demo.koppeling, velden={"leerlingdetail/geheime_waarden": True}, door=DOOR)
    told = secret_addresses(parsed(demo, demo.make(), "leerlingdetails"))
    assert all("straat" in parts for parts in told)


def test_edex_is_valid_and_tells_nothing_more(demo: Gkv) -> None:
    levering = demo.make()
    text = demo.text(levering, "edex.xml")
    gelezen = edexml.read(io.BytesIO(text.encode())).gegevens
    assert len(gelezen.leerlingen) == len(keys(parsed(demo, levering, "basis"), "leerling"))
    names = {element.tag for element in etree.fromstring(text.encode()).iter()}
    assert not names & {
        "bsn_ondwnr-4",
        "etniciteit",
        "fotourl",
        "commentaar",
        "auteur",
        "toevoegingen",
        "eckid",
    }
    assert "ketenid" not in text


def test_a_school_without_pupils_in_scope_has_no_edex(gkv: Gkv) -> None:
    gkv.beheer.change_afspraak(gkv.koppeling, jaargroepen=["8"], door=DOOR)
    assert statuses(gkv, gkv.make())["edex"] is Setstatus.LEEG


@pytest.mark.parametrize("count", [0, 1, 40])
def test_any_number_of_objects_is_delivered(gkv: Gkv, count: int) -> None:
    verzorgers = [dossierobject("verzorger", f"V{at}") for at in range(count)]
    relaties = [relatie(f"R{at}", "L1", f"V{at}") for at in range(count)]
    details = [dossierobject("leerlingdetail", "L1")] if count else []
    store(gkv, *details, *(absentie(f"A{at}") for at in range(count)), *verzorgers, *relaties)
    levering = gkv.make()
    root = parsed(gkv, levering, "verzorgers")
    assert (len(keys(root, "verzorger")), len(keys(root, "leerling_verzorger"))) == (count, count)
    assert len(keys(parsed(gkv, levering, "absenties"), "absentie")) == count
    assert len(keys(parsed(gkv, levering, "leerlingdetails"), "leerlingdetail")) == min(count, 1)
    assert keys(parsed(gkv, levering, "toetsen"), "toetsresultaat") == []


def test_only_guardians_of_pupils_in_scope_are_told(gkv: Gkv) -> None:
    verzorgers = [dossierobject("verzorger", key) for key in ("V1", "V2", "V3")]
    store(gkv, *verzorgers, relatie("R1", "L1", "V1"), relatie("R2", "L2", "V2"), relatie("R3", "weg", "V3"))
    gkv.beheer.change_afspraak(gkv.koppeling, jaargroepen=["4"], door=DOOR)
    root = parsed(gkv, gkv.make(), "verzorgers")
    assert (keys(root, "verzorger"), keys(root, "leerling_verzorger")) == (["V1"], ["R1"])


def test_a_guardian_who_may_see_nothing_is_marked(gkv: Gkv) -> None:
    closed = relatie("R1", "L1", "V1", geblokkeerd="true", inzage_toegestaan="false")
    store(gkv, dossierobject("verzorger", "V1"), closed)
    (relation,) = parsed(gkv, gkv.make(), "verzorgers").iterfind(".//{*}leerling_verzorger")
    assert (relation.findtext("{*}geblokkeerd"), relation.findtext("{*}inzage_toegestaan")) == (
        "true",
        "false",
    )


def test_under_a_narrowed_agreement_only_the_teachers_of_its_groups_are_employees(gkv: Gkv) -> None:
    store(gkv, *(dossierobject("medewerker", key) for key in ("K1", "K2", "conciërge")))
    assert keys(parsed(gkv, gkv.make(), "medewerkers"), "medewerker") == ["K1", "K2", "conciërge"]
    gkv.beheer.change_afspraak(gkv.koppeling, groepen=["G1"], door=DOOR)
    assert keys(parsed(gkv, gkv.make(), "medewerkers"), "medewerker") == ["K1"]


def test_a_reference_to_what_is_hidden_is_left_out(gkv: Gkv) -> None:
    store(gkv, result("T1", **{"@groep": "G1"}), result("T2", **{"@groep": "oud", "@medewerker": "wie?"}))
    first, second = parsed(gkv, gkv.make(), "toetsen").iterfind(".//{*}toetsresultaat")
    assert (first.get("groep"), second.get("groep"), second.get("medewerker")) == ("G1", None, None)


def test_the_lists_go_with_the_sets_that_use_them(demo: Gkv) -> None:
    def lists(levering: Levering) -> set[str]:
        return {element.text for element in parsed(demo, levering, "codelijsten").iterfind(".//{*}lijst")}

    assert lists(demo.make()) == {"inschrijvingtype", "dienstverband", "relatiesoort"}
    demo.beheer.change_afspraak(
        demo.koppeling, velden={"set/absenties": True, "set/medewerkers": False}, namens=TWEE, door=DOOR
    )
    assert lists(demo.make()) == {"absentiereden", "inschrijvingtype", "relatiesoort"}


def test_a_change_of_the_dossier_alone_makes_a_delta(gkv: Gkv) -> None:
    store(gkv, absentie("A1"), absentie("A2"), absentie("A3", "L2"), result("T1"))
    gkv.make()
    store(gkv, absentie("A1", dagdeel="ochtend"), absentie("A3", "L2"), result("T1"))
    levering = gkv.make(1)
    root = parsed(gkv, levering, "absenties")
    gone = [(v.get("entiteit"), v.get("key"), v.get("reden")) for v in root.iterfind("{*}verwijderd/*")]
    assert (levering.soort, keys(root, "absentie")) == (Leveringsoort.MUTATIE, ["A1"])
    assert gone == [("absentie", "A2", "verwijderd")]
    found = statuses(gkv, levering)
    assert {found[naam] for naam in ("basis", "toetsen", "edex")} == {Setstatus.GEENWIJZIGINGEN}


def test_with_a_pupil_goes_everything_about_them(gkv: Gkv, gegevens: Any) -> None:
    absenties = (absentie("A1"), absentie("A2", "L2"))
    store(gkv, *absenties, dossierobject("verzorger", "V1"), relatie("R1", "L1", "V1"))
    gkv.make()
    _, second, third = gegevens.leerlingen
    EdexmlUitwisseling(gkv.database).store(replace(gegevens, leerlingen=(second, third)), allow_shrink=True)
    levering = gkv.make(1, allow_shrink=True)
    for naam, expected in (("absenties", ["A1"]), ("verzorgers", ["V1", "R1"])):
        root = parsed(gkv, levering, naam)
        assert [v.get("key") for v in root.iterfind("{*}verwijderd/*")] == expected


def test_a_placement_that_came_later_begins_when_it_was_first_seen(gkv: Gkv, gegevens: Any) -> None:
    def begins(levering: Levering) -> dict[tuple[str, str], str]:
        return {
            (p.get("leerling"), p.get("groep")): p.findtext("{*}vanafdatum")
            for p in parsed(gkv, levering, "basis").iterfind(".//{*}groepsindeling")
            if p.get("leerling") and p.get("groep")
        }

    first, second, third = gegevens.leerlingen
    EdexmlUitwisseling(gkv.database).store(
        replace(gegevens, leerlingen=(first, replace(second, groep="G1"), third))
    )
    found = begins(gkv.make())
    assert found["L1", "G1"] == JAAR.first_day.isoformat()
    assert found["L2", "G1"] == tijd.today().isoformat()


def test_a_new_school_year_that_is_half_filled_in_is_held(gkv: Gkv, gegevens: Any) -> None:
    gkv.start = datetime(JAAR.first_day.year + 1, 7, 28, 2, tzinfo=UTC)
    gkv.make()
    volgend = Schooljaar.at(gkv.start.date() + timedelta(days=10))
    half = replace(gegevens, school=school(SCHOOL, volgend), leerlingen=gegevens.leerlingen[:1])
    EdexmlUitwisseling(gkv.database).store(half)
    with pytest.raises(LeveringAangehouden, match="2 van de 3"):
        gkv.make(5)
    EdexmlUitwisseling(gkv.database).store(replace(half, leerlingen=gegevens.leerlingen))
    assert gkv.make(5).soort is Leveringsoort.VOLLEDIG

"""GKV deliveries: a chain of packages that a partner can prove, and that amounts to the newest full set."""

import zipfile
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from sqlalchemy import Table, update

from tests.support.gkv.deliveries import SECRET, Gkv
from tests.support.hypothesis_profiles import examples
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import (
    ANDERE_SCHOOL,
    JAAR,
    SCHOOL,
    groep,
    leerling,
    school,
    schoolgegevens,
)
from uwlr_service.client.fouten import KetenOnderbroken
from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import (
    DocumentOngeldig,
    Geweigerd,
    HandtekeningOngeldig,
    LeveringAangehouden,
    SchoolOnbekend,
    SleutelOnleesbaar,
)
from uwlr_service.domain.gkv.levering import Leveringsoort, Setstatus
from uwlr_service.domain.koppeling.gkvsets import GKV_BASIS, GKV_UITGEBREID
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.formats.gkv.pakket import PakketOngeldig, open_pakket
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.opslag import Opslag
from uwlr_service.repository.schema.koppeling import klant
from uwlr_service.repository.schema.school import school as school_table
from uwlr_service.uitwisseling.gkv.levering import Leveringen
from uwlr_service.uitwisseling.gkv.ondertekening import Ondertekening
from uwlr_service.uitwisseling.koppeling.intrekkingen import Intrekkingen
from uwlr_service.uitwisseling.school.dossier import Dossiers
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling
from uwlr_service.uitwisseling.school.remmen import Remmen


@pytest.fixture
def gkv(database: Database, stored: Schoolgegevens, tmp_path: Path) -> Gkv:
    return Gkv(database, tmp_path)


def store(gkv: Gkv, gegevens: Schoolgegevens) -> None:
    EdexmlUitwisseling(gkv.database).store(gegevens, allow_shrink=True)


def test_the_first_delivery_is_a_full_one_that_proves_itself(gkv: Gkv) -> None:
    levering = gkv.make()
    pakket = gkv.open(levering)
    assert (levering.volgnummer, levering.soort) == (1, Leveringsoort.VOLLEDIG)
    assert (pakket.manifest.vorigvolgnummer, pakket.manifest.basisvolgnummer) == (None, 1)
    assert pakket.manifest.leverancier == "Ouders & Co"
    pakket.check()
    with zipfile.ZipFile(gkv.path(levering)) as archive:
        assert archive.namelist() == ["basis.xml", "manifest.xml", "manifest.sig"]


def test_a_delivery_is_never_made_before_the_moment_of_its_state(gkv: Gkv) -> None:
    """A school that changes faster than once a second has a clock that runs ahead of the world."""
    begun = tijd.now()
    for number in range(3):
        store(gkv, schoolgegevens(leerlingen=(leerling(roepnaam=f"Sanne{number}"),), groepen=(groep(),)))
    levering = gkv.leveringen.make(gkv.koppeling, SCHOOL, moment=begun, allow_shrink=True)
    manifest = gkv.open(levering).manifest
    assert manifest.peilmoment > begun  # or this shows nothing
    assert levering.gemaakt == manifest.gegenereerd >= manifest.peilmoment


def test_basis_holds_what_was_agreed_and_nothing_else(gkv: Gkv) -> None:
    text = gkv.text(gkv.make())
    root = etree.fromstring(text.encode())
    names = {etree.QName(one).localname for one in root.iter()}
    assert {"leerling", "leerkracht", "groep", "groepsindeling", "status", "naam"} <= names
    assert not {"bsn_ondwnr-4", "etniciteit", "fotourl", "land", "postcodenl"} & names
    for private in ("4821", "ketenid", "sanne@school.example"):
        assert private not in text


def test_a_field_that_the_school_turns_on_comes_and_is_off_in_the_manifest_until_then(gkv: Gkv) -> None:
    off = {veld.pad for veld in gkv.open(gkv.make()).manifest.velden_uit}
    assert "leerling/emailadres" in off
    gkv.beheer.change_afspraak(gkv.koppeling, velden={"leerling/emailadres": True}, door=DOOR)
    levering = gkv.make()
    assert levering.soort is Leveringsoort.VOLLEDIG  # another agreement is never a delta
    assert "sanne@school.example" in gkv.text(levering)
    assert "leerling/emailadres" not in {veld.pad for veld in gkv.open(levering).manifest.velden_uit}


def test_a_night_without_changes_has_a_number_and_no_file(gkv: Gkv) -> None:
    gkv.make()
    levering = gkv.make(1)
    (bestand,) = gkv.open(levering).manifest.bestanden
    assert (levering.volgnummer, levering.soort) == (2, Leveringsoort.MUTATIE)
    assert (bestand.status, bestand.naam) == (Setstatus.GEENWIJZIGINGEN, None)


@pytest.mark.parametrize("gegevensset", [GKV_BASIS, GKV_UITGEBREID])
def test_a_school_with_another_name_is_a_change(gkv: Gkv, tmp_path: Path, gegevensset: str) -> None:
    gkv = Gkv(gkv.database, tmp_path, gegevensset=gegevensset)
    gkv.make()
    Dossiers(gkv.database).rename(SCHOOL, "De Nieuwe Naam", door=DOOR)
    changed = gkv.make(1)
    assert (changed.soort, changed.gewijzigd, changed.verwijderd) == (Leveringsoort.MUTATIE, 0, 0)
    assert "<naam>De Nieuwe Naam</naam>" in gkv.text(changed)
    assert gkv.open(gkv.make(2)).manifest.bestanden[0].status is Setstatus.GEENWIJZIGINGEN
    with gkv.kopie() as kopie:
        for levering in gkv.leveringen.of_koppeling(gkv.koppeling):
            kopie.apply(gkv.open(levering))
        (found,) = (one.xml for one in gkv.objects(kopie) if one.entiteit == "school")
    assert "<naam>De Nieuwe Naam</naam>" in found


@pytest.mark.parametrize(
    ("table", "named"), [(klant, r"manifest"), (school_table, r"99XX/16 .* 1 .* basis\.xml zou")]
)
def test_what_would_not_be_valid_is_not_published(gkv: Gkv, table: Table, named: str) -> None:
    """Such a name is refused when it is given; this is for what comes in some other way."""
    with gkv.database.write() as connection:
        connection.execute(update(table).values(naam="De\x01School"))
    with pytest.raises(DocumentOngeldig, match=named) as refused:
        gkv.make()
    assert refused.value.meldingen
    assert gkv.leveringen.of_koppeling(gkv.koppeling) == []
    assert not list((gkv.folder / "leveringen").rglob("*.zip"))


def test_a_week_after_the_last_full_one_everything_comes_again(gkv: Gkv) -> None:
    gkv.make()
    assert [gkv.make(day).soort for day in (6, 7, 8)] == [
        Leveringsoort.MUTATIE,
        Leveringsoort.VOLLEDIG,
        Leveringsoort.MUTATIE,
    ]


def test_a_change_is_a_whole_object_and_what_left_is_named_with_its_reason(
    gkv: Gkv, gegevens: Schoolgegevens
) -> None:
    gkv.make()
    first, second, third = gegevens.leerlingen
    left = replace(third, uitstroomdatum=tijd.today() - timedelta(days=1))
    store(gkv, replace(gegevens, leerlingen=(replace(first, roepnaam="Sam"), second, left)))
    root = etree.fromstring(gkv.text(gkv.make(1, allow_shrink=True)).encode())
    changed = {one.get("key") for one in root.iterfind("{*}gewijzigd/{*}leerling")}
    gone = [(v.get("entiteit"), v.get("key"), v.get("reden")) for v in root.iterfind("{*}verwijderd/*")]
    assert changed == {"L1"}
    assert ("leerling", "L3", "uitgeschreven") in gone
    assert [entiteit for entiteit, _, _ in gone] == ["groepsindeling", "leerling"]


def test_more_than_a_fifth_of_the_pupils_gone_waits_for_a_person(gkv: Gkv, gegevens: Schoolgegevens) -> None:
    gkv.make()
    store(gkv, replace(gegevens, leerlingen=gegevens.leerlingen[:2]))
    with pytest.raises(LeveringAangehouden, match="1 van de 3"):
        gkv.make(1)
    assert len(gkv.leveringen.of_koppeling(gkv.koppeling)) == 1
    assert gkv.make(1, allow_shrink=True).verwijderd


def test_a_full_delivery_is_held_by_who_would_go_too(gkv: Gkv) -> None:
    gkv.make()
    parts = schoolgegevens()
    others = tuple(replace(pupil, key=f"X{pupil.key}") for pupil in parts.leerlingen)
    store(gkv, replace(parts, leerlingen=others))
    with pytest.raises(LeveringAangehouden, match="3 van de 3 leerlingen"):
        gkv.make(1, volledig=True)
    assert gkv.make(1, volledig=True, allow_shrink=True).leerlingen == 3
    assert gkv.make(2, volledig=True).leerlingen == 3


def test_the_part_of_a_school_that_may_disappear_holds_for_its_packages_too(gkv: Gkv) -> None:
    gkv.make()
    store(gkv, replace(schoolgegevens(), leerlingen=schoolgegevens().leerlingen[:2]))
    remmen = Remmen(gkv.database)
    remmen.set(gkv.school, Fraction(33, 100), door=DOOR)
    with pytest.raises(LeveringAangehouden, match="1 van de 3 leerlingen verwijderen: meer dan 33%"):
        gkv.make(1)
    remmen.set(gkv.school, Fraction(34, 100), door=DOOR)
    assert gkv.make(1).verwijderd


def test_a_withdrawn_link_gets_nothing_from_that_moment(gkv: Gkv) -> None:
    Intrekkingen(gkv.database).withdraw(gkv.koppeling, door=DOOR)
    with pytest.raises(Geweigerd, match="ingetrokken"):
        gkv.make()


def test_a_link_delivers_only_the_schools_it_covers(gkv: Gkv) -> None:
    with pytest.raises(SchoolOnbekend):
        gkv.leveringen.make(gkv.koppeling, ANDERE_SCHOOL)


def test_a_link_of_uwlr_has_no_packages(gkv: Gkv) -> None:
    other = gkv.beheer.add(klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL], door=DOOR).koppeling.id
    with pytest.raises(Geweigerd, match="geen GKV-koppeling"):
        gkv.leveringen.make(other, SCHOOL)


@pytest.mark.parametrize("count", [0, 1, 40])
def test_any_number_of_pupils_is_delivered(database: Database, tmp_path: Path, count: int) -> None:
    leerlingen = tuple(leerling(f"L{at}", groep="G1") for at in range(max(count, 1)))
    store_first = schoolgegevens(school=school(), groepen=(groep(),), leerlingen=leerlingen)
    EdexmlUitwisseling(database).store(store_first)
    gkv = Gkv(database, tmp_path)
    if count == 0:  # none within the agreement: EDEXML has no school without pupils
        gkv.beheer.change_afspraak(gkv.koppeling, jaargroepen=["8"], door=DOOR)
    root = etree.fromstring(gkv.text(gkv.make()).encode())
    assert len(root.findall(".//{*}leerling")) == count
    assert len(root.findall(".//{*}groepsindeling")) == count


def test_any_changed_byte_is_noticed(gkv: Gkv) -> None:
    path = gkv.path(gkv.make())
    content, keys = path.read_bytes(), Ondertekening(gkv.database, SECRET).published()
    open_pakket(path, keys).check()
    # The ends are where a format has bytes that nobody looks at; in between every seventh will do.
    for at in {*range(64), *range(64, len(content), 7), *range(len(content) - 400, len(content))}:
        path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        with pytest.raises((PakketOngeldig, HandtekeningOngeldig, DocumentOngeldig)):
            open_pakket(path, keys).check()
    for odd in (content + b"x", content[:-1], b"", b"x" + content):
        path.write_bytes(odd)
        with pytest.raises((PakketOngeldig, HandtekeningOngeldig)):
            open_pakket(path, keys).check()


@pytest.mark.parametrize("changed", ["basis.xml", "manifest.xml", "manifest.sig"])
def test_another_file_under_the_same_seal_is_noticed(gkv: Gkv, tmp_path: Path, changed: str) -> None:
    source, keys = gkv.path(gkv.make()), Ondertekening(gkv.database, SECRET).published()
    forged = tmp_path / "forged.zip"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(forged, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content[:-1] + b"!" if name == changed else content)
        new.comment = old.comment
    with pytest.raises((PakketOngeldig, HandtekeningOngeldig, DocumentOngeldig)):
        open_pakket(forged, keys).check()


def test_a_replaced_key_still_proves_the_packages_that_are_kept(gkv: Gkv) -> None:
    first = gkv.make()
    Ondertekening(gkv.database, SECRET).rotate(door=DOOR)
    second = gkv.make(1)
    assert gkv.open(first).kid != gkv.open(second).kid


def test_another_secret_says_what_to_do_and_a_new_key_does_it(
    gkv: Gkv, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    gkv.make()
    other = b"another secret that is used in tests"
    ondertekening = Ondertekening(gkv.database, other)
    leveringen = Leveringen(
        gkv.database, Ondertekening(gkv.database, other), Opslag(str(tmp_path / "leveringen"))
    )
    with pytest.raises(SleutelOnleesbaar) as refused:
        leveringen.make(gkv.koppeling, SCHOOL)
    assert "UWLR_SECRET" not in refused.value.tekst  # a partner reads why a night gave no package
    assert "UWLR_SECRET" in caplog.text
    (old,) = ondertekening.published()
    ondertekening.rotate(door=DOOR)
    assert leveringen.make(gkv.koppeling, SCHOOL).volgnummer == 2
    assert old in ondertekening.published()


def test_a_gap_is_noticed_and_a_full_set_closes_it(gkv: Gkv) -> None:
    made = [gkv.make(0), gkv.make(1), gkv.make(2), gkv.make(3, volledig=True)]
    with gkv.kopie() as kopie:
        assert kopie.apply(gkv.open(made[0]))
        with pytest.raises(KetenOnderbroken, match="volgt op 2"):
            kopie.apply(gkv.open(made[2]))
        assert kopie.apply(gkv.open(made[3]))
        assert not kopie.apply(gkv.open(made[1]))


STATES = st.lists(
    st.dictionaries(
        st.sampled_from([f"L{at}" for at in range(6)]),
        st.tuples(
            st.sampled_from(["Sanne", "Daan", "Zoë & Co"]),
            st.sampled_from(["G1", "G2", None]),
            st.sampled_from([None, -3, 2]),
        ),
        min_size=1,
    ),
    min_size=2,
    max_size=5,
)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@settings(max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(states=STATES, narrowed=st.booleans())
def test_any_chain_of_deltas_amounts_to_the_newest_full_set(
    database_url: str,
    tmp_path: Path,
    states: list[dict[str, tuple[str, str | None, int | None]]],
    narrowed: bool,
) -> None:
    database = Database.open(database_url)
    folder = tmp_path / str(len(list(tmp_path.iterdir())))
    folder.mkdir()
    gkv: Gkv | None = None
    with_copy = None
    for day, state in enumerate(states):
        leerlingen = tuple(
            leerling(key, roepnaam=naam, groep=in_groep, uitstroomdatum=_day(left))
            for key, (naam, in_groep, left) in state.items()
        )
        gegevens = schoolgegevens(
            school=school(SCHOOL, JAAR), groepen=(groep(), groep("G2")), leerlingen=leerlingen
        )
        EdexmlUitwisseling(database).store(gegevens, allow_shrink=True)
        Dossiers(database).rename(SCHOOL, f"De School van {len(state)}", door=DOOR)
        if gkv is None:
            gkv = Gkv(database, folder)
        if narrowed and day == 1:
            gkv.beheer.change_afspraak(gkv.koppeling, groepen=["G1"], door=DOOR)
        with gkv.kopie() as kopie:
            assert kopie.apply(gkv.open(gkv.make(day, allow_shrink=True)))
            with_copy = gkv.objects(kopie)
    assert gkv is not None
    full = gkv.make(len(states) - 1, volledig=True)
    with gkv.kopie("fresh") as fresh:
        fresh.apply(gkv.open(full))
        assert with_copy == gkv.objects(fresh)
    database.close()


def _day(offset: int | None) -> date | None:
    return None if offset is None else tijd.today() + timedelta(days=offset)

"""What an agreement leaves of a school: nobody without need, and no reference that leads out."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.support.schools.builders import groep, leerkracht, leerling, samengestelde_groep, schoolgegevens
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak, Leerlingselectie
from uwlr_service.domain.koppeling.gemis import Gemis
from uwlr_service.domain.koppeling.uitsnede import Groepskeuze, Uitsnede, cut
from uwlr_service.domain.school.groep import Vestiging
from uwlr_service.domain.school.leerkracht import Groepsbinding
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens, inconsistencies

PEILDATUM = date(2026, 11, 23)


def seen(
    gegevens: Schoolgegevens, gegevensset: str = "volledig", versie: str = "2.2", **selectie: Any
) -> Uitsnede:
    """What a partner sees on the day of this test."""
    narrowed = {name: frozenset(value) for name, value in selectie.items()}
    afspraak = Gegevensafspraak(gegevensset=gegevensset, selectie=Leerlingselectie(**narrowed))
    return cut(gegevens, afspraak.afbakening(versie), PEILDATUM)


def keys(objects: Any) -> list[str]:
    return [item.key for item in objects]


@pytest.mark.parametrize(
    ("velden", "visible"),
    [
        ({"uitstroomdatum": date(2026, 11, 22)}, False),
        ({"uitstroomdatum": date(2026, 11, 23)}, True),  # the last day at school
        ({"instroomdatum": date(2027, 1, 4)}, True),
        ({"jaargroep": "H"}, False),
    ],
)
def test_only_enrolled_pupils_are_seen(velden: dict[str, Any], visible: bool) -> None:
    uitsnede = seen(schoolgegevens(leerlingen=(leerling(**velden),)))
    assert bool(uitsnede.gegevens.leerlingen) is visible


@pytest.mark.parametrize("veld", ["roepnaam", "geboortedatum", "geslacht", "jaargroep", "bsn_ondwnr_4"])
def test_who_lacks_what_the_schema_demands_is_left_out_and_named(veld: str) -> None:
    uitsnede = seen(schoolgegevens(leerlingen=(leerling("L1"), leerling("L2", **{veld: None}))), "lvs-set")
    assert keys(uitsnede.gegevens.leerlingen) == ["L1"]
    assert uitsnede.gemis == (Gemis("L2", f"leerling/{veld.replace('_4', '-4')}", weggelaten=True),)


def test_who_lacks_what_only_the_text_asks_for_is_served() -> None:
    uitsnede = seen(schoolgegevens(leerlingen=(leerling("L1", geboortedatum=None),)), "smalle-set")
    assert keys(uitsnede.gegevens.leerlingen) == ["L1"]
    assert uitsnede.gemis == (Gemis("L1", "leerling/geboortedatum", weggelaten=False),)


def test_a_key_that_version_2_1_cannot_carry_leaves_its_pupil_and_group_out() -> None:
    long = "x" * 65
    gegevens = schoolgegevens(groepen=(groep(long),), leerlingen=(leerling("L1", groep=long), leerling(long)))
    uitsnede = seen(gegevens, versie="2.1")
    assert keys(uitsnede.gegevens.leerlingen) == ["L1"]
    assert uitsnede.gegevens.leerlingen[0].groep is None
    assert keys(seen(gegevens).gegevens.leerlingen) == ["L1", long]


def test_a_narrowed_selection_shows_only_groups_and_teachers_of_its_pupils() -> None:
    gegevens = schoolgegevens(
        groepen=(groep("G1"), groep("G2", jaargroep="5")),
        samengestelde_groepen=(samengestelde_groep("S1"),),
        leerlingen=(leerling("L1", groep="G1"), leerling("L2", jaargroep="5", groep="G2")),
        leerkrachten=(
            leerkracht("K1", groepen=(Groepsbinding("G1"), Groepsbinding("G2"))),
            leerkracht("K2", groepen=(Groepsbinding("G1"),)),
            leerkracht("K3"),
        ),
    )
    visible = seen(gegevens, jaargroepen={"5"}).gegevens
    assert keys(visible.leerlingen) == ["L2"]
    assert keys(visible.groepen) == ["G2"]
    assert visible.samengestelde_groepen == ()
    assert keys(visible.leerkrachten) == ["K1"]
    assert keys(visible.leerkrachten[0].groepen) == ["G2"]
    assert inconsistencies(visible) == []


def test_groups_that_are_not_made_available_are_hidden() -> None:
    gegevens = schoolgegevens(
        groepen=(groep("G1"),),
        samengestelde_groepen=(samengestelde_groep("S1"), samengestelde_groep("S2")),
        leerlingen=(leerling("L1", groep="G1", samengestelde_groepen=("S1", "S2")), leerling("L2")),
    )
    visible = seen(gegevens, groepen={"S1"}).gegevens
    assert visible.leerlingen == (replace(gegevens.leerlingen[0], groep=None, samengestelde_groepen=("S1",)),)
    assert visible.groepen == ()


def test_the_staged_requests_take_a_union_and_the_unassigned() -> None:
    uitsnede = seen(
        schoolgegevens(
            groepen=(groep("G1"),),
            samengestelde_groepen=(samengestelde_groep("S1"),),
            leerlingen=(
                leerling("L1", groep="G1", samengestelde_groepen=("S1",)),
                leerling("L2", samengestelde_groepen=("S1",)),
                leerling("L3"),
            ),
            leerkrachten=(
                leerkracht("K1", groepen=(Groepsbinding("S1", samengesteld=True),)),
                leerkracht("K2"),
            ),
        )
    )
    stam, subgroep = Groepskeuze(False, "G1"), Groepskeuze(True, "S1")
    no_stam, no_subgroep = Groepskeuze(False, None), Groepskeuze(True, None)
    assert keys(uitsnede.leerlingen_of([stam, subgroep])) == ["L1", "L2"]
    assert keys(uitsnede.leerlingen_of([no_stam])) == ["L2", "L3"]
    assert keys(uitsnede.leerlingen_of([no_subgroep])) == ["L3"]
    assert keys(uitsnede.leerlingen_of([Groepskeuze(False, "onbekend")])) == []
    assert keys(uitsnede.leerkrachten_of([subgroep])) == ["K1"]
    assert keys(uitsnede.leerkrachten_of([no_stam])) == ["K1", "K2"]
    assert keys(uitsnede.leerkrachten_of([no_subgroep])) == ["K2"]


def test_who_can_be_shown_by_no_name_is_left_out_and_named() -> None:
    gegevens = schoolgegevens(
        leerlingen=(leerling("L1"), leerling("L2", achternaam=None)),
        leerkrachten=(leerkracht("K1"), leerkracht("K2", achternaam=None)),
    )
    afspraak = Gegevensafspraak(gegevensset="volledig").switch(
        {"leerling/roepnaam": False, "leerkracht/roepnaam": False}
    )
    uitsnede = cut(gegevens, afspraak.afbakening("2.2"), PEILDATUM)
    assert keys(uitsnede.gegevens.leerlingen) == ["L1"]
    assert keys(uitsnede.gegevens.leerkrachten) == ["K1"]
    assert uitsnede.gemis == (
        Gemis("L2", "leerling/achternaam of roepnaam", weggelaten=True, afgesproken=True),
    )


def test_a_group_whose_only_pupil_is_left_out_is_hidden_under_a_narrowed_selection() -> None:
    gegevens = schoolgegevens(
        groepen=(groep("G1"), groep("G2")),
        leerlingen=(leerling("L1", groep="G1"), leerling("L2", groep="G2", geslacht=None)),
    )
    assert keys(seen(gegevens, "lvs-set", jaargroepen={"4"}).gegevens.groepen) == ["G1"]
    assert keys(seen(gegevens, "lvs-set").gegevens.groepen) == ["G1", "G2"]


def test_a_reference_that_is_not_agreed_is_dropped_and_its_group_stays() -> None:
    gegevens = schoolgegevens(
        groepen=(groep("G1"),),
        samengestelde_groepen=(samengestelde_groep("S1"),),
        leerlingen=(leerling("L1", groep="G1", samengestelde_groepen=("S1",)),),
        leerkrachten=(leerkracht("K1", groepen=(Groepsbinding("G1"),)), leerkracht("K2")),
    )
    for veld in ("leerling/groep", "leerling/samengestelde_groepen", "leerkracht/groepen"):
        afspraak = Gegevensafspraak(
            gegevensset="volledig", selectie=Leerlingselectie(jaargroepen=frozenset({"4"}))
        ).switch({veld: False})
        visible = cut(gegevens, afspraak.afbakening("2.2"), PEILDATUM).gegevens
        assert keys(visible.groepen) == ["G1"]
        assert keys(visible.samengestelde_groepen) == ["S1"]
        assert keys(visible.leerkrachten) == ["K1"]  # by what they teach, also where that is not told
        (pupil,) = visible.leerlingen
        assert (pupil.groep is None) is (veld == "leerling/groep")
        assert (pupil.samengestelde_groepen == ()) is (veld == "leerling/samengestelde_groepen")
        assert (visible.leerkrachten[0].groepen == ()) is (veld == "leerkracht/groepen")


def test_a_vestiging_is_seen_only_by_its_name_and_within_the_selection() -> None:
    gegevens = schoolgegevens(
        vestigingen=(Vestiging(key="V1", naam="Dorp"), Vestiging(key="V2", naam="Hof")),
        leerlingen=(leerling("L1", vestiging="V1"), leerling("L2", vestiging="V2")),
    )
    hidden = seen(gegevens).gegevens
    assert hidden.vestigingen == ()
    assert {pupil.vestiging for pupil in hidden.leerlingen} == {None}
    for selectie, expected in ((frozenset[str](), ["V1", "V2"]), (frozenset({"V2"}), ["V2"])):
        afspraak = Gegevensafspraak(
            gegevensset="volledig", selectie=Leerlingselectie(vestigingen=selectie)
        ).switch({"vestiging/naam": True})
        visible = cut(gegevens, afspraak.afbakening("2.2"), PEILDATUM).gegevens
        assert keys(visible.vestigingen) == expected
        assert [pupil.vestiging for pupil in visible.leerlingen] == expected


def test_what_has_a_key_that_version_2_1_cannot_carry_is_hidden_with_its_references() -> None:
    long = "x" * 65
    gegevens = schoolgegevens(
        vestigingen=(Vestiging(key=long, naam="Dorp"),),
        samengestelde_groepen=(samengestelde_groep(long),),
        leerlingen=(leerling("L1", vestiging=long, samengestelde_groepen=(long,)),),
        leerkrachten=(
            leerkracht("K1", groepen=(Groepsbinding(long, samengesteld=True),)),
            leerkracht(long),
        ),
    )
    afspraak = Gegevensafspraak(gegevensset="volledig").switch({"vestiging/naam": True})
    visible = cut(gegevens, afspraak.afbakening("2.1"), PEILDATUM).gegevens
    assert (visible.vestigingen, visible.samengestelde_groepen) == ((), ())
    assert keys(visible.leerlingen) == ["L1"]
    assert (visible.leerlingen[0].vestiging, visible.leerlingen[0].samengestelde_groepen) == (None, ())
    assert visible.leerkrachten == (leerkracht("K1"),)
    assert inconsistencies(visible) == []

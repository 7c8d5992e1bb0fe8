"""The ready-made sets, field by field against the standard (UWLR 2.2 profiles; UWLR 2.3, uitgifte)."""

import pytest

from uwlr_service.domain.koppeling.gegevenssets import NAMEN, SETS, XSDVERSIES, Gebruik, set_named

NEVER = (
    "etniciteit land land_vader land_moeder sofinummer bsn onderwijsnummer rijksregisternummer gewicht"
    " gewicht_nieuw postcodenl postnummerbe postcodeoverig instroomdatum uitstroomdatum toevoegingen"
).split()

SMAL = "key eckid achternaam voorvoegsel roepnaam geboortedatum jaargroep groep samengestelde_groepen".split()
LVS = (
    "key eckid achternaam voorvoegsel voorletters-1 roepnaam geboortedatum geslacht start_ondw_jgr3 jaargroep"
    " groep samengestelde_groepen bsn_ondwnr-4"
).split()


def leerlingvelden(naam: str, versie: str) -> set[str]:
    """The fields of a pupil in a set."""
    return {v.removeprefix("leerling/") for v in SETS[naam, versie].velden if v.startswith("leerling/")}


@pytest.mark.parametrize("naam", NAMEN)
@pytest.mark.parametrize("versie", XSDVERSIES)
def test_what_the_text_does_not_list_is_in_no_set(naam: str, versie: str) -> None:
    assert leerlingvelden(naam, versie).isdisjoint(NEVER)


@pytest.mark.parametrize(
    ("naam", "versie", "expected"),
    [
        ("smalle-set", "2.1", set(SMAL) - {"eckid"}),
        ("smalle-set", "2.2", set(SMAL)),
        ("smalle-set", "2.3", set(SMAL) - {"geboortedatum"}),
        ("lvs-set", "2.1", set(LVS) - {"eckid"}),
        ("lvs-set", "2.2", set(LVS)),
        ("lvs-set", "2.3", set(LVS) - {"voorletters-1", "bsn_ondwnr-4"}),
    ],
)
def test_the_profiles(naam: str, versie: str, expected: set[str]) -> None:
    assert leerlingvelden(naam, versie) == expected


@pytest.mark.parametrize("naam", NAMEN)
def test_bsn_leaves_in_the_lvs_set_only_and_not_in_2_3(naam: str) -> None:
    for versie in XSDVERSIES:
        assert ("bsn_ondwnr-4" in leerlingvelden(naam, versie)) is (naam == "lvs-set" and versie != "2.3")


def test_the_key_is_mandatory_up_to_2_2() -> None:
    for naam in NAMEN:
        uses = [SETS[naam, versie].velden["leerling/key"].gebruik for versie in XSDVERSIES]
        assert uses == [Gebruik.VERPLICHT, Gebruik.VERPLICHT, Gebruik.OPTIONEEL]


@pytest.mark.parametrize(
    ("gegevenssetid", "naam"),
    [("Smalle-set-VO", "smalle-set"), ("LVS-set", "lvs-set"), ("Smalle set", "smalle-set"), ("iets", None)],
)
def test_the_sets_that_clients_name(gegevenssetid: str, naam: str | None) -> None:
    assert set_named(gegevenssetid) == naam

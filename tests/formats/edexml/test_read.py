"""What is read, field by field."""

from datetime import UTC, date, datetime

import pytest

from tests.support.messages.edexml import EDEXML_CORPUS, SCHOOL, document, leerling, read
from uwlr_service.domain.fouten import DocumentOngeldig
from uwlr_service.domain.school.groep import Groep, SamengesteldeGroep, Vestiging
from uwlr_service.domain.school.leerkracht import Groepsbinding, Leerkracht, Rol
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.school.school import School, Schoolcode, Toevoeging
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.school.schooljaar import Schooljaar

MORNING = datetime(2026, 8, 20, 8, 0, tzinfo=UTC)
ECKID = "https://ketenid.nl/201703/"


def corpus(naam: str) -> Schoolgegevens:
    return read((EDEXML_CORPUS / "goed" / naam).read_bytes()).gegevens


def test_every_field() -> None:
    assert corpus("volledig-2.1.xml") == Schoolgegevens(
        school=School(
            code=Schoolcode("99XX", "16"),
            schooljaar=Schooljaar("2026-2027"),
            schoolkey="school-1",
            peildatum=date(2026, 10, 1),
            aanmaakdatum=datetime(2026, 10, 1, 6, 30, tzinfo=UTC),
            auteur="Leerlingadministratie",
            commentaar="Alle personen zijn verzonnen",
            toevoegingen=(Toevoeging("bron", "met de hand", "waar het vandaan komt"),),
        ),
        vestigingen=(
            Vestiging(key="V1", naam="Hoofdgebouw", omschrijving="Dorpsstraat", mutatiedatum=MORNING),
        ),
        groepen=(
            Groep(
                key="G1",
                naam="Groep 5/6",
                jaargroep="C",
                omschrijving="Combinatiegroep",
                mutatiedatum=MORNING,
            ),
            Groep(key="G2", naam="Groep 7", jaargroep="7"),
        ),
        samengestelde_groepen=(SamengesteldeGroep(key="S1", naam="Plusgroep", omschrijving="Donderdag"),),
        leerlingen=(
            Leerling(
                key="L1",
                eckid=ECKID + "0123456789abcdef" * 8,
                achternaam="Bouwmeester",
                voorvoegsel="van 't",
                voornamen="Zoë Renée",
                voorletters_1="ZR",
                roepnaam="Zoë",
                geboortedatum=date(2016, 2, 29),
                geslacht=2,
                start_ondw_jgr3=date(2022, 8, 1),
                jaargroep="6",
                groep="G1",
                samengestelde_groepen=("S1",),
                vestiging="V1",
                gebruikersnaam="zoe.bouwmeester1",
                emailadres="zoe.bouwmeester1@school-99xx.example",
                fotourl="https://school-99xx.example/foto/1",
                etniciteit="9",
                land="NL",
                land_vader="PL",
                land_moeder="?",
                bsn_ondwnr_4="0042",
                gewicht_nieuw="0,3",
                gewicht="0.25",
                postcodenl="9999ZZ",
                instroomdatum=date(2020, 3, 1),
                uitstroomdatum=date(2028, 7, 15),
                toevoegingen=(Toevoeging("bus", ""),),
                mutatiedatum=datetime(2026, 9, 30, 21, 59, 59, tzinfo=UTC),
            ),
            Leerling(key="L2", roepnaam="Łukasz", jaargroep="5", postnummerbe="1000"),
            Leerling(
                key="L3",
                achternaam="Şahin",
                jaargroep="H",
                postcodeoverig="D-47533",
                uitstroomdatum=date(2026, 7, 10),
            ),
        ),
        leerkrachten=(
            Leerkracht(
                key="M1",
                eckid=ECKID + "fedcba9876543210" * 8,
                achternaam="Jansen-Smit",
                voornamen="Noor",
                gebruikersnaam="noor",
                emailadres="noor@school-99xx.example",
                rollen=(Rol("LRK"), Rol(omschrijving="Bovenbouwcoördinator")),
                groepen=(
                    Groepsbinding("G1", rollen=(Rol("TAL"), Rol(omschrijving="Vervanger"))),
                    Groepsbinding("S1", samengesteld=True),
                ),
                mutatiedatum=datetime(2026, 9, 1, 12, 0, tzinfo=UTC),
            ),
            Leerkracht(key="M2", roepnaam="Joris"),
        ),
    )


def test_spaces_around_keys_and_names_are_not_significant() -> None:
    gegevens = corpus("spaties.xml")
    assert (gegevens.groepen[0].key, gegevens.groepen[0].naam) == ("G1", "Groep 4")
    pupil = gegevens.leerlingen[0]
    assert (pupil.key, pupil.groep) == ("L1", "G1")
    assert pupil.achternaam == "van  den Berg", "the spaces inside a name are the school's"


def test_comments_and_cdata_do_not_cut_a_text() -> None:
    pupil = corpus("opmaak.xml").leerlingen[0]
    assert (pupil.key, pupil.achternaam, pupil.roepnaam) == ("L 1", "Smit & Zn", "Fleur")


def test_moments_without_a_zone_are_dutch_and_lose_their_fraction() -> None:
    summer, doubled = corpus("tijden.xml").leerlingen
    assert summer.mutatiedatum == datetime(2026, 7, 1, 10, 0, tzinfo=UTC)
    assert summer.geboortedatum == date(2018, 3, 31)
    assert doubled.mutatiedatum == datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "the first of the two"


def test_dates_and_moments_have_every_form_of_the_schema() -> None:
    velden = "<geboortedatum>\n  2018-03-31\n</geboortedatum><geslacht> 1 </geslacht>"
    velden += "<mutatiedatum>2026-07-01T24:00:00 </mutatiedatum>"
    school = SCHOOL.replace("<xsd", "<aanmaakdatum>\t2026-08-01T24:00:00Z</aanmaakdatum><xsd")
    velden = velden.replace("<geboorte", "<geboorte", 1)
    text = document(
        leerling().replace("<jaargroep>", f"{velden.partition('<muta')[0]}<jaargroep>"), school=school
    )
    gelezen = read(text.replace(b"</jaargroep>", f"</jaargroep><muta{velden.partition('<muta')[2]}".encode()))
    (pupil,) = gelezen.gegevens.leerlingen
    assert (pupil.geboortedatum, pupil.geslacht) == (date(2018, 3, 31), 1)
    assert pupil.mutatiedatum == datetime(2026, 7, 1, 22, tzinfo=UTC)
    assert gelezen.gegevens.school.aanmaakdatum == datetime(2026, 8, 2, tzinfo=UTC)


@pytest.mark.parametrize("zone", ["Z", "+02:00", "-14:00"])
def test_a_zone_behind_a_date_says_nothing(zone: str) -> None:
    pupil = leerling().replace("<jaargroep>", f"<geboortedatum>2018-03-31{zone}</geboortedatum><jaargroep>")
    assert read(document(pupil)).gegevens.leerlingen[0].geboortedatum == date(2018, 3, 31)


@pytest.mark.parametrize("naam", ["latin-1.xml", "utf-16.xml", "byte-order-mark.xml"])
def test_the_declared_character_set_is_followed(naam: str) -> None:
    assert corpus(naam).leerlingen[0].achternaam == "Müller"


def test_the_flemish_number_serves_as_the_school_code_when_there_is_no_schoolkey() -> None:
    school = corpus("vlaanderen.xml").school
    assert (school.code, school.schoolkey, school.instellingsnummer) == (
        Schoolcode(schoolkey="012345"),
        None,
        "012345",
    )


def test_a_schoolkey_goes_before_the_flemish_number() -> None:
    velden = "<schooljaar>2026-2027</schooljaar><instellingsnummer>1234</instellingsnummer>"
    school = read(document(leerling(), school=f"{velden}<schoolkey> S1 </schoolkey>")).gegevens.school
    assert (school.code, school.schoolkey) == (Schoolcode(schoolkey="S1"), "S1")
    assert school.instellingsnummer == "1234"


def test_a_group_that_is_named_twice_becomes_one() -> None:
    groepen = (
        '<groepen><groep key="G"><naam>4</naam><jaargroep>4</jaargroep></groep>'
        '<samengestelde_groep key="S"><naam>Plus</naam></samengestelde_groep></groepen>'
    )
    twice = (
        '<samengestelde_groepen><samengestelde_groep key="S"/><samengestelde_groep key=" S"/>'
        "</samengestelde_groepen>"
    )
    teacher = (
        '<leerkrachten><leerkracht key="M"><roepnaam>Noor</roepnaam><groepen><groep key="G"><rol>LRK</rol>'
        '</groep><groep key="G"><rol>RT</rol></groep></groepen></leerkracht></leerkrachten>'
    )
    data = document(
        leerling(velden=twice),
        before=groepen,
        after=teacher,
    )
    gegevens = read(data).gegevens
    assert gegevens.leerlingen[0].samengestelde_groepen == ("S",)
    assert gegevens.leerkrachten[0].groepen == (Groepsbinding("G", rollen=(Rol("LRK"), Rol("RT"))),)


def test_digits_of_another_script_become_ours() -> None:
    pupil = read(document(leerling(velden="<postnummerbe>١٢٣٤</postnummerbe>"))).gegevens.leerlingen[0]
    assert pupil.postnummerbe == "1234"


def test_toevoegingen_of_an_unknown_type_are_set_aside_before_validation() -> None:
    gelezen = read((EDEXML_CORPUS / "goed" / "toevoegingen-onbekend.xml").read_bytes())
    assert gelezen.terzijde == {"LeerlingLvsType": 2, "FotoType": 1}
    assert gelezen.gegevens.groepen[0].toevoegingen == ()
    assert gelezen.gegevens.leerlingen[0].toevoegingen == (Toevoeging("bus", "halte 3"),)
    assert len(gelezen.gegevens.leerlingen) == 1, "a leerling inside a block is no pupil"


def test_values_are_not_quoted_in_findings() -> None:
    for naam in ("velden.xml", "regels.xml", "afgebroken.xml", "keys.xml"):
        with pytest.raises(DocumentOngeldig) as refused:
            read((EDEXML_CORPUS / "fout" / naam).read_bytes())
        said = repr(refused.value.meldingen) + refused.value.tekst
        for value in ("Geheimz", "31-12-2018", "paars", "1234ÉÉ", "12018", "ketenid.nl"):
            assert value not in said


UNDECLARED = {
    "an element": leerling(velden="<x:y/>"),
    "an attribute": leerling(velden='<land x:a="1">NL</land>'),
    "an object": f'{leerling()}<x:leerling key="L2"/>',
    "a group of a teacher": (
        f'{leerling()}</leerlingen><leerkrachten><leerkracht key="M"><roepnaam>Noor</roepnaam><groepen>'
        '<x:y key="G"/></groepen></leerkracht></leerkrachten><leerlingen>'
    ),
    "a type": leerling(velden='<toevoegingen><blok x:type="A"><code>1</code></blok></toevoegingen>'),
}


@pytest.mark.parametrize("leerlingen", UNDECLARED.values(), ids=UNDECLARED)
def test_a_prefix_that_is_not_declared_is_a_fault_in_its_place(leerlingen: str) -> None:
    with pytest.raises(DocumentOngeldig) as refused:
        read(document(leerlingen))
    assert any("niet gedeclareerd" in melding.tekst for melding in refused.value.meldingen)


def test_a_root_with_an_undeclared_prefix_or_attribute() -> None:
    for root, wat in ((b"<x:EDEX/>", "'x:EDEX'"), (b'<EDEX x:y="1"/>', "'x:y'")):
        with pytest.raises(DocumentOngeldig) as refused:
            read(root)
        assert any(wat in melding.tekst for melding in refused.value.meldingen)

"""A school as OneRoster 1.2 and as SDS v2.1: right by the rules of both, and each thing where it belongs."""

import io
import zipfile
from dataclasses import replace

import pytest

from tests.support.gkv.roosterkeuring import rows
from tests.support.gkv.roosters import (
    ACCOUNTS,
    FAULTS,
    ONEROSTER,
    SDS,
    VANDAAG,
    bron,
    files,
    people,
)
from tests.support.schools.builders import (
    JAAR,
    groep,
    leerkracht,
    leerling,
    samengestelde_groep,
    schoolgegevens,
)
from uwlr_service import demodata
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak
from uwlr_service.domain.koppeling.gkvsets import GKV_BASIS, GKV_VERSIE
from uwlr_service.domain.school.leerkracht import Groepsbinding, Rol
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.formats.rooster import Vorm, compose, write, zipped

both = pytest.mark.parametrize("vorm", [ONEROSTER, SDS], ids=["oneroster", "sds"])


def with_accounts(gegevens: Schoolgegevens) -> Schoolgegevens:
    """Everybody with an account."""
    return replace(
        gegevens,
        leerlingen=tuple(replace(one, **people()) for one in gegevens.leerlingen),
        leerkrachten=tuple(replace(one, **people()) for one in gegevens.leerkrachten),
    )


@both
def test_a_school_of_the_demo_is_right_by_the_rules(vorm: Vorm) -> None:
    gegevens = with_accounts(next(iter(demodata.schools(1, 200, 7))))
    bestanden = files(vorm, gegevens)
    assert len(rows(bestanden["users.csv"])) > 200
    assert len(rows(bestanden["classes.csv"])) == len(gegevens.groepen) + len(gegevens.samengestelde_groepen)
    assert len(rows(bestanden["enrollments.csv"])) > 200


def test_the_key_of_the_feed_is_the_sourced_id() -> None:
    bestanden = files(ONEROSTER, with_accounts(schoolgegevens()))
    assert [row["sourcedId"] for row in rows(bestanden["users.csv"])] == ["L1", "L2", "L3", "K1", "K2"]
    assert [row["sourcedId"] for row in rows(bestanden["classes.csv"])] == ["G1", "G2", "S1"]
    (org,) = rows(bestanden["orgs.csv"])
    assert (org["sourcedId"], org["name"], org["identifier"]) == ("99XX-16", "De Brug", "99XX/16")
    assert {row["sourcedId"][:3] for row in rows(bestanden["enrollments.csv"])} == {"GI-"}


def test_there_is_a_course_for_each_jaargroep_and_one_for_groups_across_them() -> None:
    bestanden = files(ONEROSTER, with_accounts(schoolgegevens()))
    courses = {row["sourcedId"]: (row["title"], row["grades"]) for row in rows(bestanden["courses.csv"])}
    assert courses == {
        "99XX-16-jaargroep-4": ("Groep 4", "4"),
        "99XX-16-jaargroep-5": ("Groep 5", "5"),
        "99XX-16-samengesteld": ("Samengestelde groepen", ""),
    }
    classes = rows(bestanden["classes.csv"])
    assert [row["courseSourcedId"].rpartition("-")[2] for row in classes] == ["4", "5", "samengesteld"]
    assert [row["classType"] for row in classes] == ["homeroom", "homeroom", "scheduled"]


def test_the_school_year_ends_before_its_end_in_one_format_and_on_its_last_day_in_the_other() -> None:
    year, term = rows(files(ONEROSTER, with_accounts(schoolgegevens()))["academicSessions.csv"])
    (session,) = rows(files(SDS, with_accounts(schoolgegevens()))["academicSessions.csv"])
    last = JAAR.following[:4]
    assert (year["type"], year["startDate"], year["endDate"]) == (
        "schoolYear",
        f"{JAAR[:4]}-08-01",
        f"{last}-08-01",
    )
    assert (term["type"], term["parentSourcedId"], term["endDate"]) == (
        "term",
        year["sourcedId"],
        f"{last}-08-01",
    )
    assert (session["startDate"], session["endDate"]) == (f"{JAAR[:4]}-08-01", f"{last}-07-31")
    assert (year["schoolYear"], session["schoolYear"]) == (last, JAAR[:4])


def test_a_combination_group_has_the_jaargroepen_of_its_pupils() -> None:
    gegevens = schoolgegevens(
        groepen=(groep("G1", naam="3/4", jaargroep="C"),),
        leerlingen=tuple(
            leerling(f"L{number}", jaargroep=jaar, groep="G1", **people())
            for number, jaar in enumerate("434")
        ),
    )
    (klas,) = rows(files(ONEROSTER, gegevens)["classes.csv"])
    assert (klas["grades"], klas["courseSourcedId"]) == ("3,4", "99XX-16-jaargroep-C")


def test_a_pupil_without_a_group_is_there_and_in_no_class() -> None:
    bestanden = files(ONEROSTER, schoolgegevens(leerlingen=(leerling(**people()),), groepen=(groep(),)))
    assert [row["sourcedId"] for row in rows(bestanden["users.csv"])] == ["L1"]
    assert rows(bestanden["enrollments.csv"]) == []


@both
def test_a_teacher_of_several_groups_is_one_user_in_each_of_them(vorm: Vorm) -> None:
    bindingen = (Groepsbinding("G1"), Groepsbinding("G2"), Groepsbinding("S1", samengesteld=True))
    gegevens = schoolgegevens(
        groepen=(groep("G1"), groep("G2")),
        samengestelde_groepen=(samengestelde_groep(),),
        leerkrachten=(leerkracht("K1", groepen=bindingen, **people()),),
    )
    bestanden = files(vorm, gegevens)
    assert [row["sourcedId"] for row in rows(bestanden["users.csv"])] == ["K1"]
    enrollments = rows(bestanden["enrollments.csv"])
    assert {(row["classSourcedId"], row["role"]) for row in enrollments} == {
        ("G1", "teacher"),
        ("G2", "teacher"),
        ("S1", "teacher"),
    }


@pytest.mark.parametrize(
    ("codes", "role", "in_class", "sds"),
    [
        ([], "teacher", "teacher", "teacher"),
        (["DIR"], "teacher", "teacher", "teacher"),
        (["OWA"], "aide", "proctor", "teacherAssistant"),
        (["OUD", "STA"], "aide", "proctor", "teacherAssistant"),
        (["OWA", "LRK"], "teacher", "teacher", "teacher"),
    ],
)
def test_whoever_only_supports_is_no_teacher_elsewhere(
    codes: list[str], role: str, in_class: str, sds: str
) -> None:
    persoon = leerkracht("K1", rollen=tuple(map(Rol, codes)), groepen=(Groepsbinding("G1"),), **people())
    gegevens = schoolgegevens(groepen=(groep(),), leerkrachten=(persoon,))
    bestanden = files(ONEROSTER, gegevens)
    assert [row["role"] for row in rows(bestanden["roles.csv"])] == [role]
    assert [row["role"] for row in rows(bestanden["enrollments.csv"])] == [in_class]
    assert [row["role"] for row in rows(files(SDS, gegevens)["enrollments.csv"])] == [sds]


@both
def test_names_are_written_as_they_are_and_on_one_line(vorm: Vorm) -> None:
    names = ['O"Brien, Jr.', "=SUM(A1)", "@Jansen", "-Bos", "Çelik\r\nKaya", "Zoë\tNaaldenberg"]
    gegevens = schoolgegevens(
        leerlingen=tuple(
            leerling(f"L{number}", achternaam=naam, **people()) for number, naam in enumerate(names)
        )
    )
    found = [row["familyName"] for row in rows(files(vorm, gegevens)["users.csv"])]
    assert found == ['O"Brien, Jr.', "=SUM(A1)", "@Jansen", "-Bos", "Çelik Kaya", "Zoë Naaldenberg"]


def test_a_voorvoegsel_stands_before_the_family_name() -> None:
    gegevens = schoolgegevens(leerlingen=(leerling(voorvoegsel="van den", **people()),))
    (user,) = rows(files(ONEROSTER, gegevens)["users.csv"])
    assert (user["givenName"], user["familyName"]) == ("Sanne", "van den Jansen")
    without = {**ACCOUNTS, "leerling/voorvoegsel": False}
    (user,) = rows(files(ONEROSTER, gegevens, schakelaars=without)["users.csv"])
    assert user["familyName"] == "Jansen"


def test_who_is_still_to_come_has_no_account_that_works_yet() -> None:
    coming = leerling(instroomdatum=VANDAAG.replace(month=11), groep="G1", **people())
    bestanden = files(ONEROSTER, schoolgegevens(leerlingen=(coming,), groepen=(groep(),)))
    (user,) = rows(bestanden["users.csv"])
    (enrollment,) = rows(bestanden["enrollments.csv"])
    assert user["enabledUser"] == "false"
    assert enrollment["beginDate"] == VANDAAG.replace(month=11).isoformat()


def test_the_last_day_of_a_pupil_is_before_the_end_of_the_enrollment() -> None:
    leaving = leerling(uitstroomdatum=VANDAAG.replace(day=20), groep="G1", **people())
    gegevens = schoolgegevens(leerlingen=(leaving,), groepen=(groep(),))
    (enrollment,) = rows(files(ONEROSTER, gegevens)["enrollments.csv"])
    assert enrollment["endDate"] == VANDAAG.replace(day=21).isoformat()
    (enrollment,) = rows(
        files(ONEROSTER, gegevens, schakelaars={**ACCOUNTS, "groepsindeling/totdatum": False})[
            "enrollments.csv"
        ]
    )
    assert enrollment["endDate"] == ""


def test_a_pupil_without_an_account_has_the_key_for_a_name_or_is_nobody_at_microsoft() -> None:
    gegevens = schoolgegevens(leerlingen=(leerling(**people(gebruikersnaam=None, emailadres=None)),))
    (user,) = rows(files(ONEROSTER, gegevens)["users.csv"])
    assert (user["username"], user["email"]) == ("L1", "")
    assert rows(files(SDS, gegevens)["users.csv"]) == []


def test_who_has_something_else_for_an_address_is_nobody_at_microsoft() -> None:
    """The username of SDS has to have a domain, and its e-mail is one of RFC 5322."""
    wrong = [
        "onbekend",
        "sanne@",
        "@school.example",
        "sanne@school",
        "sanne@x.example, jan@x.example",
        "a b@x.nl",
    ]
    gegevens = schoolgegevens(
        leerlingen=tuple(
            leerling(f"L{number}", **people(emailadres=text))
            for number, text in enumerate(["sanne.o'hara@school.example", *wrong])
        )
    )
    rooster = compose(SDS, bron(gegevens))
    assert [gebruiker.key for gebruiker in rooster.gebruikers] == ["L0"]
    assert {weg.waarom for weg in rooster.weggelaten} == {"geen geldig emailadres"}
    assert len(compose(ONEROSTER, bron(gegevens)).gebruikers) == 7


@both
def test_people_with_the_same_account_are_counted_and_nobody_is_left_out(vorm: Vorm) -> None:
    gegevens = schoolgegevens(
        leerlingen=(
            leerling("L1", **people()),
            leerling("L2", **people()),
            leerling("L3", **people(gebruikersnaam="ander", emailadres="ander@school.example")),
        ),
        leerkrachten=(leerkracht("K1", **people()),),
    )
    rooster = compose(vorm, bron(gegevens))
    assert (vorm.shared_accounts(rooster), len(rooster.gebruikers)) == (3, 4)


def test_a_key_that_is_the_username_of_somebody_else_is_a_double_too() -> None:
    gegevens = schoolgegevens(
        leerlingen=(leerling("L1", gebruikersnaam=None), leerling("L2", gebruikersnaam="L1"))
    )
    assert ONEROSTER.shared_accounts(compose(ONEROSTER, bron(gegevens))) == 2


@both
def test_whoever_a_format_cannot_hold_is_left_out_and_named(vorm: Vorm) -> None:
    gegevens = schoolgegevens(
        groepen=(groep("G1"), groep("groep\n4")),
        leerlingen=(
            leerling("L1", groep="G1", **people()),
            leerling("L2", achternaam=None, groep="G1", **people(emailadres=None)),
            leerling("L\t3", groep="G1", **people()),
        ),
        leerkrachten=(leerkracht("L1", groepen=(Groepsbinding("G1"),), **people()),),
    )
    rooster = compose(vorm, bron(gegevens))
    bestanden = dict(write(vorm, rooster))
    assert FAULTS[vorm.formaat.naam](bestanden) == []
    assert [row["sourcedId"] for row in rows(bestanden["users.csv"])] == ["L1"]
    assert [row["role"] for row in rows(bestanden["enrollments.csv"])] == ["student"]
    assert {(weg.soort, weg.key, weg.waarom) for weg in rooster.weggelaten} == {
        ("leerling", "L2", "geen achternaam" if vorm is ONEROSTER else "geen emailadres"),
        ("leerling", "L\t3", f"de key past niet in {vorm.formaat.titel}"),
        ("leerkracht", "L1", "de key is ook die van een leerling"),
        ("groep", "groep\n4", f"de key past niet in {vorm.formaat.titel}"),
    }


def test_birth_and_sex_go_in_a_file_of_their_own_only_if_they_are_agreed() -> None:
    gegevens = with_accounts(schoolgegevens())
    (first, *_) = rows(files(ONEROSTER, gegevens)["demographics.csv"])
    assert (first["sourcedId"], first["birthDate"], first["sex"]) == ("L1", "2017-05-06", "female")
    without = {**ACCOUNTS, "leerling/geboortedatum": False, "leerling/geslacht": False}
    for vorm in (ONEROSTER, SDS):
        assert "demographics.csv" not in files(vorm, gegevens, schakelaars=without)


def test_an_agreement_without_the_account_is_said_to_lack_it() -> None:
    allowed = Gegevensafspraak(gegevensset=GKV_BASIS).veldenlijst(GKV_VERSIE).velden
    assert ONEROSTER.formaat.lacking(allowed) == ["leerling/gebruikersnaam"]
    assert SDS.formaat.lacking(allowed) == ["leerling/emailadres"]
    without_names = {
        **ACCOUNTS,
        "leerling/roepnaam": False,
        "leerling/voornamen": False,
        "leerkracht/achternaam": False,
    }
    velden = Gegevensafspraak(gegevensset=GKV_BASIS, schakelaars=without_names).veldenlijst(GKV_VERSIE)
    assert ONEROSTER.formaat.lacking(velden.velden) == ["leerling/roepnaam", "leerkracht/achternaam"]
    assert SDS.formaat.lacking(velden.velden) == []


def test_the_zip_has_the_same_files_without_folders_and_the_same_bytes_every_time() -> None:
    rooster = compose(ONEROSTER, bron(with_accounts(schoolgegevens())))
    content = b"".join(zipped(ONEROSTER, rooster))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == dict(write(ONEROSTER, rooster))
    assert b"".join(zipped(ONEROSTER, rooster)) == content

"""``uwlr gebruiker``: the first operator of an empty machine, and who follows."""

import pytest

from tests.support.commandline import Uwlr
from tests.support.partners.products import add_product
from tests.support.people.mensen import Klok, new_person
from tests.support.schools.builders import SCHOOL, schoolgegevens
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.account.uitnodiging import Plaats
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.account.mensen import Mensen
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

OTTO = ("--rol", "operator", "--email", "Otto@Dienst.Example", "--naam", "Otto Jansen")
JET = ("--rol", "schoolbeheerder", "--email", "jet@school.example", "--naam", "Jet Bos")


def mensen_of(uwlr: Uwlr, database: Database) -> Mensen:
    """The use cases behind the commands."""
    environ = {"UWLR_VAR": str(uwlr.folder / "var"), "UWLR_DATABASE_URL": uwlr.database_url}
    return Diensten(Settings.from_environment(environ), database).mensen


def test_an_empty_machine_has_nobody_and_no_password(uwlr: Uwlr, cli_database: Database) -> None:
    assert uwlr.json("gebruiker", "list") == {"gebruikers": [], "uitnodigingen": []}


def test_the_first_operator_gets_a_link_that_works_for_a_day(uwlr: Uwlr, cli_database: Database) -> None:
    done = uwlr.good("gebruiker", "invite", *OTTO)
    assert done.stdout.startswith("http://localhost:8080/portaal/uitnodiging/")
    assert "Geef deze link aan Otto Jansen" in done.stderr
    (uitnodiging,) = uwlr.json("gebruiker", "list")["uitnodigingen"]
    assert (uitnodiging["inlognaam"], uitnodiging["rol"]["rol"]) == ("otto@dienst.example", "operator")
    assert "Otto Jansen" in uwlr.good("gebruiker", "list").stdout


def test_an_invitation_is_withdrawn_or_replaced(uwlr: Uwlr, cli_database: Database) -> None:
    EdexmlUitwisseling(cli_database).store(schoolgegevens(SCHOOL))
    numbers = []
    for options in (OTTO, OTTO, (*JET, "--school", "99XX/16"), (*JET, "--school", "99XX/16")):
        numbers.append(uwlr.json("gebruiker", "invite", *options)["uitnodiging"])
    invited = [known["uitnodiging"] for known in uwlr.json("gebruiker", "list")["uitnodigingen"]]
    assert invited == [numbers[1], numbers[3]]
    number = str(numbers[3])
    assert uwlr.good("gebruiker", "withdraw", number).stderr == f"Uitnodiging {number} is ingetrokken.\n"
    invited = [known["uitnodiging"] for known in uwlr.json("gebruiker", "list")["uitnodigingen"]]
    assert invited == [numbers[1]]
    assert "geldt niet meer" in uwlr.refused("gebruiker", "withdraw", number)
    gone = uwlr.refused("gebruiker", "withdraw", "404")
    assert gone == "Er is geen uitnodiging 404. De uitnodigingen die er zijn: uwlr gebruiker list."


def test_people_of_schools_and_partners_are_invited(uwlr: Uwlr, cli_database: Database) -> None:
    EdexmlUitwisseling(cli_database).store(schoolgegevens(SCHOOL))
    add_product(cli_database, "LL1")
    made = uwlr.json("gebruiker", "invite", *JET, "--school", "99XX/16")
    assert (made["inlognaam"], made["gemaild"]) == ("jet@school.example", False)
    reader = ("--rol", "schoollezer", "--email", "lex@school.example", "--naam", "Lex")
    uwlr.good("gebruiker", "invite", *reader, "--school", "99XX/16", "--groep", "groep 4", "--groep", "G2")
    pia = ("--rol", "partnerbeheerder", "--email", "pia@leeslijst.example", "--naam", "Pia Vos")
    uwlr.good("gebruiker", "invite", *pia, "--partner", "1")
    places = [known["rol"] for known in uwlr.json("gebruiker", "list")["uitnodigingen"]]
    assert places == [
        {"rol": "schoolbeheerder", "school": "99XX/16", "koppelpartner": None, "groepen": []},
        {"rol": "schoollezer", "school": "99XX/16", "koppelpartner": None, "groepen": ["G1", "G2"]},
        {"rol": "partnerbeheerder", "school": None, "koppelpartner": 1, "groepen": []},
    ]
    shown = uwlr.good("gebruiker", "list").stdout
    assert "schoolbeheerder 99XX/16" in shown
    assert "partnerbeheerder 1" in shown
    nowhere = uwlr.refused("gebruiker", "invite", *reader, "--school", "99XX/16", "--groep", "7A")
    assert nowhere == "Er is geen groep '7A'. Er zijn: Groep 4, Groep 5, Plusklas."


@pytest.mark.parametrize(
    "options",
    [
        JET,
        (*OTTO, "--school", "99XX/16"),
        (*OTTO, "--partner", "1"),
        (*JET, "--school", "99XX/16", "--groep", "7A"),
    ],
)
def test_a_role_without_its_place_is_a_mistake_of_the_caller(
    uwlr: Uwlr, cli_database: Database, options: tuple[str, ...]
) -> None:
    assert uwlr("gebruiker", "invite", *options).exit_code == 2


def test_what_is_not_there_is_refused(uwlr: Uwlr, cli_database: Database) -> None:
    assert "School 88AA/00 is niet bekend." in uwlr.refused("gebruiker", "invite", *JET, "--school", "88AA")
    unknown = "Deze gebruiker is niet bekend. De gebruikers die er zijn: uwlr gebruiker list."
    assert unknown == uwlr.refused("gebruiker", "disable", "niemand@school.example")
    assert "niet bekend" in uwlr.refused("gebruiker", "recover", "niemand@school.example")
    nobody = ("--rol", "partnerbeheerder", "--email", "pia@leeslijst.example", "--naam", "Pia")
    assert "Er is geen koppelpartner 99." in uwlr.refused("gebruiker", "invite", *nobody, "--partner", "99")
    wrong = ("--rol", "operator", "--email", "geen adres", "--naam", "Otto")
    assert "e-mailadres" in uwlr.refused("gebruiker", "invite", *wrong)


def test_a_made_up_person_gets_another_link(uwlr: Uwlr, cli_database: Database) -> None:
    mensen_of(uwlr, cli_database).demo.link(
        "Otto Dam", Plaats(rol=Rol.OPERATOR), door=Handelende.opdrachtregel()
    )
    done = uwlr.good("gebruiker", "link", "otto.dam@demo.example")
    assert done.stdout.startswith("http://localhost:8080/portaal/demo/")
    assert "demonstratie" in uwlr.good("gebruiker", "list").stdout
    assert "demonstratie" in uwlr.refused("gebruiker", "link", "niemand@demo.example")


def test_a_person_is_recovered_and_disabled(uwlr: Uwlr, cli_database: Database) -> None:
    mensen = mensen_of(uwlr, cli_database)
    new_person(mensen, Klok(), Plaats(rol=Rol.OPERATOR), "otto@dienst.example", "Otto Jansen")
    uwlr.refused("gebruiker", "recover", "Otto@dienst.example", "--reden", " ")
    recovered = uwlr.good("gebruiker", "recover", "Otto@dienst.example", "--reden", "De telefoon is kwijt.")
    assert "/portaal/uitnodiging/" in recovered.stdout
    assert "nieuwe tweede stap" in uwlr.good("gebruiker", "list").stdout
    assert "overal uitgelogd" in uwlr.good("gebruiker", "logout", "otto@dienst.example").stderr
    assert "kan niet meer inloggen" in uwlr.good("gebruiker", "disable", "otto@dienst.example").stderr
    assert "uitgeschakeld op" in uwlr.good("gebruiker", "list").stdout
    (gone,) = uwlr.json("gebruiker", "list")["gebruikers"]
    assert gone["uitgeschakeld"] is not None
    assert "uwlr gebruiker invite" in uwlr.refused("gebruiker", "recover", "otto@dienst.example")

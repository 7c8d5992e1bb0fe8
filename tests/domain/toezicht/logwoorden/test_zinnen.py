"""What happened and who did it, in sentences."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.support.schools.builders import SCHOOL
from uwlr_service.domain.account.handelende import Handelende, Herkomst
from uwlr_service.domain.taal import Taal
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.domain.toezicht.logvraag import Getoonderegel
from uwlr_service.domain.toezicht.logwoorden import asked, doer, sentence

NAMEN = {"school": "De Wilg", "partner": "Uitgeverij", "product": "iReken", "gegevensset": "gkv-basis"}


def line(
    wat: str,
    inhoud: Mapping[str, Any] | None = None,
    *,
    namen: Mapping[str, str] = NAMEN,
    herkomst: Herkomst = Herkomst.PORTAAL,
    actor: str = "Saar Smit",
) -> Getoonderegel:
    """A line of the log."""
    return Getoonderegel(
        id=1,
        zegel=1,
        moment=datetime(2026, 11, 26, 12, tzinfo=UTC),
        soort=Logsoort.BESLUIT,
        wat=wat,
        herkomst=herkomst.value,
        actor=actor,
        school="99XX/16",
        partner=2,
        inhoud=inhoud or {},
        namen=namen,
        is_vergeten=False,
    )


def test_a_sentence_names_school_product_and_partner() -> None:
    regel = line("deelname-ingetrokken", {"koppeling": 3})
    assert sentence(regel) == "De Wilg is gestopt met iReken. Uitgeverij moet de gegevens vernietigen."
    assert sentence(regel, Taal.EN) == "De Wilg stopped with iReken. Uitgeverij has to destroy the data."


def test_a_name_begins_as_its_owner_writes_it() -> None:
    assert sentence(line("deelname-hervat")) == "iReken loopt weer voor De Wilg."


def test_what_has_no_name_any_more_is_said_in_general_words() -> None:
    regel = line("deelname-ingetrokken", {"koppeling": 3}, namen={})
    assert (
        sentence(regel) == "Een school is gestopt met koppeling 3. Een bedrijf moet de gegevens vernietigen."
    )
    assert sentence(line("toelating-opschorten", {"product": 5}, namen={})).startswith(
        "Een product is overal"
    )
    assert sentence(line("account-beeindigd", {"inlog": 9, "rol": "schoollezer"}, namen={}), Taal.EN) == (
        "A user is no longer reader at the school."
    )


def test_a_word_of_another_version_is_shown_as_it_is() -> None:
    assert sentence(line("iets-nieuws")) == "iets-nieuws"


def test_a_name_with_braces_asks_for_nothing() -> None:
    odd = {**NAMEN, "product": "{school.__class__} {0}"}
    assert sentence(line("deelname-hervat", namen=odd)) == "{school.__class__} {0} loopt weer voor De Wilg."


@pytest.mark.parametrize(
    ("uitkomst", "aantal", "said"),
    [
        ("gegevens", 1, "Er gingen gegevens uit."),
        ("206", 12, "Een deel ervan is opgehaald. Dat gebeurde 12 keer."),
        ("gepauzeerd", 1, "Dat is geweigerd: de school heeft gepauzeerd."),
        ("Client.OngeldigBericht", 1, "Dat is geweigerd."),
        ("Server.InterneFout", 1, "Dat mislukte door een storing bij deze dienst."),
    ],
)
def test_calls_say_how_they_ended(uitkomst: str, aantal: int, said: str) -> None:
    regel = line("gkv.pakket", {"uitkomst": uitkomst, "aantal": aantal})
    assert sentence(regel) == f"iReken vroeg om een pakket met gegevens van De Wilg (GKV). {said}"


@pytest.mark.parametrize(
    ("aan", "said"),
    [
        (True, "GeneriekeService staat nu aan voor iReken."),
        (False, "GeneriekeService staat nu uit voor iReken."),
    ],
)
def test_a_switch_is_said_in_words(aan: bool, said: str) -> None:
    assert sentence(line("generiekeservice", {"aan": aan})) == said


@pytest.mark.parametrize(
    ("door", "nl", "en"),
    [
        (Handelende(herkomst=Herkomst.PORTAAL, naam="Jo\nBos"), "door Jo Bos", "by Jo Bos"),
        (Handelende.klok(), "door de dienst zelf, op een vast moment", "by the service itself, on time"),
        (Handelende.api("koppeling-3"), "door het programma van iReken", "by the program of iReken"),
        (
            Handelende.opdrachtregel("Jo Bos"),
            "door Jo Bos, op de opdrachtregel",
            "by Jo Bos, on the command line",
        ),
        (
            Handelende.via_las("Ons LAS", SCHOOL, namens="Jo Bos"),
            "door Jo Bos, via LAS Ons LAS",
            "by Jo Bos, via LAS Ons LAS",
        ),
        (Handelende.via_las("Ons LAS", SCHOOL), "door LAS Ons LAS", "by LAS Ons LAS"),
    ],
)
def test_who_did_it(door: Handelende, nl: str, en: str) -> None:
    regel = line("deelname-hervat", herkomst=door.herkomst, actor=door.naam)
    assert (doer(regel), doer(regel, Taal.EN)) == (nl, en)


def test_whoever_runs_a_command_without_a_name_has_an_account_of_the_machine() -> None:
    door = Handelende.opdrachtregel()
    account = door.naam.removeprefix("opdrachtregel, account ")
    regel = line("deelname-hervat", herkomst=door.herkomst, actor=door.naam)
    assert doer(regel) == f"op de opdrachtregel, met account {account}"


def test_a_program_of_a_link_that_is_gone_and_a_way_of_another_version() -> None:
    regel = line(
        "gegevens-vernietigd", {"koppeling": 3}, namen={}, herkomst=Herkomst.API, actor="koppeling-3"
    )
    assert doer(regel) == "door het programma van koppeling 3"
    assert doer(replace(regel, herkomst="duif")) == "door koppeling-3"


def test_a_call_says_what_was_asked() -> None:
    names = {"product": "iReken", "school": "99XX/16"}
    assert asked("structuur", names, Taal.EN) == "iReken asked for the groups of 99XX/16 (UWLR)."
    assert asked("structuur", {}) == "Een product vroeg om de groepen van een school (UWLR)."
    assert asked("iets-nieuws", names) == "iets-nieuws"


def test_people_without_an_account() -> None:
    assert doer(line("aanmelden-geweigerd", actor="onbekend")) == "door iemand die niet inlogde"
    assert doer(line("deelname-hervat", actor="onbekend")) == "door onbekend"
    aanvrager = Handelende.aanvrager(4).naam
    assert doer(line("aanvraag-indienen", {"aanvraag": 4}, actor=aanvrager), Taal.EN) == "by the applicant"
    assert doer(line("deelname-hervat", actor=aanvrager)) == "door aanvrager van aanvraag 4"

"""Mail to whoever is invited says by whom, for what and where, in Dutch with the English below it."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import update

from tests.support.people.mensen import OPERATOR, Klok, at_school, new_person
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL, schoolgegevens
from tests.support.servers.mail import Mailserver, mailserver
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.account.uitnodiging import Plaats
from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.school import school
from uwlr_service.uitwisseling.account.mensen import Mensen
from uwlr_service.uitwisseling.account.sessies import Sessies
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

Read = Callable[[], list[str]]
CLI = Handelende.opdrachtregel()
NAMED = Handelende.opdrachtregel("Otto Dam")
PARTNER = Plaats(rol=Rol.PARTNERBEHEERDER, koppelpartner=1)


@pytest.fixture
def server() -> Iterator[Mailserver]:
    with mailserver() as running:
        yield running


@pytest.fixture
def mailing(mensen: Mensen, settings: Settings, server: Mailserver, database: Database) -> Diensten:
    """The services where mail goes out, and one of two schools has a name."""
    values = {
        "UWLR_DATABASE_URL": settings.database_url,
        "UWLR_VAR": str(settings.var),
        "UWLR_PORTAAL_URL": "https://portaal.example.nl",
        "UWLR_SMTP_URL": f"smtp://{server.host}",
        "UWLR_MAIL_FROM": "koppelingen@example.nl",
    }
    EdexmlUitwisseling(database).store(schoolgegevens(SCHOOL))
    with database.write() as connection:
        connection.execute(update(school).where(school.c.brincode == SCHOOL.brincode).values(naam="De Wilg"))
    return Diensten(Settings.from_environment(values), database)


@pytest.fixture
def read(mailing: Diensten, server: Mailserver) -> Read:
    """The parts of the one mail that waits: the subject, the Dutch, and the English."""

    def parts() -> list[str]:
        assert mailing.postbus.deliver() == 1
        letter = server.letters[-1]
        dutch, english = letter.get_content().replace("\r\n", "\n").split("In English: ")
        return [str(letter["Subject"]), dutch, english]

    return parts


@pytest.mark.parametrize(
    ("plaats", "dutch", "english"),
    [
        (OPERATOR, "Koppelingen beheerder van de dienst te worden.", "an operator of the service in"),
        (PARTNER, "beheerder van De Lezerij B.V. te worden.", "an administrator of De Lezerij B.V. in"),
        (at_school(SCHOOL), "beheerder van De Wilg te worden.", "an administrator of De Wilg in"),
        (at_school(SCHOOL, Rol.SCHOOLLEZER), "lezer bij De Wilg te worden.", "a reader at De Wilg in"),
        (
            at_school(ANDERE_SCHOOL),
            f"beheerder van {ANDERE_SCHOOL} te worden.",
            f"administrator of {ANDERE_SCHOOL} in",
        ),
    ],
)
def test_an_invitation_names_the_place_and_who_invites(
    mailing: Diensten, read: Read, plaats: Plaats, dutch: str, english: str
) -> None:
    made = mailing.mensen.uitnodigingen.invite("jet@x.example", "Jet Bos", plaats, door=NAMED)
    subject, in_dutch, in_english = read()
    assert subject == "Uitnodiging voor Koppelingen"
    assert in_english.startswith("Invitation to Koppelingen\n")
    for text, greeting, inviter, role in (
        (in_dutch, "Dag Jet Bos,", "Otto Dam nodigt u uit", dutch),
        (in_english, "Hello Jet Bos,", "Otto Dam invites you", english),
    ):
        assert greeting in text
        assert inviter in text
        assert role in text
        assert made.link in text


def test_a_command_that_names_nobody_invites_as_the_service(mailing: Diensten, read: Read) -> None:
    mailing.mensen.uitnodigingen.invite("jet@x.example", "Jet Bos", OPERATOR, door=CLI)
    _, dutch, english = read()
    assert "De beheerder van de dienst nodigt u uit" in dutch
    assert "The operator of the service invites you" in english
    assert "opdrachtregel" not in dutch + english


def test_a_new_second_step_is_explained_in_both_languages(
    mailing: Diensten, mensen: Mensen, read: Read, klok: Klok, sessies: Sessies
) -> None:
    otto = new_person(mensen, klok, OPERATOR, "otto@x.example", "Otto Dam").door(sessies)
    jet = new_person(mensen, klok, at_school(SCHOOL), "jet@x.example").door(sessies)
    assert jet.inlog is not None
    made = mailing.mensen.uitnodigingen.recover(jet.inlog, "De telefoon is kwijt.", door=otto)
    subject, dutch, english = read()
    assert subject == "Nieuwe uitnodiging voor Koppelingen"
    assert english.startswith("New invitation to Koppelingen\n")
    assert "Otto Dam stuurt u een nieuwe uitnodiging" in dutch
    assert "Otto Dam sends you a new invitation" in english
    assert made.link in dutch
    assert made.link in english


def test_a_reader_is_bound_to_groups_that_are_there(mailing: Diensten) -> None:
    invite = mailing.mensen.uitnodigingen.invite

    def reader(*groepen: str) -> Plaats:
        return Plaats(rol=Rol.SCHOOLLEZER, school=SCHOOL, groepen=frozenset(groepen))

    made = invite("lex@x.example", "Lex", reader("groep 4", "G2"), door=CLI)
    assert made.uitnodiging.plaats == reader("G1", "G2")
    with pytest.raises(Geweigerd, match=r"Er is geen groep '9Z'\. Er zijn: "):
        invite("lex@x.example", "Lex", reader("9Z"), door=CLI)

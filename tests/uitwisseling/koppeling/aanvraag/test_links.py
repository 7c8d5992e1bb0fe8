"""The way back to an application: a link in a mail, which works once and confirms the address."""

import re
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage

import pytest
from sqlalchemy import func, select, update

from tests.support.aanvragen.filled import OPDRACHTREGEL, draft, judging, operator
from tests.support.aanvragen.ingevuld import MAIL
from tests.support.databases import database_of
from tests.support.servers.mail import Mailserver, mailserver
from tests.support.statements import recorded
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import LinkOngeldig, NietToegestaan
from uwlr_service.domain.koppeling.aanvraag.link import MOST_LINKS
from uwlr_service.domain.koppeling.klant import Klant
from uwlr_service.domain.toezicht import post
from uwlr_service.domain.toezicht.post import Afzender
from uwlr_service.repository.schema import metadata
from uwlr_service.repository.schema.aanvraag import aanvraag, aanvraaglink
from uwlr_service.uitwisseling.koppeling.aanvraag.balie import Aanvraagbalie
from uwlr_service.uitwisseling.toezicht.post import Postbus

ADDRESS = "https://uwlr.example.nl"
LINK = re.compile(rf"{ADDRESS}/portaal/aanvragen/verder/([A-Za-z0-9_-]{{43}})")
VISITOR = Handelende.aanvrager()


@pytest.fixture
def server() -> Iterator[Mailserver]:
    """A mail server that takes everything."""
    with mailserver() as running:
        yield running


@pytest.fixture
def postbus(diensten: Diensten, server: Mailserver) -> Postbus:
    """The mail of a service that hands it in there."""
    sender = Afzender(server=post.Mailserver.parse(f"smtp://{server.host}"), van="noreply@uwlr.example.nl")
    return Postbus(database_of(diensten), diensten.settings.secret, None, sender)


@pytest.fixture
def balie(diensten: Diensten, postbus: Postbus) -> Aanvraagbalie:
    """Applications of a service that sends mail."""
    return Aanvraagbalie(
        database_of(diensten), diensten.settings.secret, postbus, diensten.mensen.uitnodigingen, ADDRESS
    )


def tokens(balie: Aanvraagbalie, postbus: Postbus, server: Mailserver) -> list[str]:
    """The links in the mails that were handed over."""
    balie.links.answer(door=Handelende.klok())
    postbus.deliver()
    found: list[str] = []
    for letter in server.letters:
        found += dict.fromkeys(LINK.findall(letter.get_content()))  # it stands in both languages
    return found


def in_two(letter: EmailMessage, between: str) -> list[str]:
    """What a mail says in its first language, and in the other one below it."""
    return [part.strip() for part in letter.get_content().replace("\r\n", "\n").split(between)]


def sizes(diensten: Diensten) -> dict[str, int]:
    """How many rows each table has."""
    with database_of(diensten).read() as connection:
        return {
            name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in metadata.tables.items()
        }


def test_a_link_confirms_the_address_and_works_once(
    balie: Aanvraagbalie, postbus: Postbus, server: Mailserver
) -> None:
    begun = balie.aanvragen.begin(MAIL, taal="nl", adres=None, door=VISITOR)
    assert balie.links.send(begun.id, door=Handelende.aanvrager(begun.id))
    (token,) = tokens(balie, postbus, server)
    assert server.recipients == [MAIL]
    assert not begun.is_confirmed
    sealed = balie.links.seal(token)
    assert token not in sealed
    assert balie.links.trade(sealed, door=VISITOR) == begun.id
    assert balie.aanvragen.dossier(begun.id, door=OPDRACHTREGEL).aanvraag.is_confirmed
    for wrong in (sealed, token, "", balie.links.seal("iets")):
        with pytest.raises(LinkOngeldig):
            balie.links.trade(wrong, door=VISITOR)


def test_a_link_of_long_ago_does_not_work(
    diensten: Diensten, balie: Aanvraagbalie, postbus: Postbus, server: Mailserver
) -> None:
    begun = balie.aanvragen.begin(MAIL, taal="nl", adres=None, door=VISITOR)
    balie.links.send(begun.id, door=Handelende.aanvrager(begun.id))
    (token,) = tokens(balie, postbus, server)
    with database_of(diensten).write() as connection:
        connection.execute(update(aanvraaglink).values(verloopt=tijd.now() - timedelta(seconds=1)))
    with pytest.raises(LinkOngeldig):
        balie.links.trade(balie.links.seal(token), door=VISITOR)


def test_an_address_gets_a_link_to_each_of_its_open_applications(
    balie: Aanvraagbalie, diensten: Diensten, postbus: Postbus, server: Mailserver
) -> None:
    balie.links.request("niemand@voorbeeld.example", door=VISITOR)
    open_ones = [draft(diensten), draft(diensten)]
    ended = draft(diensten)
    balie.aanvragen.withdraw(ended, door=OPDRACHTREGEL)
    balie.links.request(f" {MAIL.upper()} ", door=VISITOR)
    traded = [
        balie.links.trade(balie.links.seal(token), door=VISITOR) for token in tokens(balie, postbus, server)
    ]
    assert traded == open_ones


def test_asking_for_a_link_costs_the_same_for_an_address_that_nobody_applied_with(
    balie: Aanvraagbalie, diensten: Diensten, postbus: Postbus, server: Mailserver
) -> None:
    nummer = draft(diensten)

    def asked(mail: str) -> tuple[list[str], dict[str, int]]:
        before = sizes(diensten)
        with recorded() as statements:
            balie.links.request(mail, door=VISITOR)
        after = sizes(diensten)
        return statements, {name: after[name] - before[name] for name in after if after[name] != before[name]}

    known = asked(MAIL)
    assert known == asked("niemand@voorbeeld.example")
    assert known[1] == {"aanvraaglinkvraag": 1}
    again = asked(MAIL)
    assert again == (known[0], {})
    assert balie.links.answer(door=Handelende.klok()) == 2
    assert sizes(diensten)["aanvraaglinkvraag"] == 0
    (token,) = tokens(balie, postbus, server)
    assert balie.links.trade(balie.links.seal(token), door=VISITOR) == nummer


def test_only_the_clock_answers(balie: Aanvraagbalie) -> None:
    with pytest.raises(NietToegestaan):
        balie.links.answer(door=VISITOR)


def test_without_mail_nothing_is_kept_of_an_address(diensten: Diensten) -> None:
    diensten.aanvraagbalie.links.request(MAIL, door=VISITOR)
    assert sizes(diensten)["aanvraaglinkvraag"] == 0


def test_no_address_is_flooded(
    balie: Aanvraagbalie, diensten: Diensten, postbus: Postbus, server: Mailserver
) -> None:
    nummer = draft(diensten)
    own = Handelende.aanvrager(nummer)
    sends = [balie.links.send(nummer, door=own) for _ in range(MOST_LINKS + 2)]
    assert sends == [True] * MOST_LINKS + [False, False]
    assert len(tokens(balie, postbus, server)) == MOST_LINKS


def test_a_stranger_gets_no_link(balie: Aanvraagbalie, diensten: Diensten) -> None:
    nummer = draft(diensten)
    with pytest.raises(NietToegestaan):
        balie.links.send(nummer, door=VISITOR)


def test_without_mail_an_operator_hands_the_link_over(diensten: Diensten) -> None:
    balie = diensten.aanvraagbalie
    assert not balie.sends_mail
    begun = balie.aanvragen.begin(MAIL, taal="nl", adres=None, door=VISITOR)
    assert not balie.links.send(begun.id, door=Handelende.aanvrager(begun.id))
    link = balie.links.hand_over(begun.id, door=operator())
    token = link.rpartition("/")[2]
    assert balie.links.trade(balie.links.seal(token), door=VISITOR) == begun.id


def test_the_applicant_hears_each_step_in_the_language_of_the_form(
    balie: Aanvraagbalie, diensten: Diensten, postbus: Postbus, server: Mailserver
) -> None:
    nummer = draft(diensten)
    balie.aanvragen.send(nummer, verklaard=True, door=Handelende.aanvrager(nummer))
    balie.beoordeling.take_up(nummer, door=operator())
    balie.beoordeling.ask_more(nummer, {"organisatie/kvk": "Klopt dit?"}, door=operator())
    *_, token = tokens(balie, postbus, server)
    assert [letter["Subject"] for letter in server.letters] == [
        "Wij hebben uw aanvraag voor Leeslijst ontvangen",
        "Uw aanvraag voor Leeslijst is in behandeling",
        "Vraag over uw aanvraag voor Leeslijst",
    ]
    assert balie.links.trade(balie.links.seal(token), door=VISITOR) == nummer
    for letter in server.letters:
        dutch, english = in_two(letter, "In English: ")
        assert "gaat u namens De Lezerij B.V. naar uw aanvraag. Hij werkt één keer" in dutch
        assert "This link takes you, for De Lezerij B.V., to your application. It works once" in english
        assert LINK.findall(dutch) == LINK.findall(english)


def test_a_new_company_hears_that_an_account_comes_first(
    balie: Aanvraagbalie, diensten: Diensten, postbus: Postbus, server: Mailserver
) -> None:
    balie.toelater.admit(judging(diensten), Klant("Leeslijst", "LL1"), "Alles klopt.", door=OPDRACHTREGEL)
    postbus.deliver()
    (letter,) = [letter for letter in server.letters if letter["Subject"].endswith("is toegelaten")]
    dutch, english = in_two(letter, "In English: ")
    assert "Eerst maakt u een account." in dutch
    assert "First you make an account." in english


def test_what_a_stranger_typed_is_not_mailed_to_an_address_that_is_not_confirmed(
    balie: Aanvraagbalie, diensten: Diensten, postbus: Postbus, server: Mailserver
) -> None:
    nummer = draft(diensten)
    with database_of(diensten).write() as connection:
        connection.execute(update(aanvraag).values(bevestigd=None, taal="en"))
    balie.links.send(nummer, door=Handelende.aanvrager(nummer))
    balie.termijnen.pass_time(tijd.now() + timedelta(days=25), door=Handelende.klok())
    postbus.deliver(tijd.now() + timedelta(days=25))
    subjects = [letter["Subject"] for letter in server.letters]
    assert subjects == ["Your application for a link", "Your application for a link expires"]
    for letter in server.letters:
        english, dutch = in_two(letter, "In het Nederlands: ")
        assert "This link takes you to your application. It works once" in english
        assert "Met deze link gaat u naar uw aanvraag. Hij werkt één keer" in dutch
        assert "Lezerij" not in english + dutch
        assert "Leeslijst" not in english + dutch


def test_whoever_confirmed_the_address_hears_that_the_draft_is_gone(
    balie: Aanvraagbalie, diensten: Diensten, postbus: Postbus, server: Mailserver
) -> None:
    draft(diensten)
    unconfirmed = draft(diensten)
    with database_of(diensten).write() as connection:
        connection.execute(update(aanvraag).where(aanvraag.c.id == unconfirmed).values(bevestigd=None))
    later = tijd.now() + timedelta(days=31)
    assert balie.termijnen.pass_time(later, door=Handelende.klok()) == 2
    postbus.deliver(later)
    (letter,) = [letter for letter in server.letters if letter["Subject"].endswith("is verlopen")]
    assert letter["To"] == MAIL
    dutch, english = in_two(letter, "In English: ")
    assert dutch == "U hebt de aanvraag niet binnen 30 dagen verstuurd. Het concept is verwijderd."
    assert english == (
        "Your application for Leeslijst has expired\n\n"
        "You did not send the application within 30 days. The draft was deleted."
    )

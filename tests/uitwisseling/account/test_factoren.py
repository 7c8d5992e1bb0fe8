"""Own factors: changed after a fresh proof, told, and every other session of the person ends."""

from dataclasses import replace

import pyotp
import pytest
from sqlalchemy import select

from tests.support.people.mensen import WACHTWOORD, Klok, Persoon, at_school, new_person
from tests.support.schools.builders import SCHOOL
from uwlr_service.config import Settings
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import (
    AanmeldenMislukt,
    CodeOngeldig,
    Geweigerd,
    NietToegestaan,
    SleutelOnleesbaar,
    VersBewijsNodig,
    WachtwoordZwak,
)
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema import account as tables
from uwlr_service.repository.schema import toezicht
from uwlr_service.uitwisseling.account.codes import Codes
from uwlr_service.uitwisseling.account.factoren import Codebewijs
from uwlr_service.uitwisseling.account.mensen import Mensen
from uwlr_service.uitwisseling.account.pogingen import Bezoeker
from uwlr_service.uitwisseling.account.sessies import Sessies
from uwlr_service.uitwisseling.toezicht.post import Postbus

ANOTHER = "vier heel andere woordjes kabbelen"


@pytest.fixture
def jet(mensen: Mensen, klok: Klok) -> Persoon:
    return new_person(mensen, klok, at_school(SCHOOL))


def with_secrets(database: Database, secret: bytes, old_secret: bytes | None) -> Mensen:
    """The use cases under another secret."""
    postbus = Postbus(database, secret, old_secret, None)
    return Mensen(database, postbus, secret=secret, old_secret=old_secret, address=None)


def go_on(jet: Persoon, token: str) -> None:
    """Let the browser of somebody have the new value of its cookie."""
    jet.aangemeld = replace(jet.aangemeld, sessie=token)


def test_every_change_ends_the_other_sessions_and_gives_this_one_another_value(
    jet: Persoon, sessies: Sessies
) -> None:
    elsewhere = jet.aangemeld.sessie
    before = jet.sign_in().sessie
    token = jet.mensen.factorbeheer.change_password(jet.bezoeker, ANOTHER, door=jet.door(sessies))
    assert sessies.find(elsewhere) is None
    assert sessies.find(before) is None
    assert sessies.find(token) is not None


def test_every_change_asks_for_a_fresh_proof(jet: Persoon, sessies: Sessies, klok: Klok) -> None:
    door = jet.door(sessies)
    klok.pass_by(minutes=11)
    beheer = jet.mensen.factorbeheer
    vraag = beheer.ask_code(door=door)
    for change in (
        lambda: beheer.change_password(jet.bezoeker, ANOTHER, door=door),
        lambda: beheer.add(jet.bezoeker, Codebewijs(vraag.geheim, "000000"), door=door),
        lambda: beheer.remove_code(jet.bezoeker, door=door),
        lambda: beheer.remove_passkey(jet.bezoeker, 1, door=door),
        lambda: beheer.renew_recovery_codes(jet.bezoeker, door=door),
    ):
        with pytest.raises(VersBewijsNodig):
            change()


def test_every_change_is_logged_and_told(jet: Persoon, sessies: Sessies, database: Database) -> None:
    number = jet.number(sessies)
    jet.mensen.factorbeheer.change_password(jet.bezoeker, ANOTHER, door=jet.door(sessies))
    with database.read() as connection:
        words = (
            connection.execute(select(toezicht.logregel.c.wat).order_by(toezicht.logregel.c.id))
            .scalars()
            .all()
        )
        told = connection.execute(select(toezicht.bericht.c.soort, toezicht.bericht.c.inlog_id)).all()
    assert words[-1] == "wachtwoord-gewijzigd"
    assert [tuple(row) for row in told] == [("factor-gewijzigd", number)]


def test_a_new_password_replaces_the_one_before(jet: Persoon, sessies: Sessies) -> None:
    beheer = jet.mensen.factorbeheer
    with pytest.raises(WachtwoordZwak):
        beheer.change_password(jet.bezoeker, "JetBos-99XX-2026", door=jet.door(sessies))
    beheer.change_password(jet.bezoeker, ANOTHER, door=jet.door(sessies))
    with pytest.raises(AanmeldenMislukt):
        jet.mensen.aanmelding.sign_in(Bezoeker(), jet.inlognaam, WACHTWOORD)
    jet.mensen.aanmelding.sign_in(Bezoeker(), jet.inlognaam, ANOTHER)


def test_another_app_replaces_the_one_before(jet: Persoon, sessies: Sessies, klok: Klok) -> None:
    beheer = jet.mensen.factorbeheer
    vraag = beheer.ask_code(door=jet.door(sessies))
    with pytest.raises(CodeOngeldig):
        beheer.add(jet.bezoeker, Codebewijs(vraag.geheim, jet.code()), door=jet.door(sessies))
    code = pyotp.TOTP(vraag.sleutel).at(klok())
    go_on(jet, beheer.add(jet.bezoeker, Codebewijs(vraag.geheim, code), door=jet.door(sessies)))
    with pytest.raises(CodeOngeldig):
        jet.mensen.aanmelding.confirm_again(jet.bezoeker, jet.code())
    jet.sleutel = vraag.sleutel
    jet.sign_in()


def test_the_last_second_step_stays(jet: Persoon, sessies: Sessies) -> None:
    with pytest.raises(Geweigerd, match="laatste tweede stap"):
        jet.mensen.factorbeheer.remove_code(jet.bezoeker, door=jet.door(sessies))
    jet.sign_in()


def test_new_recovery_codes_replace_those_of_before(jet: Persoon, sessies: Sessies) -> None:
    beheer = jet.mensen.factorbeheer
    token, codes = beheer.renew_recovery_codes(jet.bezoeker, door=jet.door(sessies))
    go_on(jet, token)
    assert len(set(codes)) == 10
    assert not set(codes) & set(jet.herstelcodes)
    assert beheer.of_person(door=jet.door(sessies)).herstelcodes == 10
    with pytest.raises(CodeOngeldig):
        jet.mensen.aanmelding.confirm_again(jet.bezoeker, jet.herstelcodes[0])
    go_on(jet, jet.mensen.aanmelding.confirm_again(jet.bezoeker, codes[0]))
    assert beheer.of_person(door=jet.door(sessies)).herstelcodes == 9


def test_the_command_line_has_no_factors_of_its_own(mensen: Mensen) -> None:
    with pytest.raises(NietToegestaan):
        mensen.factorbeheer.of_person(door=Handelende.opdrachtregel())


def test_a_seed_is_encrypted_anew_by_a_new_secret(
    jet: Persoon, settings: Settings, database: Database, klok: Klok
) -> None:
    new = b"n" * 32
    renewed = with_secrets(database, new, settings.secret)
    half = renewed.aanmelding.sign_in(Bezoeker(), jet.inlognaam, WACHTWOORD)
    renewed.aanmelding.confirm_code(Bezoeker(sessie=half.sessie), jet.code())
    after = with_secrets(database, new, None)
    half = after.aanmelding.sign_in(Bezoeker(), jet.inlognaam, WACHTWOORD)
    after.aanmelding.confirm_code(Bezoeker(sessie=half.sessie), jet.code())
    with database.read() as connection:
        kept = connection.execute(select(tables.inlog_totp.c.geheim)).scalar_one()
    with pytest.raises(SleutelOnleesbaar):
        Codes(settings.secret).seed(kept)


def test_recovery_codes_of_the_secret_of_before_still_work(
    jet: Persoon, settings: Settings, database: Database
) -> None:
    renewed = with_secrets(database, b"n" * 32, settings.secret)
    half = renewed.aanmelding.sign_in(Bezoeker(), jet.inlognaam, WACHTWOORD)
    assert renewed.aanmelding.confirm_code(Bezoeker(sessie=half.sessie), jet.herstelcodes[3])


def test_an_app_reads_for_whom_and_what_a_code_is(jet: Persoon, sessies: Sessies) -> None:
    vraag = jet.mensen.factorbeheer.ask_code(door=jet.door(sessies))
    parsed = pyotp.parse_uri(vraag.adres)
    assert (parsed.name, parsed.issuer) == ("jet@school.example", "Koppelingen")
    assert isinstance(parsed, pyotp.TOTP)
    assert parsed.secret == vraag.sleutel

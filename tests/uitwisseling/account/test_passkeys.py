"""Passkeys: made for this address alone, by a device that saw who held it, and never replayed."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.support.people.mensen import WACHTWOORD, Klok, Persoon, at_school, new_person
from tests.support.people.sleutelmaker import PRESENT, VERIFIED, Sleutelmaker
from tests.support.schools.builders import SCHOOL
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import Geweigerd, NietToegestaan, PasskeyOngeldig, PogingVoorbij
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema import account as tables
from uwlr_service.uitwisseling.account.factoren import Passkeybewijs
from uwlr_service.uitwisseling.account.mensen import Mensen
from uwlr_service.uitwisseling.account.passkeys import MOST, Passkeys
from uwlr_service.uitwisseling.account.pogingen import Bezoeker
from uwlr_service.uitwisseling.account.sessies import Sessies

ORIGIN = "http://localhost:8080"
"""Where people find the pages of a service without settings."""


def device(**said: object) -> Sleutelmaker:
    """A device with a passkey for this address."""
    return replace(Sleutelmaker(origin=ORIGIN, host="localhost"), **said)  # type: ignore[arg-type]


@pytest.fixture
def jet(mensen: Mensen, klok: Klok) -> Persoon:
    return new_person(mensen, klok, at_school(SCHOOL))


def add(jet: Persoon, sessies: Sessies, sleutelmaker: Sleutelmaker, naam: str = "Telefoon") -> None:
    """Add a passkey to the account of somebody who signed in."""
    door = jet.door(sessies)
    vraag = jet.mensen.factorbeheer.ask_passkey(door=door)
    bewijs = Passkeybewijs(sleutelmaker.make(vraag.opties), vraag.uitdaging, naam)
    token = jet.mensen.factorbeheer.add(jet.bezoeker, bewijs, door=door)
    jet.aangemeld = replace(jet.aangemeld, sessie=token)


def sign_in(mensen: Mensen, sleutelmaker: Sleutelmaker, bezoeker: Bezoeker | None = None) -> str:
    """Sign in by a passkey; the value of the cookie."""
    vraag = mensen.aanmelding.ask_passkey()
    answer = sleutelmaker.sign(vraag.opties)
    return mensen.aanmelding.sign_in_by_passkey(bezoeker or Bezoeker(), answer, vraag.uitdaging).sessie


def test_a_passkey_alone_lets_somebody_in(mensen: Mensen, jet: Persoon, sessies: Sessies) -> None:
    sleutelmaker = device()
    add(jet, sessies, sleutelmaker)
    sessie = sessies.find(sign_in(mensen, sleutelmaker))
    assert sessie is not None
    assert sessie.amr == ("pop", "user", "mfa")
    assert sessie.handelende is not None
    assert sessie.handelende.naam == "Jet Bos"
    sessie.handelende.require_fresh()


def test_a_passkey_may_follow_a_password(mensen: Mensen, jet: Persoon, sessies: Sessies) -> None:
    sleutelmaker = device()
    add(jet, sessies, sleutelmaker)
    half = mensen.aanmelding.sign_in(Bezoeker(), jet.inlognaam, WACHTWOORD)
    token = sign_in(mensen, sleutelmaker, Bezoeker(sessie=half.sessie))
    assert sessies.find(half.sessie) is None
    assert sessies.find(token) is not None


def test_an_invitation_can_be_used_up_by_a_passkey(mensen: Mensen, sessies: Sessies) -> None:
    made = mensen.uitnodigingen.invite(
        "piet@school.example", "Piet", at_school(SCHOOL), door=Handelende.opdrachtregel()
    )
    bezoeker = Bezoeker(sessie=mensen.uitnodigingen.take(Bezoeker(), made.token))
    kept = mensen.activering.choose_password(bezoeker, WACHTWOORD)
    vraag = mensen.activering.ask_passkey(bezoeker)
    sleutelmaker = device()
    bewijs = Passkeybewijs(sleutelmaker.make(vraag.opties), vraag.uitdaging)
    done = mensen.activering.activate(bezoeker, kept, bewijs)
    assert len(done.herstelcodes) == 10
    assert sessies.find(done.aangemeld.sessie) is not None
    assert sessies.find(sign_in(mensen, sleutelmaker)) is not None


@pytest.mark.parametrize(
    "said",
    [
        {"flags": PRESENT},
        {"flags": VERIFIED},
        {"origin": "https://phishing.example"},
        {"host": "phishing.example"},
    ],
)
def test_what_a_device_says_has_to_be_right(
    mensen: Mensen, jet: Persoon, sessies: Sessies, said: dict[str, object]
) -> None:
    with pytest.raises(PasskeyOngeldig):
        add(jet, sessies, device(**said))
    sleutelmaker = device()
    add(jet, sessies, sleutelmaker)
    wrong = replace(sleutelmaker, **said)  # type: ignore[arg-type]
    with pytest.raises(PasskeyOngeldig):
        sign_in(mensen, wrong)


def test_an_answer_is_for_one_challenge(mensen: Mensen, jet: Persoon, sessies: Sessies) -> None:
    sleutelmaker = device()
    add(jet, sessies, sleutelmaker)
    first = mensen.aanmelding.ask_passkey()
    answer = sleutelmaker.sign(first.opties)
    second = mensen.aanmelding.ask_passkey()
    with pytest.raises(PasskeyOngeldig):
        mensen.aanmelding.sign_in_by_passkey(Bezoeker(), answer, second.uitdaging)


def test_another_key_or_another_owner_is_refused(
    mensen: Mensen, jet: Persoon, klok: Klok, sessies: Sessies
) -> None:
    sleutelmaker = device()
    add(jet, sessies, sleutelmaker)
    with pytest.raises(PasskeyOngeldig):
        sign_in(mensen, device())
    with pytest.raises(PasskeyOngeldig):
        sign_in(mensen, device(sleutel_id=sleutelmaker.sleutel_id, handvat=sleutelmaker.handvat))
    with pytest.raises(PasskeyOngeldig):
        sign_in(mensen, replace(sleutelmaker, handvat=b"somebody else"))
    piet = new_person(mensen, klok, at_school(SCHOOL), "piet@school.example", "Piet")
    with pytest.raises(PasskeyOngeldig):  # a passkey that somebody has already
        add(piet, sessies, sleutelmaker)


@pytest.mark.parametrize(
    ("first", "then", "is_taken"), [(0, 0, True), (5, 6, True), (5, 5, False), (5, 4, False), (5, 0, False)]
)
def test_a_count_that_was_not_zero_may_not_fall_back(
    mensen: Mensen, jet: Persoon, sessies: Sessies, first: int, then: int, is_taken: bool
) -> None:
    sleutelmaker = device(teller=first)
    add(jet, sessies, sleutelmaker)
    sleutelmaker.teller = then
    if is_taken:
        sign_in(mensen, sleutelmaker)
    else:
        with pytest.raises(PasskeyOngeldig):
            sign_in(mensen, sleutelmaker)


def test_the_count_that_was_given_last_is_kept(
    mensen: Mensen, jet: Persoon, sessies: Sessies, database: Database
) -> None:
    sleutelmaker = device(teller=5)
    add(jet, sessies, sleutelmaker)
    sleutelmaker.teller = 2**32 - 1
    sign_in(mensen, sleutelmaker)
    with database.read() as connection:
        assert connection.execute(select(tables.inlog_passkey.c.teller)).scalars().all() == [2**32 - 1]


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "{}",
        "null",
        "[]",
        "[" * 100_000,
        '{"id": 1, "rawId": [], "type": "public-key", "response": 3}',
        json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": {}}),
        json.dumps(
            {
                "id": "AA",
                "rawId": "AA",
                "type": "public-key",
                "response": {
                    "clientDataJSON": "AA",
                    "authenticatorData": "AA",
                    "signature": "AA",
                    "attestationObject": "_w",
                },
            }
        ),
    ],
)
def test_what_is_no_answer_is_refused(mensen: Mensen, jet: Persoon, sessies: Sessies, answer: str) -> None:
    with pytest.raises(PasskeyOngeldig):
        mensen.aanmelding.sign_in_by_passkey(Bezoeker(), answer, "AA")
    with pytest.raises(PasskeyOngeldig):
        mensen.factorbeheer.add(jet.bezoeker, Passkeybewijs(answer, "AA"), door=jet.door(sessies))


def test_a_passkey_proves_anew_who_somebody_is(
    mensen: Mensen, jet: Persoon, klok: Klok, sessies: Sessies
) -> None:
    sleutelmaker = device()
    add(jet, sessies, sleutelmaker)
    klok.pass_by(minutes=11)
    vraag = mensen.aanmelding.ask_passkey()
    answer = sleutelmaker.sign(vraag.opties)
    token = mensen.aanmelding.confirm_again_by_passkey(jet.bezoeker, answer, vraag.uitdaging)
    sessie = sessies.find(token)
    assert sessie is not None
    assert sessie.handelende is not None
    sessie.handelende.require_fresh()
    piet = new_person(mensen, klok, at_school(SCHOOL), "piet@school.example", "Piet")
    with pytest.raises(PasskeyOngeldig):  # of somebody else than the one who signed in
        mensen.aanmelding.confirm_again_by_passkey(piet.bezoeker, answer, vraag.uitdaging)
    with pytest.raises(PogingVoorbij):
        mensen.aanmelding.confirm_again_by_passkey(Bezoeker(), answer, vraag.uitdaging)


def test_a_person_who_was_disabled_has_no_passkey_any_more(
    mensen: Mensen, jet: Persoon, sessies: Sessies
) -> None:
    sleutelmaker = device()
    add(jet, sessies, sleutelmaker)
    mensen.gebruikers.disable(jet.inlognaam, door=Handelende.opdrachtregel())
    with pytest.raises(PasskeyOngeldig):
        sign_in(mensen, sleutelmaker)


def test_a_removed_passkey_proves_nothing(mensen: Mensen, jet: Persoon, sessies: Sessies) -> None:
    sleutelmaker = device()
    add(jet, sessies, sleutelmaker)
    door = jet.door(sessies)
    (passkey,) = mensen.factorbeheer.of_person(door=door).passkeys
    assert passkey.naam == "Telefoon"
    mensen.factorbeheer.remove_passkey(jet.bezoeker, passkey.id, door=door)
    with pytest.raises(PasskeyOngeldig):
        sign_in(mensen, sleutelmaker)


def test_nobody_removes_the_passkey_of_another(
    mensen: Mensen, jet: Persoon, klok: Klok, sessies: Sessies
) -> None:
    sleutelmaker = device()
    add(jet, sessies, sleutelmaker)
    (passkey,) = mensen.factorbeheer.of_person(door=jet.door(sessies)).passkeys
    piet = new_person(mensen, klok, at_school(SCHOOL), "piet@school.example", "Piet")
    with pytest.raises(NietToegestaan):
        mensen.factorbeheer.remove_passkey(piet.bezoeker, passkey.id, door=piet.door(sessies))
    sign_in(mensen, sleutelmaker)


def test_passkeys_of_one_person_are_bounded(jet: Persoon, sessies: Sessies) -> None:
    for _ in range(MOST):
        add(jet, sessies, device())
    with pytest.raises(Geweigerd):
        add(jet, sessies, device())


@pytest.mark.parametrize("address", [None, "http://127.0.0.1:8080", "http://[::1]:8080"])
def test_an_address_without_a_name_has_no_passkeys(address: str | None) -> None:
    passkeys = Passkeys(address, "Koppelingen")
    assert not passkeys.are_possible
    with pytest.raises(PasskeyOngeldig):
        passkeys.ask()
    assert Passkeys("https://portaal.example.nl", "Koppelingen").are_possible

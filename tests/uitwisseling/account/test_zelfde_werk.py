"""How long an answer takes tells nobody whose name or address it is: the work is the same."""

from collections.abc import Callable

import pytest

from tests.support.people.mensen import OPERATOR, WACHTWOORD, Klok, at_school, invite, new_person
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL
from tests.support.statements import beside_seals, recorded
from uwlr_service.domain.account.uitnodiging import Plaats
from uwlr_service.domain.fouten import AanmeldenMislukt
from uwlr_service.uitwisseling.account import wachtwoorden
from uwlr_service.uitwisseling.account.mensen import Mensen
from uwlr_service.uitwisseling.account.pogingen import Bezoeker

ELSEWHERE = Bezoeker(adres="203.0.113.7")
WRONG = "heel iets anders dan het is"


def refused(attempt: Callable[[], object]) -> tuple[str, list[str]]:
    """The words of a refusal, and the statements that it took, without what they are about."""
    with recorded() as statements, pytest.raises(AanmeldenMislukt) as error:
        attempt()
    return error.value.tekst, [text.partition(" FROM ")[0] for text in beside_seals(statements)]


def test_wrong_and_unknown_are_refused_in_the_same_words_after_the_same_work(
    mensen: Mensen, klok: Klok, monkeypatch: pytest.MonkeyPatch
) -> None:
    jet = new_person(mensen, klok, at_school(SCHOOL))
    hashed: list[str | None] = []
    real = wachtwoorden.is_right

    def watched(wachtwoord: str, kept: str | None) -> bool:
        hashed.append(kept)
        return real(wachtwoord, kept)

    monkeypatch.setattr(wachtwoorden, "is_right", watched)
    sign_in = jet.mensen.aanmelding.sign_in
    wrong = refused(lambda: sign_in(ELSEWHERE, jet.inlognaam, WRONG))
    unknown = refused(lambda: sign_in(ELSEWHERE, "niemand@school.example", WRONG))
    assert wrong == unknown
    assert len(hashed) == 2


@pytest.mark.parametrize(
    ("plaats", "apparaat"),
    [(at_school(SCHOOL), None), (OPERATOR, "of-a-stranger")],
    ids=["school", "operator"],
)
def test_the_work_of_guessing_never_tells_whose_name_it_is(
    mensen: Mensen, klok: Klok, plaats: Plaats, apparaat: str | None
) -> None:
    piet = new_person(mensen, klok, plaats, "piet@school.example", "Piet Vos")

    def guesses(name: str, adres: str) -> list[tuple[str, list[str]]]:
        stranger = Bezoeker(adres=adres, apparaat=apparaat)
        told = []
        for _ in range(5):  # the third begins to wait, the fourth comes too soon
            told.append(refused(lambda: mensen.aanmelding.sign_in(stranger, name, WRONG)))
        return told

    assert guesses(piet.inlognaam, "203.0.113.7") == guesses("niemand@school.example", "198.51.100.7")


def test_an_attempt_that_comes_too_soon_is_refused_like_a_wrong_one(mensen: Mensen, klok: Klok) -> None:
    jet = new_person(mensen, klok, at_school(SCHOOL))
    sign_in = jet.mensen.aanmelding.sign_in
    texts = {refused(lambda: sign_in(ELSEWHERE, jet.inlognaam, WRONG))[0] for _ in range(3)}
    right_but_too_soon = refused(lambda: sign_in(ELSEWHERE, jet.inlognaam, WACHTWOORD))
    assert texts == {right_but_too_soon[0]}
    klok.pass_by(seconds=1)
    sign_in(ELSEWHERE, jet.inlognaam, WACHTWOORD)


def test_inviting_costs_the_same_for_an_address_that_is_known_elsewhere(mensen: Mensen, klok: Klok) -> None:
    jet = new_person(mensen, klok, at_school(ANDERE_SCHOOL))
    work = []
    for email in (jet.inlognaam, "niemand@school.example"):
        with recorded() as statements:
            invite(mensen, at_school(SCHOOL), email=email)
        work.append(statements)
    assert work[0] == work[1]

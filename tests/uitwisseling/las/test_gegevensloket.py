"""A LAS sends a school year: what is kept, what is let through, and what is held back."""

import hashlib
import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.support.las.inhalen import Overtaken
from tests.support.schools.builders import ANDERE_SCHOOL, JAAR, SCHOOL, leerling, school, schoolgegevens
from tests.support.statements import recorded
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import DocumentOngeldig, VerkeerdeSchool
from uwlr_service.domain.fouten.inzending import (
    AnderSchooljaar,
    InzendingAangehouden,
    InzendingOuder,
    StandVeranderd,
)
from uwlr_service.domain.las.inzending import Invoerplaats, Invoersoort, Inzending, Voorwaarden
from uwlr_service.domain.las.las import Las
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.formats import edexml
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.las.gegevensloket import Gegevensloket, Gegevensuitkomst
from uwlr_service.uitwisseling.las.vrijbrieven import Vrijbrieven
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

LAS = Las(id=1, naam="ParnasSys", alle_scholen=True, aangemaakt=datetime(2026, 9, 1, tzinfo=UTC))
ANDER_LAS = replace(LAS, id=2)
PLAATS = Invoerplaats(soort=Invoersoort.GEGEVENS, school=SCHOOL, schooljaar=JAAR)
GISTEREN = datetime(2026, 9, 1, 6, tzinfo=UTC)
VANDAAG = datetime(2026, 9, 2, 6, tzinfo=UTC)
NOTHING_SAID = Voorwaarden()


class Sender:
    """A LAS that sends what a school has."""

    def __init__(self, database: Database, secret: bytes = b"secret", old: bytes | None = None) -> None:
        self.edexml = EdexmlUitwisseling(database)
        self.loket = Gegevensloket(database, self.edexml, Vrijbrieven(secret, old))

    def put(
        self,
        gegevens: Schoolgegevens | bytes,
        voorwaarden: Voorwaarden = NOTHING_SAID,
        plaats: Invoerplaats = PLAATS,
        las: Las = LAS,
    ) -> Gegevensuitkomst:
        content = gegevens
        if isinstance(content, Schoolgegevens):
            content = b"".join(edexml.write(content))
        digest = hashlib.sha256(content).hexdigest()
        return self.loket.put(las, plaats, Inzending(source=io.BytesIO(content), digest=digest), voorwaarden)


@pytest.fixture
def sender(database: Database) -> Sender:
    """On this database."""
    return Sender(database)


def pupils(count: int, made: datetime | None = None) -> Schoolgegevens:
    return schoolgegevens(
        school=school(aanmaakdatum=made),
        leerlingen=tuple(leerling(f"L{number}") for number in range(count)),
    )


def test_the_same_bytes_cost_one_question_and_change_nothing(sender: Sender) -> None:
    first = sender.put(pupils(20))
    assert first.verslag is not None
    assert first.stand is not None
    assert first.verslag.totaal.toegevoegd == 20
    with recorded() as statements:
        again = sender.put(pupils(20))
    assert len(statements) == 1
    assert again.verslag is None
    assert again.stand == replace(first.stand)


def test_a_change_costs_as_many_statements_at_a_large_school(sender: Sender) -> None:
    counted = []
    for code, number in ((SCHOOL, 12), (ANDERE_SCHOOL, 600)):
        plaats = replace(PLAATS, school=code)
        gegevens = replace(pupils(number), school=school(code))
        sender.put(gegevens, plaats=plaats)
        changed = replace(gegevens, leerlingen=(leerling("L0", roepnaam="Anders"), *gegevens.leerlingen[1:]))
        with recorded() as statements:
            sender.put(changed, plaats=plaats)
        counted.append(len(statements))
    assert counted[0] == counted[1] <= 20


def test_one_changed_pupil_is_a_new_state(sender: Sender) -> None:
    first = sender.put(pupils(20))
    changed = replace(pupils(20), leerlingen=(leerling("L0", roepnaam="Anders"), *pupils(20).leerlingen[1:]))
    second = sender.put(changed)
    assert first.stand is not None
    assert second.stand is not None
    assert second.verslag is not None
    assert second.verslag.totaal.gewijzigd == 1
    assert second.stand.revisie == first.stand.revisie + 1
    assert second.stand.kenmerk != first.stand.kenmerk


def test_the_bytes_of_before_an_import_by_somebody_else_are_read_again(sender: Sender) -> None:
    sender.put(pupils(20))
    sender.edexml.store(pupils(21))
    again = sender.put(pupils(20))
    assert again.verslag is not None
    assert again.verslag.totaal.verdwenen == 1


def test_the_bytes_of_before_a_newer_file_with_the_same_content_are_too_old(sender: Sender) -> None:
    sender.put(pupils(20, GISTEREN))
    sender.edexml.store(pupils(20, VANDAAG))
    with pytest.raises(InzendingOuder):
        sender.put(pupils(20, GISTEREN))


def test_the_bytes_are_read_again_after_an_undo(sender: Sender) -> None:
    sender.put(pupils(20))
    sender.put(pupils(21))
    sender.edexml.undo(SCHOOL, JAAR, timedelta(days=400), door=Handelende.opdrachtregel())
    again = sender.put(pupils(20))
    assert again.verslag is not None
    assert not again.verslag.totaal.is_changed


def test_a_newer_file_with_the_same_content_has_another_mark_and_no_new_revision(sender: Sender) -> None:
    first = sender.put(pupils(3, GISTEREN)).stand
    second = sender.put(pupils(3, VANDAAG)).stand
    assert first is not None
    assert second is not None
    assert second.revisie == first.revisie
    assert second.kenmerk != first.kenmerk
    assert sender.loket.stand(PLAATS) == second


def test_a_sender_who_knows_another_state_is_refused(sender: Sender) -> None:
    first = sender.put(pupils(3)).stand
    second = sender.put(pupils(4)).stand
    assert first is not None
    assert second is not None
    with pytest.raises(StandVeranderd) as refused:
        sender.put(pupils(5), Voorwaarden(kenmerken=frozenset({first.kenmerk})))
    assert refused.value.kenmerk == second.kenmerk
    assert sender.loket.stand(PLAATS) == second
    third = sender.put(pupils(5), Voorwaarden(kenmerken=frozenset({first.kenmerk, second.kenmerk}))).stand
    assert third is not None
    assert third.revisie == 3


def test_the_same_bytes_do_not_pass_a_condition(sender: Sender) -> None:
    sender.put(pupils(3))
    with pytest.raises(StandVeranderd):
        sender.put(pupils(3), Voorwaarden(kenmerken=frozenset({"anders"})))


@pytest.mark.parametrize(
    "voorwaarden", [Voorwaarden(kenmerken=frozenset({"*"})), Voorwaarden(kenmerken=frozenset({"een"}))]
)
def test_a_state_that_must_be_there_and_is_not(sender: Sender, voorwaarden: Voorwaarden) -> None:
    with pytest.raises(StandVeranderd) as refused:
        sender.put(pupils(3), voorwaarden)
    assert refused.value.kenmerk is None


def test_a_state_that_must_not_be_there_yet(sender: Sender) -> None:
    first = sender.put(pupils(3), Voorwaarden(is_new=True))
    assert first.stand is not None
    with pytest.raises(StandVeranderd):
        sender.put(pupils(4), Voorwaarden(is_new=True))


def test_a_state_that_changes_while_the_file_is_read_is_seen(
    sender: Sender, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = sender.put(pupils(3)).stand
    assert first is not None
    read = edexml.read

    def read_slowly(*arguments: object) -> edexml.Gelezen:
        EdexmlUitwisseling(database).store(pupils(4))
        return read(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("uwlr_service.uitwisseling.school.edexml.edexml.read", read_slowly)
    with pytest.raises(StandVeranderd):
        sender.put(pupils(5), Voorwaarden(kenmerken=frozenset({first.kenmerk})))
    stand = sender.loket.stand(PLAATS)
    assert stand is not None
    assert stand.revisie == 2


def held_back(sender: Sender, gegevens: Schoolgegevens, **says: object) -> InzendingAangehouden:
    with pytest.raises(InzendingAangehouden) as refused:
        sender.put(gegevens, Voorwaarden(**says))  # type: ignore[arg-type]
    return refused.value


def test_a_school_that_shrinks_is_held_back_with_figures_and_let_through_by_the_token(sender: Sender) -> None:
    sender.put(pupils(20))
    refused = held_back(sender, pupils(10))
    (bezwaar, *_) = refused.bezwaren
    assert (bezwaar.soort, bezwaar.aantal, bezwaar.van) == ("leerlingen_weg", 10, 20)
    assert "--allow" not in refused.tekst
    assert sender.loket.stand(PLAATS) == sender.put(pupils(20)).stand
    done = sender.put(pupils(10), Voorwaarden(vrijbrief=refused.vrijbrief))
    assert done.verslag is not None
    assert done.verslag.totaal.verdwenen == 10


def test_the_token_is_for_these_bytes_this_state_this_place_and_this_las(sender: Sender) -> None:
    sender.put(pupils(20))
    vrijbrief = held_back(sender, pupils(10)).vrijbrief
    assert vrijbrief is not None
    held_back(sender, pupils(9), vrijbrief=vrijbrief)
    with pytest.raises(InzendingAangehouden):
        sender.put(pupils(10), Voorwaarden(vrijbrief=vrijbrief), las=ANDER_LAS)
    sender.edexml.store(pupils(21))
    again = held_back(sender, pupils(10), vrijbrief=vrijbrief)
    assert again.vrijbrief != vrijbrief
    assert sender.put(pupils(10), Voorwaarden(vrijbrief=again.vrijbrief)).verslag is not None


@pytest.mark.parametrize("vrijbrief", ["", "x", "1.x", "99999999999.", "é.x", f"99999999999.{'a' * 200}"])
def test_a_token_that_is_not_ours_lets_nothing_through(sender: Sender, vrijbrief: str) -> None:
    sender.put(pupils(20))
    held_back(sender, pupils(10), vrijbrief=vrijbrief)


def test_the_token_ends_after_an_hour(sender: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    sender.put(pupils(20))
    vrijbrief = held_back(sender, pupils(10)).vrijbrief
    now = tijd.now()
    monkeypatch.setattr(tijd, "now", lambda: now + timedelta(minutes=61))
    held_back(sender, pupils(10), vrijbrief=vrijbrief)
    monkeypatch.setattr(tijd, "now", lambda: now + timedelta(minutes=58))
    assert sender.put(pupils(10), Voorwaarden(vrijbrief=vrijbrief)).verslag is not None


def test_the_token_of_before_another_secret_still_counts(sender: Sender, database: Database) -> None:
    sender.put(pupils(20))
    vrijbrief = held_back(sender, pupils(10)).vrijbrief
    strange = Sender(database, b"other")
    held_back(strange, pupils(10), vrijbrief=vrijbrief)
    renewed = Sender(database, b"other", b"secret")
    assert renewed.put(pupils(10), Voorwaarden(vrijbrief=vrijbrief)).verslag is not None


def test_an_older_file_is_refused_naming_both_and_can_be_sent_all_the_same(sender: Sender) -> None:
    sender.put(pupils(3, VANDAAG))
    refused = held_back(sender, pupils(4, GISTEREN))
    assert isinstance(refused, InzendingOuder)
    assert (refused.gemaakt, refused.bereikt) == (GISTEREN, VANDAAG)
    assert tijd.format_moment(GISTEREN) in refused.tekst
    assert tijd.format_moment(VANDAAG) in refused.tekst
    assert refused.vrijbrief is None
    done = sender.put(pupils(4, GISTEREN), Voorwaarden(ouder=True))
    assert done.stand is not None
    assert done.stand.aanmaakdatum == GISTEREN


def test_an_older_file_that_shrinks_hears_of_both_at_once(sender: Sender) -> None:
    sender.put(pupils(20, VANDAAG))
    refused = held_back(sender, pupils(10, GISTEREN))
    assert isinstance(refused, InzendingOuder)
    held_back(sender, pupils(10, GISTEREN), ouder=True)
    held_back(sender, pupils(10, GISTEREN), vrijbrief=refused.vrijbrief)
    done = sender.put(pupils(10, GISTEREN), Voorwaarden(ouder=True, vrijbrief=refused.vrijbrief))
    assert done.verslag is not None


def test_a_trial_tells_what_would_change_and_stores_nothing(sender: Sender) -> None:
    trial = sender.put(pupils(20), Voorwaarden(proef=True))
    assert trial.stand is None
    assert trial.verslag is not None
    assert trial.verslag.totaal.toegevoegd == 20
    assert sender.loket.stand(PLAATS) is None
    stand = sender.put(pupils(20)).stand
    trial = sender.put(pupils(10), Voorwaarden(proef=True))
    assert trial.verslag is not None
    assert [bezwaar.soort for bezwaar in trial.verslag.bezwaren] == ["leerlingen_weg"]
    assert trial.stand == stand == sender.loket.stand(PLAATS)
    assert sender.put(pupils(10), Voorwaarden(vrijbrief=trial.vrijbrief)).verslag is not None


def test_a_file_for_another_place_is_refused(sender: Sender) -> None:
    with pytest.raises(VerkeerdeSchool):
        sender.put(schoolgegevens(ANDERE_SCHOOL))
    with pytest.raises(AnderSchooljaar, match="1999-2000"):
        sender.put(schoolgegevens(), plaats=replace(PLAATS, schooljaar=Schooljaar("1999-2000")))
    assert sender.loket.stand(PLAATS) is None


def test_a_bad_file_names_every_fault_with_its_place(sender: Sender) -> None:
    content = b"".join(edexml.write(schoolgegevens())).replace(b"<jaargroep>5<", b"<jaargroep>99<")
    with pytest.raises(DocumentOngeldig) as refused:
        sender.put(content)
    assert all(melding.regel and melding.pad and melding.verwacht for melding in refused.value.meldingen)
    assert len(refused.value.meldingen) == 2


def test_what_was_set_aside_stays_with_the_state(sender: Sender) -> None:
    content = b"".join(edexml.write(schoolgegevens())).replace(
        b"</school>",
        b'<toevoegingen><blok xmlns:x="http://www.w3.org/2001/XMLSchema-instance" x:type="Foto"/>'
        b"</toevoegingen></school>",
    )
    stand = sender.put(content).stand
    assert stand is not None
    assert stand.opmerkingen is not None
    assert stand.opmerkingen["terzijde"] == {"Foto": 1}
    assert stand.ontvangen is not None
    assert sender.loket.stand(PLAATS) == stand


def test_of_two_first_files_at_once_the_second_replaces(sender: Sender) -> None:
    """The other file comes in while this one is read: this one looked when there was nothing yet."""
    content = b"".join(edexml.write(pupils(20)))
    others: list[Gegevensuitkomst] = []
    source = Overtaken(content, lambda: others.append(sender.put(pupils(21))))
    inzending = Inzending(source=source, digest=hashlib.sha256(content).hexdigest())
    outcome = sender.loket.put(LAS, PLAATS, inzending, NOTHING_SAID)
    assert [other.is_first for other in others] == [True]
    assert not outcome.is_first
    assert outcome.verslag is not None
    assert outcome.verslag.totaal.verdwenen == 1

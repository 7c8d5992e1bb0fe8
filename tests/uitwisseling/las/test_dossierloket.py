"""A LAS sends a dossier: what is kept, what is let through, and what is held back."""

import hashlib
import io
from collections.abc import Iterable
from datetime import UTC, datetime

import pytest

from tests.support.las.inhalen import Overtaken
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import ANDERE_SCHOOL, JAAR, SCHOOL, schoolgegevens
from tests.support.statements import recorded
from uwlr_service.domain.fouten import DocumentOngeldig, LeerlingenOnbekend, VerkeerdeSchool
from uwlr_service.domain.fouten.inzending import InzendingAangehouden, StandVeranderd
from uwlr_service.domain.las.inzending import Invoerplaats, Invoersoort, Inzending, Voorwaarden
from uwlr_service.domain.las.las import Las
from uwlr_service.domain.school.dossier import Dossier, Dossierobject
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.formats.dossier import write_dossier
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.las.dossierloket import Dossierloket, Dossieruitkomst
from uwlr_service.uitwisseling.las.vrijbrieven import Vrijbrieven
from uwlr_service.uitwisseling.school.dossier import Dossiers
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

LAS = Las(id=1, naam="ParnasSys", alle_scholen=True, aangemaakt=datetime(2026, 9, 1, tzinfo=UTC))
PLAATS = Invoerplaats(soort=Invoersoort.DOSSIER, school=SCHOOL, schooljaar=JAAR)
MOMENT = "2026-11-02T08:00:00+01:00"
NOTHING_SAID = Voorwaarden()


class Sender:
    """A LAS that sends dossiers."""

    def __init__(self, database: Database) -> None:
        self.dossiers = Dossiers(database)
        self.loket = Dossierloket(database, self.dossiers, Vrijbrieven(b"secret"))

    def put(self, content: bytes, voorwaarden: Voorwaarden = NOTHING_SAID) -> Dossieruitkomst:
        digest = hashlib.sha256(content).hexdigest()
        return self.loket.put(LAS, PLAATS, Inzending(source=io.BytesIO(content), digest=digest), voorwaarden)


@pytest.fixture
def sender(database: Database) -> Sender:
    """On a database with three pupils of the school."""
    EdexmlUitwisseling(database).store(schoolgegevens())
    return Sender(database)


def written(objecten: Iterable[Dossierobject], code: Schoolcode = SCHOOL) -> bytes:
    return b"".join(write_dossier(Dossier(school=code, objecten=objecten)))


def guardians(count: int) -> bytes:
    return written(
        Dossierobject("verzorger", f"V{number}", {"achternaam": "Bos", "mutatiedatum": MOMENT})
        for number in range(count)
    )


def test_the_same_bytes_cost_one_question_and_change_nothing(sender: Sender) -> None:
    first = sender.put(guardians(10))
    assert first.verslag is not None
    assert first.verslag.totaal.toegevoegd == 10
    with recorded() as statements:
        again = sender.put(guardians(10))
    assert len(statements) == 1
    assert again.verslag is None
    assert again.stand == first.stand == sender.loket.stand(PLAATS)


def test_the_bytes_of_before_an_import_by_somebody_else_are_read_again(sender: Sender) -> None:
    sender.put(guardians(10))
    sender.dossiers.store(Dossier(school=SCHOOL, objecten=()), allow_shrink=True)
    again = sender.put(guardians(10))
    assert again.verslag is not None
    assert again.verslag.totaal.toegevoegd == 10


def test_the_name_in_a_dossier_holds_again_after_a_school_was_renamed(sender: Sender) -> None:
    content = b"".join(write_dossier(Dossier(school=SCHOOL, objecten=(), naam="De Vlieger")))
    sender.put(content)
    sender.dossiers.rename(SCHOOL, "De Draak", door=DOOR)
    sender.put(content)
    assert b"De Vlieger" in b"".join(sender.loket.document(PLAATS)[1])


def test_a_dossier_that_shrinks_is_held_back_and_let_through_by_the_token(sender: Sender) -> None:
    stand = sender.put(guardians(10)).stand
    with pytest.raises(InzendingAangehouden) as refused:
        sender.put(guardians(5))
    (bezwaar,) = refused.value.bezwaren
    assert (bezwaar.soort, bezwaar.aantal, bezwaar.van) == ("verzorger_weg", 5, 10)
    assert sender.loket.stand(PLAATS) == stand
    with pytest.raises(InzendingAangehouden):
        sender.put(guardians(4), Voorwaarden(vrijbrief=refused.value.vrijbrief))
    done = sender.put(guardians(5), Voorwaarden(vrijbrief=refused.value.vrijbrief))
    assert done.verslag is not None
    assert done.verslag.totaal.verdwenen == 5


def test_a_trial_stores_nothing(sender: Sender) -> None:
    trial = sender.put(guardians(10), Voorwaarden(proef=True))
    assert trial.verslag is not None
    assert trial.verslag.totaal.toegevoegd == 10
    assert trial.stand is None
    assert sender.loket.stand(PLAATS) is None
    sender.put(guardians(10))
    trial = sender.put(guardians(5), Voorwaarden(proef=True))
    assert trial.verslag is not None
    assert [bezwaar.aantal for bezwaar in trial.verslag.bezwaren] == [5]
    assert sender.put(guardians(5), Voorwaarden(vrijbrief=trial.vrijbrief)).verslag is not None


def test_a_sender_who_knows_another_state_is_refused(sender: Sender) -> None:
    first = sender.put(guardians(10)).stand
    second = sender.put(guardians(11)).stand
    assert first is not None
    assert second is not None
    with pytest.raises(StandVeranderd) as refused:
        sender.put(guardians(12), Voorwaarden(kenmerken=frozenset({first.kenmerk})))
    assert refused.value.kenmerk == second.kenmerk
    with pytest.raises(StandVeranderd):
        sender.put(guardians(12), Voorwaarden(is_new=True))
    assert sender.put(guardians(12), Voorwaarden(kenmerken=frozenset({second.kenmerk}))).verslag is not None


def test_a_dossier_of_another_school_is_refused(sender: Sender, database: Database) -> None:
    EdexmlUitwisseling(database).store(schoolgegevens(ANDERE_SCHOOL))
    with pytest.raises(VerkeerdeSchool):
        sender.put(written((), ANDERE_SCHOOL))


def test_what_is_wrong_in_a_dossier_is_named_with_its_place(sender: Sender) -> None:
    with pytest.raises(DocumentOngeldig) as wrong:
        sender.put(guardians(2).replace(b"V1", b""))
    assert wrong.value.meldingen[0].regel is not None
    waarden = {"@leerling": "L404", "begindatumtijd": MOMENT, "heledag": "true", "mutatiedatum": MOMENT}
    with pytest.raises(LeerlingenOnbekend) as refused:
        sender.put(written([Dossierobject("absentie", "A1", waarden)]))
    assert refused.value.meldingen[0].regel is not None
    assert sender.loket.stand(PLAATS) is None


def test_of_two_first_dossiers_at_once_the_second_replaces(sender: Sender) -> None:
    content = guardians(20)
    others: list[Dossieruitkomst] = []
    source = Overtaken(content, lambda: others.append(sender.put(guardians(21))))
    inzending = Inzending(source=source, digest=hashlib.sha256(content).hexdigest())
    outcome = sender.loket.put(LAS, PLAATS, inzending, NOTHING_SAID)
    assert [other.is_first for other in others] == [True]
    assert not outcome.is_first

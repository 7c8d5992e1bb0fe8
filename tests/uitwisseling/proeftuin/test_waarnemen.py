"""What is kept of calls at a proeftuin: the newest, strangers apart, and nothing for ever."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.support.partners.handelenden import DOOR
from tests.support.partners.products import add_product
from tests.support.partners.proeftuinen import pulled
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.fouten.proeftuin import ProeftuinOnbekend
from uwlr_service.domain.proeftuin.keurstand import Plan
from uwlr_service.domain.proeftuin.waarneming import LONGEST, Herkenning, Ingreep, Richting, Waarneming
from uwlr_service.repository.database import Database
from uwlr_service.repository.proeftuin import waarnemingen
from uwlr_service.repository.schema.toezicht import logregel
from uwlr_service.uitwisseling.proeftuin.traagheid import PART, Traagheid

SEEN = pulled(resultaten=(Herkenning("a", "1"),))


@pytest.fixture
def proeftuin(diensten: Diensten, database: Database) -> int:
    """The number of a proeftuin."""
    return diensten.proeftuinen.make(add_product(database, "P1").id, door=DOOR).id


def note(diensten: Diensten, proeftuin: int, seen: Waarneming = SEEN, *, room: bool = True) -> Ingreep | None:
    return diensten.bezoekplaats.waarnemer.note(
        proeftuin, seen, wants_gzip=False, plek=Traagheid(PART if room else 0).plek()
    )


def test_a_call_is_kept_as_it_was_seen(diensten: Diensten, proeftuin: int) -> None:
    assert note(diensten, proeftuin) is None
    assert diensten.clientkeuring.waarnemingen(proeftuin) == [SEEN]


def test_the_oldest_give_way_and_strangers_push_nobody_out(
    diensten: Diensten, proeftuin: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waarnemingen, "MOST", 3)
    monkeypatch.setattr(waarnemingen, "MOST_VREEMD", 2)
    for number in range(5):
        note(diensten, proeftuin, replace(SEEN, bytes_in=number))
        note(diensten, proeftuin, replace(SEEN, bytes_in=10 + number, sleutel=None))
    kept = [waarneming.bytes_in for waarneming in diensten.clientkeuring.waarnemingen(proeftuin)]
    assert sorted(kept) == [2, 3, 4, 13, 14]


def test_what_is_too_old_is_forgotten(diensten: Diensten, proeftuin: int) -> None:
    now = tijd.now()
    note(diensten, proeftuin, replace(SEEN, moment=now - LONGEST - timedelta(days=1)))
    note(diensten, proeftuin)
    assert diensten.clientkeuring.purge(now) == 1
    assert diensten.clientkeuring.waarnemingen(proeftuin) == [SEEN]


def test_what_is_planned_is_done_in_its_order_to_those_it_is_for(diensten: Diensten, proeftuin: int) -> None:
    keuring = diensten.clientkeuring
    plan = Plan(ingrepen=(Ingreep.HTTP_500, Ingreep.TRAAG))
    keuring.begin(proeftuin, ("proef", "1"), "eerst", plan, door=DOOR)
    assert note(diensten, proeftuin, replace(SEEN, sleutel=None)) is None
    assert note(diensten, proeftuin, replace(SEEN, uitkomst="Client.XsdVersieOngeldig")) is None
    assert note(diensten, proeftuin, replace(SEEN, bericht="leerresultaten")) is None
    assert note(diensten, proeftuin) is Ingreep.HTTP_500
    assert note(diensten, proeftuin, room=False) is Ingreep.GEEN_PLAATS
    assert note(diensten, proeftuin) is None
    assert {waarneming.stap for waarneming in keuring.waarnemingen(proeftuin)} == {"eerst"}


def test_gzip_is_kept_for_who_asks_for_it(diensten: Diensten, proeftuin: int) -> None:
    plan = Plan(ingrepen=(Ingreep.GZIP,))
    diensten.clientkeuring.begin(proeftuin, ("proef", "1"), "eerst", plan, door=DOOR)
    assert note(diensten, proeftuin) is None
    waarnemer = diensten.bezoekplaats.waarnemer
    assert waarnemer.note(proeftuin, SEEN, wants_gzip=True, plek=Traagheid(PART).plek()) is Ingreep.GZIP


def test_a_judging_begins_anew_and_goes_on_from_the_step_at_hand(diensten: Diensten, proeftuin: int) -> None:
    keuring = diensten.clientkeuring
    note(diensten, proeftuin)
    keuring.begin(proeftuin, ("proef", "1"), "eerst", Plan(), door=DOOR)
    assert keuring.waarnemingen(proeftuin) == []
    keuring.go_on(proeftuin, "eerst", ("dan", Plan()), is_gedaan=False, door=DOOR)
    with pytest.raises(Geweigerd, match="bij een andere stap"):
        keuring.go_on(proeftuin, "eerst", ("dan", Plan()), is_gedaan=True, door=DOOR)
    stand = keuring.go_on(proeftuin, "dan", None, is_gedaan=True, door=DOOR)
    assert (stand.stap, stand.gedaan) == (None, ("dan",))
    assert keuring.get(proeftuin) == stand


def test_a_proeftuin_has_one_judging_at_a_time(diensten: Diensten, proeftuin: int) -> None:
    keuring = diensten.clientkeuring
    first = keuring.begin(proeftuin, ("proef", "1"), "eerst", Plan(), door=DOOR)
    note(diensten, proeftuin)
    for refused in (
        lambda: keuring.begin(proeftuin, ("anders", "1"), "begin", Plan(), door=DOOR),
        lambda: keuring.require_free(proeftuin, "anders"),
    ):
        with pytest.raises(Geweigerd, match="een andere keuring bezig: proef, bij stap eerst"):
            refused()
    with pytest.raises(Geweigerd, match="geen keuring bezig"):
        keuring.stop(proeftuin, "anders", door=DOOR)
    assert keuring.get(proeftuin) == first
    keuring.begin(proeftuin, ("proef", "2"), "eerst", Plan(), door=DOOR)
    note(diensten, proeftuin)
    assert keuring.stop(proeftuin, "proef", door=DOOR).stap is None
    assert len(keuring.waarnemingen(proeftuin)) == 1
    assert keuring.begin(proeftuin, ("anders", "1"), "begin", Plan(), door=DOOR).suite == "anders"
    assert keuring.waarnemingen(proeftuin) == []


def test_a_call_of_the_other_interface_is_of_no_step(diensten: Diensten, proeftuin: int) -> None:
    keuring = diensten.clientkeuring
    waarnemer = diensten.bezoekplaats.waarnemer
    for bij, of_uwlr, of_gkv in ((Richting.HALEN, "eerst", None), (Richting.PAKKET, None, "eerst")):
        keuring.begin(proeftuin, ("proef", "1"), "eerst", Plan(bij=bij), door=DOOR)
        waarnemer.note(proeftuin, SEEN, wants_gzip=False, plek=Traagheid(PART).plek())
        waarnemer.note_gkv(
            proeftuin, replace(SEEN, bericht="pakket", school="10"), plek=Traagheid(PART).plek()
        )
        assert [waarneming.stap for waarneming in keuring.waarnemingen(proeftuin)] == [of_uwlr, of_gkv]


def test_each_decision_of_a_judging_is_in_the_log_of_the_company(
    diensten: Diensten, proeftuin: int, database: Database
) -> None:
    keuring = diensten.clientkeuring
    keuring.begin(proeftuin, ("proef", "1"), "eerst", Plan(), door=DOOR)
    keuring.go_on(proeftuin, "eerst", ("dan", Plan()), is_gedaan=True, door=DOOR)
    keuring.go_on(proeftuin, "dan", None, is_gedaan=False, door=DOOR)
    product = diensten.proeftuinen.get(proeftuin).product
    c = logregel.c
    about = select(c.wat, c.partner, c.content).where(c.wat.startswith("clientkeuring-")).order_by(c.id)
    with database.read() as connection:
        lines = connection.execute(about).all()
    assert [line.wat for line in lines] == [
        "clientkeuring-begonnen",
        "clientkeuring-stap",
        "clientkeuring-overgeslagen",
    ]
    for line, stap in zip(lines, ("eerst", "eerst", "dan"), strict=True):
        assert line.partner is not None
        said = json.loads(line.content)["inhoud"]
        assert said == {"product": product, "stap": stap}


def test_a_judging_of_no_proeftuin_leaves_nothing(diensten: Diensten, proeftuin: int) -> None:
    with pytest.raises(ProeftuinOnbekend):
        diensten.clientkeuring.begin(proeftuin + 1, ("proef", "1"), "eerst", Plan(), door=DOOR)
    assert diensten.clientkeuring.get(proeftuin + 1) is None

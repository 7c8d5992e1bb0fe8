"""What the service remembers of its calls: the register, the log and the metrics, over several workers."""

import os
import re
import signal
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

from tests.support.callers import get, post
from tests.support.fresh_databases import DATABASES, migrated
from tests.support.messages.soap import request
from tests.support.messages.uwlr import people
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import ALL_ALLOWED, PARTS, SCHOOL, leerling, schoolgegevens
from tests.support.servers.uwlr import Server, serving
from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.verstrekking import Verstrekking
from uwlr_service.repository.schema.koppeling import autorisatiesleutel
from uwlr_service.uitwisseling.koppeling.intrekkingen import Intrekkingen
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte

pytestmark = pytest.mark.e2e
CALLS = 30


def register(server: Server, uitgifte: Uitgifte) -> list[Verstrekking]:
    return list(server.beheer.get(uitgifte.koppeling.id).verstrekkingen)


@pytest.fixture(params=DATABASES)
def unhurried(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One worker that writes its register only when it must."""
    folder = tmp_path_factory.mktemp("server")
    environ = {"UWLR_WORKERS": "1", "UWLR_FLUSH_SECONDS": "3600"}
    with migrated(request, folder) as url, serving(url, folder, **environ) as running:
        running.invoer.store(schoolgegevens())
        yield running


def test_what_went_out_is_known_also_when_the_worker_is_killed_at_once(unhurried: Server) -> None:
    uitgifte = unhurried.link(klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL])
    answer = post(unhurried.url, request(uitgifte.sleutel))
    (pid,) = unhurried.workers()
    os.kill(pid, signal.SIGKILL)
    assert answer.kind == "leerlinggegevens"
    (line,) = register(unhurried, uitgifte)
    assert (line.school, line.bericht, line.xsdversie, line.aantal) == (SCHOOL, "leerlinggegevens", "2.2", 1)
    assert line.aanmaakdatum == datetime.fromisoformat(answer.aanmaakdatum)
    unhurried.wait(lambda: unhurried.workers() not in ([], [pid]))
    assert post(unhurried.url, request(uitgifte.sleutel)).kind == "leerlinggegevens"


def test_a_server_that_is_stopped_writes_what_it_had_counted(unhurried: Server) -> None:
    uitgifte = unhurried.link(klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL])
    for _ in range(7):
        post(unhurried.url, request(uitgifte.sleutel))
    assert unhurried.stop() == 0
    (line,) = register(unhurried, uitgifte)
    assert line.aantal == 7
    (sleutel,) = unhurried.beheer.get(uitgifte.koppeling.id).sleutels
    assert sleutel.laatst_gebruikt


def test_workers_add_up(fresh: Server, uitgifte: Uitgifte) -> None:
    for _ in range(CALLS):
        assert post(fresh.url, request(uitgifte.sleutel)).status == 200
    fresh.wait(lambda: sum(line.aantal for line in register(fresh, uitgifte)) == CALLS)
    (line,) = register(fresh, uitgifte)
    assert line.eerste <= line.laatste


def test_each_kind_of_answer_has_its_own_line(fresh: Server, uitgifte: Uitgifte) -> None:
    groepen = '<groepen><groep key="G1"/></groepen>'
    for bericht, extra in (("structuur", ""), ("leerlingen", groepen), ("leerkrachten", groepen)):
        post(fresh.url, request(uitgifte.sleutel, bericht, extra=extra))
    post(fresh.url, request(uitgifte.sleutel, xsdversie="2.3", gegevenssetid="smalle-set"))
    moment = post(fresh.url, request(uitgifte.sleutel)).aanmaakdatum
    post(fresh.url, request(uitgifte.sleutel, laatstontvangengegevens=moment))  # gave nothing
    fresh.wait(lambda: len(register(fresh, uitgifte)) == 5)
    assert {(v.bericht, v.xsdversie, v.gegevensset, v.groepskeuze) for v in register(fresh, uitgifte)} == {
        ("structuur", "2.2", "volledig", ()),
        ("leerlingen", "2.2", "volledig", ("groep=G1",)),
        ("leerkrachten", "2.2", "volledig", ("groep=G1",)),
        ("leerlinggegevens", "2.3", "smalle-set", ()),
        ("leerlinggegevens", "2.2", "volledig", ()),
    }


def test_a_rotated_key_opens_until_the_overlap_ends(fresh: Server, uitgifte: Uitgifte) -> None:
    new = fresh.beheer.rotate(uitgifte.koppeling.id, timedelta(days=1), door=DOOR)
    assert post(fresh.url, request(uitgifte.sleutel)).status == 200
    assert post(fresh.url, request(new.sleutel)).status == 200
    end = tijd.now() + timedelta(seconds=0.5)
    with fresh.database.write() as connection:
        connection.execute(
            update(autorisatiesleutel)
            .where(autorisatiesleutel.c.geldig_tot.is_not(None))
            .values(geldig_tot=end)
        )
    fresh.wait(
        lambda: post(fresh.url, request(uitgifte.sleutel)).kind == "Client.AutorisatieOngeldig", seconds=5
    )
    assert tijd.now() >= end
    assert post(fresh.url, request(new.sleutel)).status == 200


def test_a_revoked_link_is_closed_from_the_next_call(fresh: Server, uitgifte: Uitgifte) -> None:
    new = fresh.beheer.rotate(uitgifte.koppeling.id, timedelta(days=1), door=DOOR)
    for sleutel in (uitgifte.sleutel, new.sleutel):
        assert post(fresh.url, request(sleutel)).status == 200
    Intrekkingen(fresh.database).withdraw(uitgifte.koppeling.id, door=DOOR)
    for sleutel in (uitgifte.sleutel, new.sleutel):
        for _ in range(4):
            assert post(fresh.url, request(sleutel)).kind == "Client.AutorisatieOngeldig"


def test_a_refusal_does_not_tell_whether_a_school_exists(fresh: Server, sleutel: str) -> None:
    def refused(key: str, brin: str, dependance: str) -> str:
        """The answer, without the school that the request itself names."""
        answer = post(fresh.url, request(key, brincode=brin, dependancecode=dependance)).content.decode()
        assert f"{brin}/{dependance}" in answer
        return answer.replace(f"{brin}/{dependance}", "SCHOOL")

    foreign, unknown = refused(sleutel, "99XX", "17"), refused(sleutel, "00ZZ", "01")
    assert foreign == unknown
    assert {refused("fout", *school) for school in (("99XX", "16"), ("00ZZ", "01"))} == {foreign}


MARKED = schoolgegevens(
    **{
        **PARTS,
        "leerlingen": (
            leerling("L1", achternaam="Zorkstra", roepnaam="Quirinus", emailadres="q@zork.example"),
            leerling("L2", achternaam="Merkbaar", roepnaam="Xanthippe", bsn_ondwnr_4="7391"),
            *PARTS["leerlingen"][2:],
        ),
    }
)


def test_each_call_has_one_line_and_no_line_has_a_person_or_a_key(fresh: Server) -> None:
    fresh.invoer.store(MARKED, ALL_ALLOWED)
    uitgifte = fresh.link(klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL], gegevensset="lvs-set")
    before = len(fresh.calls())
    messages = [
        request(uitgifte.sleutel),
        request(uitgifte.sleutel, "structuur"),
        request(uitgifte.sleutel, brincode="Zorkstra"),
        request("7391Zorkstra"),
        request(uitgifte.sleutel, "leerlingen", extra='<groepen><groep key="Merkbaar"/></groepen>'),
        b"<Zorkstra>",
        request(uitgifte.sleutel).replace(b"Uitgeverij", b"Zorkstra"),
    ]
    for message in messages:
        post(fresh.url, message)
    fresh.wait(lambda: len(fresh.calls()) == before + len(messages))
    lines = fresh.calls()[before:]
    assert sorted(line["outcome"] for line in lines) == [
        "Client.AutorisatieOngeldig",
        "Client.OngeldigBericht",
        "Client.OngeldigBericht",
        "Client.OngeldigeKlantIdentificatie",
        "geengegevens",
        "gegevens",
        "gegevens",
    ]
    (full,) = (line for line in lines if line.get("counts", {}).get("leerlingen"))
    assert full["operation"] == "leerlinggegevens"
    assert full["klant"] == "Uitgeverij"
    assert full["school"] == "99XX/16"
    assert full["counts"] == {"leerlingen": 3, "leerkrachten": 2}
    assert full["milliseconds"] > 0
    assert full["outcome"] == "gegevens"
    written = fresh.log
    for secret in people(MARKED) | {uitgifte.sleutel, "7391Zorkstra", "eckid"}:
        assert not re.search(rf"(?<![\w.]){re.escape(secret)}(?!\w)", written), secret


def total(server: Server, **labels: str) -> float:
    """The counter of calls with some labels, added up over the others."""
    text = get(server.url, "/metrics").content.decode()
    found = 0.0
    for match in re.finditer(r"^uwlr_calls_total\{(.*)\} (\S+)$", text, re.MULTILINE):
        if all(f'{name}="{value}"' in match[1] for name, value in labels.items()):
            found += float(match[2])
    return found


def test_the_metrics_are_right_over_two_workers(fresh: Server, uitgifte: Uitgifte) -> None:
    good = {"operation": "leerlinggegevens", "outcome": "gegevens"}
    before = total(fresh, **good), total(fresh)
    for _ in range(CALLS):
        post(fresh.url, request(uitgifte.sleutel))
    post(fresh.url, b"zork")
    for _ in range(5):  # whichever worker is asked
        assert (total(fresh, **good), total(fresh)) == (before[0] + CALLS, before[1] + CALLS + 1)


def test_the_health_pages_say_that_it_lives_and_is_ready(server: Server) -> None:
    for path in ("/health/live", "/health/ready"):
        assert get(server.url, path).status == 200


def test_nothing_went_wrong_that_only_the_log_knows(server: Server) -> None:
    assert not [event for event in server.events() if event.get("level") in ("error", "critical")]

"""Twenty people at once look at what would leave of a large school, and publishers get their answers."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.support.callers import get, post
from tests.support.messages.soap import Answer, request
from tests.support.portaal import people, voorstellen
from tests.support.schools.builders import SCHOOL, schoolgegevens
from tests.support.servers.uwlr import Server, serving
from uwlr_service import demodata
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.koppeling.gkvsets import GKV_UITGEBREID
from uwlr_service.domain.school import schoolpad
from uwlr_service.uitwisseling.school.dossier import Dossiers

pytestmark = pytest.mark.e2e
AT_ONCE = 20
LARGE = next(iter(demodata.schools(1, 150, 7)))


class Previews:
    """The consent page of a large school, as one of its administrators opens it."""

    def __init__(self, server: Server) -> None:
        database = server.database
        code = LARGE.school.code
        server.invoer.store(LARGE)
        Dossiers(database).store(demodata.make_dossier(LARGE, 7, 3))
        aanbod = voorstellen.add_link(database, gegevensset=GKV_UITGEBREID)
        inhoud = voorstellen.inhoud(GKV_UITGEBREID)
        voorstellen.propose(Diensten(server.settings, database), aanbod, inhoud, code)
        person = people.add_person(database, Rol.SCHOOLBEHEERDER, school=code)
        self._url = server.url
        self._path = f"/portaal/scholen/{schoolpad.write(code)}/koppelingen/{aanbod.koppeling}/besluit"
        self._headers = {"Cookie": f"sessie={people.sign_in(database, person)}"}

    def open(self) -> Answer:
        """Look at it."""
        return get(self._url, self._path, self._headers)


@pytest.mark.parametrize("threads", [1, 8])
def test_previews_at_once_leave_soap_answering(migrated_sqlite: Path, tmp_path: Path, threads: int) -> None:
    database = tmp_path / "uwlr.sqlite"
    database.write_bytes(migrated_sqlite.read_bytes())
    with serving(f"sqlite:///{database}", tmp_path, UWLR_WORKERS="1", UWLR_THREADS=str(threads)) as server:
        previews = Previews(server)
        server.invoer.store(schoolgegevens())
        link = server.link(klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL])
        message = request(link.sleutel)
        assert (previews.open().status, post(server.url, message).status) == (200, 200)
        pulled = []
        with ThreadPoolExecutor(AT_ONCE) as people_at_once:
            opened = [people_at_once.submit(previews.open) for _ in range(AT_ONCE)]
            while not all(preview.done() for preview in opened):
                pulled.append(post(server.url, message).status)
        answers = [preview.result() for preview in opened]
        statuses = Counter(answer.status for answer in answers)
        assert set(pulled) == {200}
        if threads == 1:
            assert statuses == {200: AT_ONCE}  # one after the other, and calls between them
        else:
            # Two at a time: the other threads never wait for a preview, nor work on one.
            assert set(statuses) == {200, 503}
            assert {answer.headers["retry-after"] for answer in answers if answer.status == 503} == {"30"}
        assert previews.open().status == 200

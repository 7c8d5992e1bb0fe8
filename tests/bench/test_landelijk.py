"""A made country answers all that its load asks of it, and is found again by whoever makes it once more."""

import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from werkzeug.test import Client, TestResponse

from bench.landelijk import results
from bench.landelijk.land import Land, LandSchool, Omvang, UwlrLink
from bench.landelijk.making import Unusable, country
from tests.support.messages.soap import PULL, envelope, header, verzoek
from tests.support.sso.aanmelding import Aanvrager
from tests.support.sso.toepassingen import Proefclient
from uwlr_service.app import create_app
from uwlr_service.config import Settings
from uwlr_service.domain.school import schoolpad
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.formats import edexml
from uwlr_service.formats.oauth import clientbewijs
from uwlr_service.formats.uwlr.write_resultaten import write_leerresultaten

OMVANG = Omvang(schools=3, pupils=40, results=3, seed=7, schooljaar=Schooljaar.current())
RESULTATEN = "/uwlr/leerresultaten"
ORIGIN = "http://localhost"


@dataclass(frozen=True)
class Served:
    """The country, and a client of the service that has it."""

    land: Land
    folder: Path
    url: str
    client: Client

    @property
    def school(self) -> LandSchool:
        return self.land.scholen[1]

    @property
    def link(self) -> UwlrLink:
        """A link of a publisher with that school."""
        return next(link for link in self.land.uwlr if self.school.code in link.scholen)

    def token(self, client_id: str, key: Mapping[str, Any]) -> str:
        """A token for who signs with a key."""
        now = int(time.time())
        claims = {
            "iss": client_id,
            "sub": client_id,
            "aud": f"{ORIGIN}/oauth/token",
            "jti": str(uuid.uuid4()),
        }
        assertion = clientbewijs.sign({**claims, "iat": now, "exp": now + 60}, key)
        form = {
            "grant_type": "client_credentials",
            "client_assertion_type": clientbewijs.ASSERTION_TYPE,
            "client_assertion": assertion,
        }
        return str(_told(self.client.post("/oauth/token", data=form))["access_token"])

    def get(self, path: str, token: str) -> TestResponse:
        """What is answered to who has a token."""
        return self.client.get(path, headers={"Authorization": f"Bearer {token}"})

    def soap(self, path: str, body: str) -> TestResponse:
        """A message of that publisher."""
        link = self.link
        message = envelope(body, header(link.sleutel, link.klantcode, link.klantnaam))
        return self.client.post(path, data=message, content_type="text/xml; charset=utf-8")


@pytest.fixture(scope="module")
def served(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("land")
    path = folder / "uwlr.sqlite"
    path.write_bytes(migrated_sqlite.read_bytes())
    url = f"sqlite:///{path}"
    country(OMVANG, folder, url, processes=1)
    land = Land.read(folder)
    with closing(create_app(Settings.from_environment(land.environ))) as app:
        yield Served(land, folder, url, Client(app))


def _told(answer: TestResponse) -> Any:
    assert answer.status_code == HTTPStatus.OK, answer.text
    return answer.json


def test_a_publisher_pulls_a_school(served: Served) -> None:
    code = served.school.schoolcode
    answer = served.soap(PULL, verzoek(brincode=code.brincode, dependancecode=code.dependancecode))
    assert answer.status_code == HTTPStatus.OK, answer.text
    assert all(f'key="{key}"' in answer.text for key in served.school.leerlingen)


def test_a_publisher_brings_results(served: Served) -> None:
    school = served.school
    werk = results.Schoolwerk(
        code=school.schoolcode,
        index=school.index,
        schooljaar=Schooljaar.current(),
        leerlingen=school.leerlingen,
        klantcode=served.link.klantcode,
        rounds=1,
        seed=OMVANG.seed + 1,
    )
    bericht = next(results.berichten(werk))
    answer = served.soap(RESULTATEN, write_leerresultaten(bericht).decode())
    assert answer.status_code == HTTPStatus.OK, answer.text


def test_a_partner_collects_the_package_of_the_night_and_there_are_no_more(served: Served) -> None:
    collected = set()
    for link in served.land.gkv:
        token = served.token(link.client_id, link.key)
        for code in link.scholen:
            place = f"/gkv/v1/koppelingen/{link.koppeling}/scholen/{_path(code)}/leveringen"
            (levering,) = _told(served.get(f"{place}?na=0", token))["leveringen"]
            assert levering["volgnummer"] == link.volgnummer
            package = served.get(f"{place}/{levering['id']}/pakket", token)
            assert package.status_code == HTTPStatus.OK, package.text
            assert package.data.startswith(b"PK")
            assert _told(served.get(f"{place}?na={link.volgnummer}", token))["leveringen"] == []
            collected.add((link.koppeling, code))
    assert len(collected) == 2 * OMVANG.schools


def test_the_las_reads_all_results_and_its_school_has_not_changed(served: Served) -> None:
    token = served.token(served.land.las.client_id, served.land.las.key)
    read = _told(served.get(f"{served.land.feed}?limiet=500", token))["resultaten"]
    pupils = sum(len(school.leerlingen) for school in served.land.scholen)
    assert len(read) >= pupils * OMVANG.results

    gegevens = served.land.gegevens(served.school)
    place = f"/las/v1/scholen/{_path(served.school.code)}/schooljaren/{gegevens.school.schooljaar}/gegevens"
    answer = served.client.put(
        place,
        data=b"".join(edexml.write(gegevens)),
        content_type="application/xml",
        headers={"Authorization": f"Bearer {token}"},
    )
    assert _told(answer)["uitkomst"] == "ongewijzigd"


def test_a_pupil_signs_in_with_the_password_of_the_country(served: Served) -> None:
    sso = served.land.sso
    client = Proefclient(id=sso.id, client_id=sso.client_id, koppeling=sso.koppeling, geheim=sso.geheim)
    asks = Aanvrager(client=client, terug=sso.terug, scope=sso.scope).asks()
    page = served.client.get("/sso/authorize", query_string=asks, follow_redirects=True)
    form = html.document_fromstring(page.text).find(".//main//form")
    assert form is not None, page.text
    typed = {"inlognaam": served.school.inlognamen[0], "wachtwoord": served.land.wachtwoord}
    answer = served.client.post(
        form.action or page.request.path,
        data=dict(form.form_values()) | typed,
        headers={"Origin": ORIGIN, "Referer": ORIGIN, "Sec-Fetch-Site": "same-origin"},
    )
    assert answer.status_code == HTTPStatus.SEE_OTHER, answer.text


def test_an_administrator_opens_the_portal(served: Served) -> None:
    visitor = Client(served.client.application, use_cookies=False)
    answer = visitor.get(
        f"/portaal/scholen/{_path(served.school.code)}", headers={"Cookie": f"sessie={served.school.sessie}"}
    )
    assert answer.status_code == HTTPStatus.OK, answer.text


def test_the_country_is_found_again_and_its_administrators_sign_in_anew(served: Served) -> None:
    again = country(OMVANG, served.folder, served.url, processes=1)

    assert [school.sessie for school in again.scholen] != [school.sessie for school in served.land.scholen]
    assert _without_sessions(again) == _without_sessions(served.land)


def test_another_country_is_not_made_beside_it(served: Served) -> None:
    with pytest.raises(Unusable, match="has 3 schools"):
        country(replace(OMVANG, seed=8), served.folder, served.url, processes=1)
    with pytest.raises(Unusable, match="is no country"):
        country(OMVANG, served.folder / "elders", served.url, processes=1)


def _without_sessions(land: Land) -> Land:
    return replace(land, scholen=tuple(replace(school, sessie="") for school in land.scholen))


def _path(code: str) -> str:
    return schoolpad.write(Schoolcode.parse(code))

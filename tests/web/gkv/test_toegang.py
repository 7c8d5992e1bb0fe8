"""How far a token reaches: one link, its schools and its scopes, as they are at the moment of the call."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import delete, update
from werkzeug.test import Client, TestResponse

from tests.support.gkv.deliveries import SECRET, Gkv
from tests.support.gkv.partner import Partner
from tests.support.messages.problems import problem
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import schoolgegevens
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.gkv.nacht import Uitkomst
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.formats.gkv import handtekening
from uwlr_service.formats.oauth import toegangstoken
from uwlr_service.formats.oauth.toegangstoken import Toegangstoken
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.nachttaken import NachttaakRepository
from uwlr_service.repository.schema.koppeling import deelname, koppeling
from uwlr_service.uitwisseling.gkv.ondertekening import Ondertekening
from uwlr_service.uitwisseling.koppeling.intrekkingen import Intrekkingen
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling
from uwlr_service.web import web_application
from uwlr_service.web.gkv.toegang import OPEN

LIST = "/gkv/v1/koppelingen"
OURS = {"issuer": "http://localhost", "audience": "http://localhost/gkv/v1"}


def paths(levering: str) -> list[tuple[str, str]]:
    """Every address of a school, with its method."""
    address = f"leveringen/{levering}"
    posts = [("volledig", "POST"), (f"{address}/ontvangstbevestiging", "POST")]
    return [("leveringen", "GET"), (f"{address}/pakket", "GET"), (f"{address}/manifest", "GET"), *posts]


def test_a_call_without_a_token_is_told_how_to_get_in(client: Client) -> None:
    answer = client.get(LIST)
    assert problem(answer, 401) == "token-ongeldig"
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_no_address_but_the_description_is_open(client: Client, diensten: Diensten) -> None:
    addresses = web_application(diensten).url_map.bind("localhost")
    place = {"koppeling": 1, "school": "99XX-16", "levering": "x", "verzoek": 1}
    rules = [rule for rule in addresses.map.iter_rules() if rule.endpoint.startswith("gkv.")]
    assert len(rules) > 5
    for rule in rules:
        values = {name: place[name] for name in rule.arguments}
        for method in (rule.methods or set()) - {"OPTIONS"}:
            answer = client.open(addresses.build(rule.endpoint, values), method=method)
            expected = 200 if rule.endpoint == OPEN else 401
            assert answer.status_code == expected, (rule.endpoint, method)


@pytest.mark.parametrize(
    "given", ["Bearer", "Bearer x", "Bearer a.b.c", "Basic YTpi", "Bearer " + "x" * 5000]
)
def test_a_made_up_token_is_refused(client: Client, given: str) -> None:
    answer = client.get(LIST, headers={"Authorization": given})
    assert problem(answer, 401) == "token-ongeldig"
    assert answer.headers["WWW-Authenticate"] == 'Bearer error="invalid_token"'


def test_a_link_sees_its_own_schools(partner: Partner, gkv: Gkv) -> None:
    gkv.make(0)
    (link,) = (partner.call(LIST).json or {})["koppelingen"]
    assert (link["client_id"], link["gegevensset"]) == (partner.name, "gkv-basis")
    (school,) = link["scholen"]
    assert (school["school"], school["laatste_volgnummer"], school["afspraakversie"]) == ("99XX/16", 1, 1)
    assert (partner.call(school["leveringen"]).json or {})["leveringen"][0]["volgnummer"] == 1


def test_another_partner_never_gets_at_a_delivery(partner: Partner, stranger: Partner, gkv: Gkv) -> None:
    levering = gkv.make(0)
    token = stranger.token()
    body = {"json": {"status": "verwerkt"}}
    for path, method in paths(levering.id):
        options = body if path.endswith("bevestiging") else {}
        # The path of the owner, the stranger's own link at this school, and the stranger's own school.
        for place in (
            f"{partner.koppeling}/scholen/99XX-16",
            f"{stranger.koppeling}/scholen/99XX-16",
            f"{stranger.koppeling}/scholen/99YY-00",
        ):
            if place.endswith("99YY-00") and levering.id not in path:
                continue
            answer = stranger.call(f"{LIST}/{place}/{path}", token, method, **options)
            assert problem(answer, 404) == "niet-gevonden", (place, path)
    assert partner.call(f"leveringen/{levering.id}/pakket").status_code == 200


def test_a_link_of_a_partner_with_the_same_name_is_another_link(
    partner: Partner, gkv: Gkv, client: Client, database: Database
) -> None:
    levering = gkv.make(0)
    second = gkv.beheer.add(
        klantnaam="Ouders & Co", klantcode="OC2", scholen=[gkv.school], gegevensset="gkv-basis", door=DOOR
    )
    other = Partner(client, database, second.koppeling.id)
    assert problem(other.call(f"leveringen/{levering.id}/pakket"), 404) == "niet-gevonden"


def test_foreign_and_absent_are_told_in_the_same_words(partner: Partner, stranger: Partner, gkv: Gkv) -> None:
    levering = gkv.make(0)
    token = stranger.token()
    mine = f"{LIST}/{stranger.koppeling}/scholen"
    foreign = stranger.call(f"{mine}/99YY-00/leveringen/{levering.id}/pakket", token)
    absent = stranger.call(f"{mine}/99YY-00/leveringen/{'0' * 36}/pakket", token)
    unknown = stranger.call(f"{mine}/99ZZ-00/leveringen", token)
    assert foreign.data == absent.data == unknown.data


@pytest.mark.parametrize(
    "school", ["99XX", "99XX-1", "99xx-16", "99XX%2F16", "schoolkey-", "schoolkey-%", "x"]
)
def test_what_is_not_a_school_is_not_found(partner: Partner, school: str) -> None:
    answer = partner.call(f"{LIST}/{partner.koppeling}/scholen/{school}/leveringen")
    assert problem(answer, 404) == "niet-gevonden"


def test_a_withdrawn_link_closes_at_once_for_its_tokens(partner: Partner, gkv: Gkv) -> None:
    levering = gkv.make(0)
    token = partner.token()
    assert partner.call("leveringen", token).status_code == 200
    Intrekkingen(gkv.database).withdraw(gkv.koppeling, door=DOOR)
    for path, method in paths(levering.id):
        assert problem(partner.call(path, token, method), 403) == "koppeling-beeindigd"


def test_of_an_ended_link_no_address_is_open_but_those_of_what_has_to_be_destroyed(
    partner: Partner, gkv: Gkv, diensten: Diensten
) -> None:
    Intrekkingen(gkv.database).withdraw(gkv.koppeling, door=DOOR)
    token = partner.token()
    addresses = web_application(diensten).url_map.bind("localhost")
    place = {"koppeling": partner.koppeling, "school": "99XX-16", "levering": "x", "verzoek": 1}
    left = set()
    for rule in addresses.map.iter_rules():
        if not rule.endpoint.startswith("gkv.") or rule.endpoint == "gkv.openapi":
            continue
        method = "POST" if "POST" in (rule.methods or set()) else "GET"
        path = addresses.build(rule.endpoint, {name: place[name] for name in rule.arguments})
        answer = partner.call(path, token, method)
        if answer.status_code == 200:
            left.add(rule.endpoint)
        else:
            assert problem(answer, 403) == "koppeling-beeindigd"
    assert left == {"gkv.verwijderverzoeken", "gkv.bevestiging"}


def test_a_removed_key_ends_its_tokens_at_once(partner: Partner) -> None:
    token = partner.token()
    partner.beheer.remove(partner.koppeling, partner.sleutel, door=DOOR)
    assert problem(partner.call(LIST, token), 401) == "token-ongeldig"


def test_a_school_that_left_the_link_is_closed_at_once(
    partner: Partner, gkv: Gkv, database: Database
) -> None:
    levering = gkv.make(0)
    token = partner.token()
    with database.write() as connection:
        connection.execute(delete(deelname))
    assert problem(partner.call(f"leveringen/{levering.id}/pakket", token), 404) == "niet-gevonden"
    (link,) = (partner.call(LIST, token).json or {})["koppelingen"]
    assert link["scholen"] == []


def test_a_scope_that_is_too_small_lists_and_does_not_collect(
    partner: Partner, gkv: Gkv, database: Database
) -> None:
    levering = gkv.make(0)
    with database.write() as connection:
        connection.execute(update(koppeling).values(gegevensset="gkv-uitgebreid"))
    small = partner.token(scope="gkv.basis")
    large = partner.token()
    assert partner.call("leveringen", small).status_code == 200
    answer = partner.call(f"leveringen/{levering.id}/pakket", small)
    assert problem(answer, 403) == "scope-ontbreekt"
    assert answer.headers["WWW-Authenticate"] == 'Bearer error="insufficient_scope"'
    assert partner.call(f"leveringen/{levering.id}/manifest", small).status_code == 403
    assert partner.call(f"leveringen/{levering.id}/pakket", large).status_code == 200


def test_a_link_of_uwlr_is_not_a_client(client: Client, gkv: Gkv, partner: Partner) -> None:
    other = gkv.beheer.add(klantnaam="Uitgever", klantcode="U9", scholen=[gkv.school], door=DOOR).koppeling.id
    assert (
        partner.ask(partner.assertion(iss=f"koppeling-{other}", sub=f"koppeling-{other}")).status_code == 401
    )


class TestForgedTokens:
    """Tokens that were signed with our own key, or that claim so, and are none."""

    @pytest.fixture
    def ours(self, database: Database) -> dict[str, object]:
        return Ondertekening(database, SECRET).key()

    def call(self, partner: Partner, key: dict[str, object], **changed: str) -> TestResponse:
        good = Toegangstoken(client=partner.name, scopes=("gkv.basis",), sleutel=partner.sleutel)
        token = toegangstoken.write(good, key, moment=tijd.now(), **(OURS | changed))
        return partner.call(LIST, token)

    def test_the_right_one_is_let_in(self, partner: Partner, ours: dict[str, object]) -> None:
        assert self.call(partner, ours).status_code == 200

    def test_of_another_key(self, partner: Partner) -> None:
        assert self.call(partner, handtekening.new_key()).status_code == 401

    def test_for_another_audience(self, partner: Partner, ours: dict[str, object]) -> None:
        assert self.call(partner, ours, audience="http://localhost/sso").status_code == 401

    def test_of_another_issuer(self, partner: Partner, ours: dict[str, object]) -> None:
        assert self.call(partner, ours, issuer="https://elders.example").status_code == 401

    @pytest.mark.parametrize("naam", ["", "koppeling-0", "koppeling-01", "las-1", "1", "koppeling-1 "])
    def test_of_no_link(self, partner: Partner, ours: dict[str, object], naam: str) -> None:
        forged = Toegangstoken(client=naam, scopes=("gkv.basis",), sleutel=partner.sleutel)
        token = toegangstoken.write(forged, ours, moment=tijd.now(), **OURS)
        assert partner.call(LIST, token).status_code == 401

    def test_expired(self, partner: Partner, ours: dict[str, object]) -> None:
        good = Toegangstoken(client=partner.name, scopes=("gkv.basis",), sleutel=partner.sleutel)
        token = toegangstoken.write(good, ours, moment=tijd.now() - toegangstoken.LIFE, **OURS)
        assert partner.call(LIST, token).status_code == 401

    def test_of_another_type(
        self, partner: Partner, ours: dict[str, object], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as patched:
            patched.setattr(toegangstoken, "TYPE", "JWT")
            good = Toegangstoken(client=partner.name, scopes=("gkv.basis",), sleutel=partner.sleutel)
            token = toegangstoken.write(good, ours, moment=tijd.now(), **OURS)
        assert partner.call(LIST, token).status_code == 401

    def test_the_partners_own_assertion(self, partner: Partner) -> None:
        assert partner.call(LIST, partner.assertion(aud="http://localhost/gkv/v1")).status_code == 401


def test_a_schoolkey_has_a_path_too(gkv: Gkv, database: Database, client: Client) -> None:
    code = Schoolcode(schoolkey="een/sleutel met spatie & é")
    EdexmlUitwisseling(database).store(schoolgegevens(code))
    made = gkv.beheer.add(klantnaam="K", klantcode="K", scholen=[code], gegevensset="gkv-basis", door=DOOR)
    gkv.leveringen.make(made.koppeling.id, code)
    partner = Partner(client, database, made.koppeling.id)
    (link,) = (partner.call(LIST).json or {})["koppelingen"]
    (listed,) = (partner.call(link["scholen"][0]["leveringen"]).json or {})["leveringen"]
    assert (listed["volgnummer"], listed["school"]) == (1, f"schoolkey:{code.schoolkey}")
    assert partner.call(listed["pakket"]).status_code == 200


def test_a_partner_reads_in_the_morning_why_there_is_no_package(partner: Partner, gkv: Gkv) -> None:
    (school,) = (partner.call(LIST).json or {})["koppelingen"][0]["scholen"]
    assert school["laatste_nacht"] is None
    nacht = date(2026, 11, 20)
    moment = datetime(2026, 11, 20, 2, tzinfo=UTC)
    with gkv.database.write() as connection:
        nachten = NachttaakRepository(connection)
        nachten.plan(nacht, moment)
        taak = nachten.claim(nacht, moment)
        assert taak is not None
        nachten.finish(taak, Uitkomst.GEWEIGERD, moment, reden="Er vervalt te veel.")
    (school,) = (partner.call(LIST).json or {})["koppelingen"][0]["scholen"]
    expected = {"nacht": "2026-11-20", "uitkomst": "geweigerd", "reden": "Er vervalt te veel."}
    assert school["laatste_nacht"] == expected

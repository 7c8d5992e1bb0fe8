"""Signs that a database cannot hold, or a screen should not show, at every place that takes a text."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from werkzeug.test import Client

from tests.support.fresh_databases import migrated
from tests.support.gkv.deliveries import Gkv
from tests.support.gkv.partner import Partner


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh database of either kind: PostgreSQL takes no NUL, and SQLite does."""
    with migrated(request, tmp_path) as url:
        yield url


ODD = ["%00", "x%00y", "%C2%85", "%E2%80%AE", "%ED%A0%80", "%FF", "%25", "x" * 5000]


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("method", ["pakket", "manifest", "ontvangstbevestiging"])
def test_an_odd_name_of_a_delivery_is_of_none(partner: Partner, odd: str, method: str) -> None:
    path = f"leveringen/{odd}/{method}"
    if method == "ontvangstbevestiging":
        answer = partner.call(path, method="POST", json={"status": "verwerkt"})
    else:
        answer = partner.call(path)
    assert answer.status_code == 404


@pytest.mark.parametrize("school", ["%00", "schoolkey-AA", "schoolkey-eAB5", "99XX-16%00", "schoolkey-woU"])
def test_an_odd_name_of_a_school_is_of_none(partner: Partner, school: str) -> None:
    answer = partner.call(f"/gkv/v1/koppelingen/{partner.koppeling}/scholen/{school}/leveringen")
    assert answer.status_code == 404


@pytest.mark.parametrize("query", ["na=%00", "na=1%00", "na=%C2%85", "%00=1&na=x", "na=%ED%A0%80"])
def test_an_odd_question_is_refused(partner: Partner, query: str) -> None:
    assert partner.call(f"leveringen?{query}").status_code == 400


@pytest.mark.parametrize("path", ["/%00", "/gkv/v1/%00", "/uwlr/%00", "/health/%00", "/oauth/token%00"])
def test_an_odd_path_is_not_there(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_an_odd_confirmation_is_refused(partner: Partner, gkv: Gkv) -> None:
    levering = gkv.make()
    for text, status in (("\x00", 422), ("a\x00", 422), ("\x85", 422), ("\ud800", 400)):
        for body in (
            {"status": text},
            {"status": "afgekeurd", "fouten": [{"code": text}]},
            {"status": "afgekeurd", "fouten": [{"code": "a", "bestand": text}]},
            {"status": "verwerkt", text: 1},
        ):
            answer = partner.call(f"leveringen/{levering.id}/ontvangstbevestiging", method="POST", json=body)
            assert answer.status_code == status, body


@pytest.mark.parametrize("name", ["client_id", "client_assertion", "scope", "grant_type", "x\x00"])
def test_an_odd_form_is_refused(partner: Partner, name: str) -> None:
    form = {"grant_type": "client_credentials", "client_id": "koppeling-1", name: "a\x00"}
    assert partner.client.post("/oauth/token", data=form).status_code in (400, 401)
    assert partner.ask(**{name: "koppeling-1\x00"}).status_code in (200, 400, 401)

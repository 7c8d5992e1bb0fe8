"""``openapi.json`` is true: it names every address, and schemathesis finds no answer that it does not."""

import json
import re
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from schemathesis.checks import CHECKS, load_all_checks
from werkzeug.test import Client

from tests.support.gkv.deliveries import Gkv
from tests.support.gkv.partner import Partner
from tests.support.hypothesis_profiles import examples
from uwlr_service.diensten import Diensten
from uwlr_service.repository.koppeling.intrekkingen import IntrekkingRepository
from uwlr_service.repository.koppeling.koppelingen import KoppelingRepository
from uwlr_service.web import PAGES_OF_SOAP, web_application
from uwlr_service.web.gkv.api import OPENAPI
from uwlr_service.web.problem import LAS, PATHS

DOCUMENT: dict[str, Any] = json.loads(OPENAPI.read_bytes())
KEURMERK_KEYS = "/.well-known/keurmerk-jwks.json"
METHODS = {"get", "head", "post", "put", "patch", "delete"}
OPERATIONS = [
    (path, method) for path, item in DOCUMENT["paths"].items() for method in item if method in METHODS
]


def test_the_document_is_served_to_anybody(client: Client) -> None:
    assert client.get("/gkv/v1/openapi.json").json == DOCUMENT


def test_every_route_is_in_it_and_nothing_else(diensten: Diensten) -> None:
    web: Flask = web_application(diensten)
    routes = {
        (re.sub(r"<(?:[a-z]+:)?([a-z]+)>", r"{\1}", rule.rule), method.lower())
        for rule in web.url_map.iter_rules()
        if rule.rule.startswith(PATHS) and rule.rule not in PAGES_OF_SOAP
        if not rule.rule.startswith(LAS)  # has a description of its own
        if rule.rule != KEURMERK_KEYS  # of the test facility, see docs/keurmerk.rst
        for method in (rule.methods or set()) - {"OPTIONS", "HEAD"}
    }
    assert routes == {one for one in OPERATIONS if one[1] != "head"}


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_schemathesis_finds_nothing(
    path: str, method: str, diensten: Diensten, partner: Partner, gkv: Gkv
) -> None:
    """Calls that fit the document and calls that do not, to the real application with a real token."""
    web = web_application(diensten)
    schema = schemathesis.openapi.from_wsgi("/gkv/v1/openapi.json", web)
    levering, headers = gkv.make(0), {"Authorization": f"Bearer {partner.token()}"}
    real: dict[str, Any] = {"koppeling": partner.koppeling, "school": "99XX-16", "levering": levering.id}
    real["naam"] = "gkv.xsd"
    with gkv.database.write() as connection:
        school_ids = KoppelingRepository(connection).school_ids(partner.koppeling)
        intrekkingen = IntrekkingRepository(connection)
        intrekkingen.add(partner.koppeling, school_ids.values(), gkv.start)
        (intrekking,) = intrekkingen.of_koppeling(partner.koppeling)
    real["verzoek"] = intrekking.id
    load_all_checks()
    # A condition or a part that does not apply is well-formed, and refused all the same.
    refuses = {"positive_data_acceptance"} if path.endswith("/pakket") else set()
    checks = [check for check in CHECKS.get_all() if check.__name__ not in refuses]
    operation = schema[path][method]

    @effort(max_examples=examples(25), database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def run(case: Any) -> None:
        answered = case.call(headers=headers)
        case.validate_response(answered, checks=checks, headers=headers)
        # The same with a place that exists, so that more than 404 is looked at.
        if case.path_parameters:
            case.path_parameters = {name: real[name] for name in case.path_parameters}
            answered = case.call(headers=headers)
            case.validate_response(answered, checks=checks, headers=headers)

    run()

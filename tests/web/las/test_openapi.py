"""The description of ``/las/v1`` is true: it names every address, and schemathesis finds nothing else."""

import re
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from schemathesis.checks import CHECKS, load_all_checks
from werkzeug.test import Client

from tests.support.hypothesis_profiles import examples
from tests.support.las.koppelingen import numbers
from tests.support.las.las import API, Beller
from tests.support.schools.builders import JAAR
from uwlr_service.diensten import Diensten
from uwlr_service.repository.database import Database
from uwlr_service.web import web_application
from uwlr_service.web.las.openapi import document

METHODS = {"get", "head", "post", "put", "patch", "delete"}
OPERATIONS = [
    (path, method) for path, item in document()["paths"].items() for method in item if method in METHODS
]
REAL: dict[str, Any] = {"school": "99XX-16", "leerling": "L1", "jaar": str(JAAR), "digest": "0" * 64}
"""Per name in a path a value that is there."""
REFUSES = (
    "/scholen",
    "/besluit",
    "/inzage",
    "/leveringen",
    "/voorbeeld",
    "/resultaten",
    "/ontvangstbevestiging",
)
"""The ends of addresses that refuse what is well-formed: a place in a list, days, or a decision."""


def test_the_document_is_served_to_anybody(client: Client) -> None:
    assert client.get(f"{API}/openapi.json").json == document()


def test_every_route_is_in_it_and_nothing_else(diensten: Diensten) -> None:
    routes = {
        (re.sub(r"<(?:[a-z]+:)?([a-z]+)>", r"{\1}", rule.rule), method.lower())
        for rule in web_application(diensten).url_map.iter_rules()
        if rule.rule.startswith(API)
        for method in (rule.methods or set()) - {"OPTIONS", "HEAD"}
    }
    assert routes == {operation for operation in OPERATIONS if operation[1] != "head"}


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_schemathesis_finds_nothing(
    path: str, method: str, diensten: Diensten, las: Beller, database: Database
) -> None:
    """Calls that fit the document and calls that do not, to the real application with a real token."""
    web = web_application(diensten)
    schema = schemathesis.openapi.from_wsgi(f"{API}/openapi.json", web)
    # Schemathesis asks for gzip, and does not unpack what it gets inside this process.
    headers = {"Authorization": f"Bearer {las.token()}", "Accept-Encoding": "identity"}
    load_all_checks()
    real = REAL | numbers(diensten, database)
    # Nearly any file that is well-formed is refused all the same.
    is_hard = path.endswith(REFUSES) or method == "put"
    refuses = {"positive_data_acceptance"} if is_hard else set()
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

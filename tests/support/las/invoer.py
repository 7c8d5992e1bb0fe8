"""Files of a school as a LAS sends them, and what it hears of them."""

import json
from datetime import UTC, datetime
from typing import Any

from werkzeug.test import TestResponse

from tests.support.las.las import Beller
from tests.support.schools.builders import JAAR, SCHOOL, leerling, school, schoolgegevens
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.formats import edexml

PLACE = f"/scholen/99XX-16/schooljaren/{JAAR}/gegevens"
EARLIER = datetime(2026, 9, 1, 6, tzinfo=UTC)
LATER = datetime(2026, 9, 2, 6, tzinfo=UTC)


def document(count: int = 20, made: datetime | None = None, code: Schoolcode = SCHOOL) -> bytes:
    """The EDEXML of a school of so many pupils."""
    gegevens = schoolgegevens(
        code,
        school=school(code, aanmaakdatum=made),
        leerlingen=tuple(leerling(f"L{number}") for number in range(count)),
    )
    return b"".join(edexml.write(gegevens))


def put(las: Beller, data: bytes, query: str = "", place: str = PLACE, **headers: str) -> TestResponse:
    """Send a file; underscores in the names of headers stand for hyphens."""
    given = {"Content-Type": "application/xml"}
    given |= {name.replace("_", "-"): value for name, value in headers.items()}
    return las.call(f"{place}{query}", method="PUT", data=data, headers=given)


def told(answer: TestResponse, status: int) -> dict[str, Any]:
    """The document of an answer."""
    assert answer.status_code == status, answer.text
    return dict(json.loads(answer.data))


def problem(answer: TestResponse, status: int, name: str) -> dict[str, Any]:
    """The document of a refusal."""
    assert answer.mimetype == "application/problem+json"
    said = told(answer, status)
    assert said["type"] == f"urn:uwlr-service:probleem:{name}"
    return said

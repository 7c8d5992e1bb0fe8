"""A problem of the pull API in tests (RFC 9457)."""

from werkzeug.test import TestResponse


def problem(answer: TestResponse, status: int) -> str:
    """The kind of problem; it has the shape that every problem has."""
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert answer.json is not None
    assert answer.json.keys() == {"type", "title", "status", "detail"}
    assert answer.json["status"] == status
    return str(answer.json["type"]).removeprefix("urn:uwlr-service:probleem:")

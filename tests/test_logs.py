"""The log: what its lines hold, and what they never hold."""

import ast
import gc
import io
import json
import logging
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog

from uwlr_service import logs

Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Iterator[Lines]:
    """What was written since it was last asked, each line taken apart."""
    logs.configure()
    logs.begin_call(None)
    yield lambda: [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    logs.begin_call(None)
    logs.configure()


def keywords_of_log_calls(module: Path) -> Iterator[str]:
    """The keywords that a module gives to methods of its ``log``."""
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            receiver = node.func.value
            if isinstance(receiver, ast.Name) and receiver.id == "log":
                yield from (keyword.arg for keyword in node.keywords if keyword.arg is not None)


def test_no_event_of_ours_loses_what_it_says() -> None:
    known = logs.FIELDS | {"exc_info", "extra"}
    modules = Path(logs.__file__).parent.rglob("*.py")
    unknown = {str(module): set(keywords_of_log_calls(module)) - known for module in modules}
    assert {module: names for module, names in unknown.items() if names} == {}


def test_a_call_is_one_line(lines: Lines) -> None:
    logs.begin_call("abc")
    logs.log_call(
        "HaalLeerlinggegevens", "data", 0.01234, klant="U1", school="99XX/16", counts={"leerlingen": 3}
    )

    (line,) = lines()
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "call",
        "level": "info",
        "request_id": "abc",
        "operation": "HaalLeerlinggegevens",
        "outcome": "data",
        "milliseconds": 12.34,
        "klant": "U1",
        "school": "99XX/16",
        "counts": {"leerlingen": 3},
    }


def test_what_is_not_on_the_list_is_not_written(lines: Lines) -> None:
    structlog.get_logger().info("call", school="99XX/16", achternaam="Jansen", geboortedatum="2017-05-06")

    (line,) = lines()
    assert "Jansen" not in str(line)
    assert line["dropped"] == ["achternaam", "geboortedatum"]
    assert line["school"] == "99XX/16"


def test_the_text_of_an_exception_is_not_written(lines: Lines) -> None:
    try:
        try:
            raise KeyError("Sanne")
        except KeyError as error:
            raise ValueError("de waarde 'Jansen' is ongeldig") from error
    except ValueError as error:
        structlog.get_logger().error("unexpected error", reference="1f2e", exc_info=error)

    (line,) = lines()
    assert line["exception"] == ["builtins.ValueError", "builtins.KeyError"]
    assert line["raised_at"][-1].endswith(" test_the_text_of_an_exception_is_not_written")
    assert not {"Sanne", "Jansen"} & set(str(line).replace("'", " ").split())


def test_the_exception_of_the_moment_is_found(lines: Lines) -> None:
    try:
        raise OSError
    except OSError:
        structlog.get_logger().exception("unexpected error")
    assert lines()[0]["exception"] == ["builtins.OSError"]


def test_a_new_line_in_a_value_makes_no_new_line_in_the_log(lines: Lines) -> None:
    structlog.get_logger().info("call", klant='U1\n{"event": "call"}')
    assert len(lines()) == 1


SIGNS = [
    *("\x00", "\x1b", "\x7f", "\x80", "\x85", "\x9f", "\u061c", "\u200e", "\u2028", "\u2029", "\u202e"),
    *("\u2066", "\ud800", "\udcff", "\ufeff", "\U000e0001"),
]


@pytest.mark.parametrize("sign", SIGNS, ids=ascii)
@pytest.mark.parametrize("field", sorted(logs.FIELDS - {"level", "timestamp", "event", "exception"}))
def test_a_sign_that_misleads_is_escaped_in_every_field(
    capsys: pytest.CaptureFixture[str], lines: Lines, field: str, sign: str
) -> None:
    text = f"Zoë{sign}Łukasz 学校"
    structlog.get_logger().info("call", **{field: text})
    written = capsys.readouterr().out
    assert written.endswith("\n")
    assert written[:-1].isprintable()
    assert "Zoë" in written
    assert json.loads(written)[field] == text


def test_a_misleading_sign_deep_in_a_value_is_escaped(
    capsys: pytest.CaptureFixture[str], lines: Lines
) -> None:
    structlog.get_logger().info("call", counts={"a\x85": 1}, tolerances=["b\u2028"])
    logging.getLogger("uwlr_service.soap").warning("from %s", "c\u202e")
    for line in capsys.readouterr().out.splitlines():
        assert line.isprintable()


def test_a_system_without_utf_8_gets_its_lines(lines: Lines, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(raw, encoding="ascii", write_through=True))
    structlog.get_logger().info("call", klant="Zoë 学校")
    assert json.loads(raw.getvalue())["klant"] == "Zoë 学校"


def test_the_level_is_kept_to(lines: Lines) -> None:
    logs.configure("warning")
    structlog.get_logger().info("call")
    structlog.get_logger().warning("not ready")
    assert [line["event"] for line in lines()] == ["not ready"]


def test_the_inner_rooms_log_through_python(lines: Lines) -> None:
    logging.getLogger("uwlr_service.uitwisseling.koppeling.register").warning(
        "not written, %s", "again later"
    )

    (line,) = lines()
    assert (line["level"], line["message"]) == ("warning", "not written, again later")
    assert line["logger"] == "uwlr_service.uitwisseling.koppeling.register"


def test_what_a_writer_adds_to_a_record_is_written_when_it_is_known(lines: Lines) -> None:
    extra = {"koppeling": 7, "school": "99XX/16", "achternaam": "Jansen", "event": "x", "logger": "y"}
    logging.getLogger("uwlr_service.uitwisseling.gkv.nacht").warning("delivery failed", extra=extra)

    (line,) = lines()
    assert (line["koppeling"], line["school"], line["dropped"]) == (7, "99XX/16", ["achternaam"])
    assert (line["event"], line["logger"]) == ("message", "uwlr_service.uitwisseling.gkv.nacht")
    assert "Jansen" not in str(line)


def test_what_a_library_adds_to_a_record_is_not_written(lines: Lines) -> None:
    logs.take_over_all()
    logging.getLogger("some_library").warning(
        "job failed", extra={"school": "Sanne", "job": {"args": "Jansen"}}
    )

    (line,) = lines()
    assert line["message"] == "job failed"
    assert not {"school", "job", "dropped"} & line.keys()


def test_what_nobody_caught_is_a_line_too(lines: Lines) -> None:
    logs.take_over_all()
    failing = threading.Thread(target=lambda: 1 / 0)
    failing.start()
    failing.join()
    try:
        raise ValueError("Sanne")
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    leave = threading.Thread(target=sys.exit)
    leave.start()
    leave.join()
    written = lines()
    assert [line["event"] for line in written] == ["uncaught", "uncaught"]
    assert [line["exception"][0] for line in written] == ["builtins.ZeroDivisionError", "builtins.ValueError"]
    assert "Sanne" not in str(written)


def test_what_is_raised_where_nobody_can_catch_it_is_a_line(lines: Lines) -> None:
    class Fleeting:
        def __del__(self) -> None:
            raise ValueError("Sanne")

    logs.take_over_all()
    Fleeting()
    gc.collect()
    (line,) = lines()
    assert (line["event"], line["exception"]) == ("uncaught", ["builtins.ValueError"])


@pytest.mark.parametrize("name", ["psycopg.pool", "procrastinate.worker", "huey", "alembic.env", "asyncio"])
def test_every_library_writes_lines_of_ours_from_warning_on(lines: Lines, name: str) -> None:
    logs.take_over_all()
    logging.getLogger(name).warning("error connecting in %r:\nconnection refused", "pool-1")
    logging.getLogger(name).info("not this")
    logging.getLogger("uwlr_service.x").warning("once")
    first, second = lines()
    assert (first["logger"], first["level"]) == (name, "warning")
    assert second["message"] == "once"


def test_a_warning_is_a_line_too(lines: Lines) -> None:
    logs.take_over_all()
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=False)  # catch_warnings puts its own back in between
        logging.captureWarnings(capture=True)
        warnings.warn("this is old", DeprecationWarning, stacklevel=1)
    (line,) = lines()
    assert (line["logger"], line["level"]) == ("py.warnings", "warning")
    assert "this is old" in line["message"]


def test_setting_up_twice_writes_once(lines: Lines) -> None:
    logs.configure()
    logging.getLogger("uwlr_service").warning("once")
    assert len(lines()) == 1

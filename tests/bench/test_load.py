"""What wrk printed becomes numbers, or a reason why there are none."""

import pytest

from bench.load import parse
from bench.report import NotMeasured

PRINTED = """Running 4s test @ http://127.0.0.1:8000/uwlr/leerlinggegevens
  1 threads and 16 connections
Requests/sec:   1500.00
{"requests": 6000, "microseconds": 4000000, "bytes": 6000, "p50": 9140, "p99": 34300, "refused": 0, "lost": 0}
"""


def test_the_line_of_our_script_is_read() -> None:
    seen = parse(PRINTED)

    assert seen.per_second == 1500
    assert (seen.p50_ms, seen.p99_ms) == (9.14, 34.3)
    assert seen.bytes_per_answer == 1


def test_refused_answers_are_not_a_speed() -> None:
    with pytest.raises(NotMeasured, match="7 were no 200"):
        parse(PRINTED.replace('"refused": 0', '"refused": 7'))


def test_lost_answers_are_not_a_speed() -> None:
    with pytest.raises(NotMeasured, match="3 got lost"):
        parse(PRINTED.replace('"lost": 0', '"lost": 3'))


def test_output_without_a_result_is_quoted() -> None:
    with pytest.raises(NotMeasured, match="unable to connect"):
        parse("unable to connect to 127.0.0.1:8000 Connection refused\n")

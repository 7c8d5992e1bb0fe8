"""Finished answers: bounded in bytes, and the least recently used one goes first."""

import gzip

from uwlr_service.uitwisseling.uwlr.antwoordcache import ENTRY_OVERHEAD, Antwoordcache, Gegevensantwoord


def antwoord(size: int) -> Gegevensantwoord:
    return Gegevensantwoord(b"x" * size, "volledig", {})


def test_the_least_recently_used_one_goes_first() -> None:
    cache = Antwoordcache(3 * (antwoord(1000).size + ENTRY_OVERHEAD))
    for key in "abc":
        cache.put(key, antwoord(1000))
    assert cache.get("a")[0]
    cache.put("d", antwoord(1000))
    assert [key for key in "abcd" if cache.get(key)[0]] == ["a", "c", "d"]


def test_an_answer_larger_than_the_bound_is_not_kept_and_drives_nothing_out() -> None:
    cache = Antwoordcache(5000)
    cache.put("small", antwoord(100))
    cache.put("large", antwoord(5000))
    assert cache.get("small")[0]
    assert not cache.get("large")[0]


def test_no_data_is_an_answer_too() -> None:
    cache = Antwoordcache(5000)
    cache.put("none", None)
    assert cache.get("none") == (True, None)
    assert cache.get("other") == (False, None)


def test_the_same_key_again_takes_no_more_room() -> None:
    cache = Antwoordcache(2 * (antwoord(1000).size + ENTRY_OVERHEAD))
    cache.put("b", antwoord(1000))
    for _ in range(9):
        cache.put("a", antwoord(1000))
    assert cache.get("b")[0]


def test_the_compressed_form_is_made_once_per_envelope() -> None:
    made = antwoord(1000)
    zipped = made.gzipped(b"<s>", b"</s>")
    assert gzip.decompress(zipped) == b"<s>" + made.body + b"</s>"
    assert made.gzipped(b"<s>", b"</s>") is zipped
    assert gzip.decompress(made.gzipped(b"<soap>", b"</soap>")).startswith(b"<soap>")

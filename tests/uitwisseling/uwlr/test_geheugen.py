"""What a process remembers: bounded, and never wrong."""

from uwlr_service.uitwisseling.uwlr.geheugen import Geheugen


def test_what_was_added_is_remembered() -> None:
    geheugen: Geheugen[str, int] = Geheugen()
    geheugen.add({"a": 1, "b": 2})
    assert (geheugen.get("a"), geheugen.get("b"), geheugen.get("c")) == (1, 2, None)


def test_a_full_memory_starts_again() -> None:
    geheugen: Geheugen[int, int] = Geheugen(most=10)
    for number in range(1000):
        geheugen.add({number: number})
    kept = [number for number in range(1000) if geheugen.get(number) is not None]
    assert 0 < len(kept) <= 11
    assert kept[-1] == 999

"""What a process remembers: bounded, and never wrong."""

from uwlr_service.uitwisseling.memory import Memory


def test_what_was_added_is_remembered() -> None:
    memory: Memory[str, int] = Memory()
    memory.add({"a": 1, "b": 2})
    assert (memory.get("a"), memory.get("b"), memory.get("c")) == (1, 2, None)


def test_a_full_memory_starts_again() -> None:
    memory: Memory[int, int] = Memory(most=10)
    for number in range(1000):
        memory.add({number: number})
    kept = [number for number in range(1000) if memory.get(number) is not None]
    assert 0 < len(kept) <= 11
    assert kept[-1] == 999

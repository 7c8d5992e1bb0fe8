"""The memory that workers count in: keys of any length, a full place, and what others added meanwhile."""

import threading

from uwlr_service.tally import Tally


def counted(tally: Tally, place: int, key: str, amount: float) -> None:
    """Count as a worker in this place does."""
    tally.count_in(place)
    own = tally.own()
    assert own is not None
    position = own.position(key)
    assert position is not None
    own.write(position, own.read(position) + amount)


def test_each_key_is_added_up_over_all_places() -> None:
    tally = Tally(3)
    for place, key, amount in ((0, "a", 1), (1, "a", 2), (2, "bé" * 99, 4), (0, "a", 8), (0, "", 16)):
        counted(tally, place, key, amount)
    assert tally.keys() == {"a", "bé" * 99, ""}
    assert (tally.total("a"), tally.total("bé" * 99), tally.total("")) == (11, 4, 16)
    assert tally.total("never counted") == 0


def test_what_is_added_after_a_look_is_seen_at_the_next() -> None:
    tally = Tally(2)
    counted(tally, 0, "a", 1)
    assert tally.keys() == {"a"}
    counted(tally, 1, "b", 1)
    counted(tally, 0, "c", 1)
    assert tally.keys() == {"a", "b", "c"}


def test_a_full_place_takes_no_more_keys_and_keeps_what_it_has() -> None:
    tally = Tally(2, size=4096)
    tally.count_in(0)
    own = tally.own()
    assert own is not None
    keys = [f"key {number}" for number in range(200)]
    positions = [own.position(key) for key in keys]
    kept = [key for key, position in zip(keys, positions, strict=True) if position is not None]
    assert 0 < len(kept) < len(keys)
    assert tally.keys() == set(kept)
    counted(tally, 1, "of another", 1)
    assert tally.total("of another") == 1


def test_a_place_is_given_once_and_again_when_it_is_free() -> None:
    tally = Tally(2)
    assert (tally.take(), tally.take(), tally.take()) == (0, 1, None)
    tally.give_back(None)
    tally.give_back(0)
    assert (tally.take(), tally.take()) == (0, None)


def test_threads_can_look_and_count_at_once() -> None:
    tally = Tally(2)
    seen: list[set[str]] = []
    looking = threading.Thread(target=lambda: seen.extend(tally.keys() for _ in range(300)))
    looking.start()
    for number in range(300):
        with tally.lock:
            counted(tally, 0, f"key {number}", 1)
    looking.join()
    assert seen == sorted(seen, key=len)
    assert len(tally.keys()) == 300

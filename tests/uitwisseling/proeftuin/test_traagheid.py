"""Places for slow answers."""

from contextlib import suppress

from uwlr_service.uitwisseling.proeftuin.traagheid import PART, Traagheid


def test_one_in_four_threads_may_be_slow() -> None:
    traagheid = Traagheid(2 * PART + 1)
    with traagheid.plek() as first, traagheid.plek() as second, traagheid.plek() as third:
        assert [plek.take() for plek in (first, second, third)] == [True, True, False]


def test_with_fewer_threads_none_is() -> None:
    with Traagheid(PART - 1).plek() as plek:
        assert not plek.take()


def test_a_place_is_given_back_also_when_what_comes_before_the_wait_fails() -> None:
    traagheid = Traagheid(PART)
    for _ in range(2):
        with suppress(OSError), traagheid.plek() as plek:
            assert plek.take()
            raise OSError
    with traagheid.plek() as plek:  # none was taken here, so none is given back
        pass
    with traagheid.plek() as first, traagheid.plek() as second:
        assert first.take()
        assert not second.take()

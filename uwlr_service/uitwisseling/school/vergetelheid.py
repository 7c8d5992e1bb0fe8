"""What imports ask about pupils who were forgotten; whoever forgets them answers."""

from collections.abc import Callable, Collection

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Transaction

Notice = Callable[[Transaction, Schoolcode, Collection[str], Handelende], None]
"""Is told of the pupils that a file brings to a school, in the transaction that keeps them."""
Forgotten = Callable[[Transaction, Schoolcode, Collection[str]], frozenset[str]]
"""Says which of some pupils of a school were forgotten, whether a file brought them back or not."""


def notice_nobody(
    _connection: Transaction, _school: Schoolcode, _leerlingen: Collection[str], _door: Handelende
) -> None:
    """The answer of a service that never forgot anybody."""


def nobody_forgotten(
    _connection: Transaction, _school: Schoolcode, _leerlingen: Collection[str]
) -> frozenset[str]:
    """The same."""
    return frozenset()

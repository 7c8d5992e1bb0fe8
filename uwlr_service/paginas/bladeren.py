"""A long list a page at a time: which part of it an address asks for, and the addresses before and after."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from flask import request, url_for

from uwlr_service.domain.lijstvraag import Lijstvraag
from uwlr_service.paginas.formulier import read_number

ON_A_PAGE = 50
VANAF = "vanaf"
"""The parameter of an address that says with which row its page begins."""
RowT = TypeVar("RowT")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bladzijde(Generic[RowT]):
    """The rows of one page, and the addresses of the pages beside it where there are any."""

    rijen: Sequence[RowT]
    vorige: str | None
    volgende: str | None

    @property
    def is_part(self) -> bool:
        """Whether the list has more than this page."""
        return self.vorige is not None or self.volgende is not None


def asked(zoek: str = "", parameter: str = VANAF) -> Lijstvraag:
    """The part of a list that this call asks for, and one row more: it tells that there is a next page."""
    return Lijstvraag(zoek, read_number(request.args.get(parameter, "")) or 0, ON_A_PAGE + 1)


def page_of(rows: Sequence[RowT], vraag: Lijstvraag, parameter: str = VANAF) -> Bladzijde[RowT]:
    """The page that the rows are which were found for a question."""
    vorige = None
    if vraag.vanaf:
        vorige = _address(parameter, max(0, vraag.vanaf - ON_A_PAGE))
    volgende = None
    if len(rows) > ON_A_PAGE:
        volgende = _address(parameter, vraag.vanaf + ON_A_PAGE)
    return Bladzijde(rijen=rows[:ON_A_PAGE], vorige=vorige, volgende=volgende)


def _address(parameter: str, vanaf: int) -> str:
    """The address of this call, with another row to begin with."""
    values = {**request.args.to_dict(), **(request.view_args or {}), parameter: vanaf}
    return url_for(request.endpoint or "", **values)

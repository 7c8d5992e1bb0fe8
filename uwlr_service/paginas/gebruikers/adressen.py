"""The addresses of the pages of users, below a rule of whoever looks after them."""

from collections.abc import Callable
from typing import Any

from flask_babel import LazyString

from uwlr_service.domain.account.rollen import Actie
from uwlr_service.paginas.adres import Adres, button, form, page
from uwlr_service.paginas.gebruikers import einde, lijst, uitnodigen
from uwlr_service.paginas.gebruikers.kring import Kring

View = Callable[..., Any]


def users_at(
    rule: str, endpoint: str, kring_of: Callable[..., Kring], actie: Actie, menu: LazyString
) -> tuple[Adres, ...]:
    """The addresses below a rule; ``kring_of`` is given what the rule asks for."""

    def view(act: View, own: str | None = None) -> View:
        """Act in the circle that an address is of, on what else it names."""

        def shown(**values: Any) -> Any:
            chosen = [] if own is None else [values.pop(own)]
            return act(kring_of(**values), *chosen)

        return shown

    return (
        form(rule, endpoint, view(lijst.show), actie, menu=menu),
        form(f"{rule}/uitnodigen", f"{endpoint}.uitnodigen", view(uitnodigen.invite), actie),
        page(f"{rule}/link", f"{endpoint}.link", view(uitnodigen.link), actie),
        form(f"{rule}/<int:inlog>/herstel", f"{endpoint}.herstel", view(uitnodigen.recover, "inlog"), actie),
        button(
            f"{rule}/uitnodigingen/<int:uitnodiging>/intrekken",
            f"{endpoint}.intrekken",
            view(einde.withdraw, "uitnodiging"),
            actie,
        ),
        button(
            f"{rule}/accounts/<int:account>/beeindigen",
            f"{endpoint}.beeindigen",
            view(einde.end, "account"),
            actie,
        ),
    )

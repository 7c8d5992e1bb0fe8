"""Where a partner or a LAS hears of something: set, turned off and shown by ``uwlr ... webhook``."""

from typing import Protocol

import click

from uwlr_service.cli.output import say, show_json
from uwlr_service.domain.account.handelende import Handelende


class Webhookbeheer(Protocol):
    """Where webhooks are kept, by the number of whoever has one."""

    def set(self, number: int, url: str, /, *, door: Handelende) -> None:
        """Tell at this address from now on."""

    def off(self, number: int, /, *, door: Handelende) -> bool:
        """Tell nothing any more."""

    def url(self, number: int, /) -> str | None:
        """The address; None when it is off."""

    def is_refused(self, url: str) -> bool:
        """Whether an address is of the own network, and may not be called."""


def change(beheer: Webhookbeheer, number: int, url: str | None, *, uit: bool, door: Handelende) -> str | None:
    """Do what was asked; returns the address that holds then."""
    if url is not None:
        beheer.set(number, url, door=door)
    elif uit:
        beheer.off(number, door=door)
    return beheer.url(number)


def require_one(url: str | None, *, uit: bool) -> None:
    """Raise UsageError for an address together with turning off."""
    if url is not None and uit:
        raise click.UsageError("geef --url of --uit, niet allebei.")


def tell(beheer: Webhookbeheer, wat: str, number: int, present: str | None, *, as_json: bool) -> None:
    """Say where messages go, and that an address may not be called; ``wat`` is a koppeling or a LAS."""
    if present is not None and beheer.is_refused(present):
        say(
            "Let op: dit adres ligt in het eigen netwerk, en er wordt pas iets bezorgd als UWLR_WEBHOOK_HOSTS"
            " het noemt. Voor zo'n adres mag het ook http zijn.",
            style="yellow",
        )
    if as_json:
        show_json({wat.lower(): number, "url": present})
    else:
        say(f"De webhook van {wat} {number} is {present or 'uit'}.")

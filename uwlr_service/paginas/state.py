"""What the views of the pages work with: the use cases, and the person who asks."""

from flask import Flask, current_app, g

from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import NietToegestaan
from uwlr_service.paginas import sessie

NAME = "uwlr"
"""Where the use cases lie among the extensions of Flask."""


def install(web: Flask, diensten: Diensten) -> None:
    """Give an application its use cases."""
    web.extensions[NAME] = diensten


def diensten() -> Diensten:
    """The use cases of the application that answers this call."""
    current: Diensten = current_app.extensions[NAME]
    return current


def person() -> Handelende | None:
    """The person who is signed in; None for anybody else."""
    if "handelende" not in g:
        g.handelende = sessie.handelende()
    handelende: Handelende | None = g.handelende
    return handelende


def unread() -> int:
    """How many messages wait for the person who asks."""
    return 0 if person() is None else sessie.ongelezen()


def forget_person() -> None:
    """Answer the rest of this call as to nobody: to ask who it is may be what went wrong."""
    g.handelende = None
    sessie.forget()


def door() -> Handelende:
    """The person who acts, for the use cases. Raises NietToegestaan when nobody is signed in."""
    handelende = person()
    if handelende is None:
        raise NietToegestaan
    return handelende

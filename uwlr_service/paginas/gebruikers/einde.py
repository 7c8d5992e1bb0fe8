"""Letting somebody in no more: an invitation, a role, or a person everywhere."""

from flask import flash
from flask_babel import gettext
from werkzeug import Response

from uwlr_service.domain.fouten import EigenRol, UitnodigingOngeldig
from uwlr_service.paginas.gebruikers.kring import Kring
from uwlr_service.paginas.state import diensten, door
from uwlr_service.paginas.toegang.zinnen import in_words


def withdraw(kring: Kring, uitnodiging: int) -> Response:
    """Let the link of an invitation work no more."""
    try:
        diensten().mensen.uitnodigingen.withdraw(uitnodiging, door=door())
    except UitnodigingOngeldig as fout:
        flash(in_words(fout), "let-op")
    else:
        flash(gettext("De uitnodiging werkt niet meer."))
    return kring.to()


def end(kring: Kring, account: int) -> Response:
    """Let somebody have a role no more."""
    try:
        diensten().mensen.gebruikers.end_account(account, door=door())
    except EigenRol as fout:
        flash(in_words(fout), "let-op")
    else:
        flash(gettext("Die persoon kan hier niet meer inloggen."))
    return kring.to()


def disable(kring: Kring, inlog: int) -> Response:
    """Let somebody in nowhere any more."""
    try:
        diensten().mensen.gebruikers.disable_number(inlog, door=door())
    except EigenRol as fout:
        flash(in_words(fout), "let-op")
    else:
        flash(gettext("Die persoon kan nergens meer inloggen."))
    return kring.to()

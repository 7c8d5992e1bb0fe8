"""The calls and deliveries of the last days over a link, with what to do about each fault."""

from functools import partial

from flask import render_template, request
from flask_babel import gettext

from uwlr_service.domain.koppeling.klant import Richting
from uwlr_service.domain.toezicht.foutadvies import what_to_do
from uwlr_service.domain.toezicht.logwoorden import asked, ended
from uwlr_service.domain.toezicht.verkeer import Verkeersregel
from uwlr_service.paginas import talen
from uwlr_service.paginas.state import diensten, door

DELIVERIES = 100
"""The newest ones that are shown."""


def show(koppelpartner: int, koppeling: int) -> str:
    """What went over a link, counted; nothing of what was in it."""
    link = diensten().partnerzicht.link(koppelpartner, koppeling, door=door())
    is_gkv = link.richting is Richting.LEVEREN
    faults_only = request.args.get("alleen") == "fouten"
    regels = diensten().verkeer.of_koppeling(koppeling, faults_only=faults_only, door=door())
    leveringen = []
    if is_gkv:
        leveringen = diensten().volger.of_koppeling(koppeling, door=door())[-DELIVERIES:][::-1]
    adviezen = {
        regel.uitkomst: what_to_do(regel.uitkomst, talen.chosen()) for regel in regels if regel.is_fout
    }
    return render_template(
        "partner/verkeer.html",
        koppelpartner=koppelpartner,
        koppeling=koppeling,
        is_gkv=is_gkv,
        regels=regels,
        adviezen=adviezen,
        gevraagd=_asked,
        uitkomst=partial(ended, taal=talen.chosen()),
        leveringen=leveringen,
        faults_only=faults_only,
    )


def _asked(regel: Verkeersregel) -> str:
    """What the program of the partner asked, in a sentence."""
    namen = {"product": gettext("Uw programma")}
    if regel.school is not None:
        namen["school"] = regel.school
    return asked(regel.operatie, namen, talen.chosen())

"""The calls and deliveries of the last days over a link, with what to do about each fault."""

from flask import render_template, request

from uwlr_service.domain.koppeling.klant import Richting
from uwlr_service.domain.toezicht.foutadvies import what_to_do
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
        leveringen=leveringen,
        faults_only=faults_only,
    )

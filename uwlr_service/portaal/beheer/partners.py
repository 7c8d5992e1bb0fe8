"""The partners as an operator sees them: products, links, schools, keys and faults."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

from flask import render_template

from uwlr_service.domain.koppeling.dienstzicht import Schooldeelname
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.domain.sso.toepassing import Toepassing
from uwlr_service.paginas.state import diensten, door
from uwlr_service.portaal.beheer import woorden
from uwlr_service.portaal.beheer.start import faults

FAULTS_OF = timedelta(days=7)


def show_all() -> str:
    """Every partner with its products."""
    koppelpartners = diensten().koppelpartners.all(door=door())
    return render_template("beheer/partners.html", koppelpartners=koppelpartners, woorden=woorden)


def show(partner: int) -> str:
    """One partner. What can be done with its products stands on the pages of those."""
    use_cases = diensten()
    wie = door()
    zicht = use_cases.dienstzicht.partner(partner, door=wie)
    links = {number for product in zicht.koppelpartner.producten for number in product.koppelingen}
    standen = {product.stand for product in zicht.koppelpartner.producten}
    outcomes = use_cases.verkeer.outcomes(FAULTS_OF, door=wie)
    return render_template(
        "beheer/partner.html",
        koppelpartner=zicht.koppelpartner,
        deelnames=zicht.deelnames,
        tellingen=per_link(zicht.deelnames),
        sleutels=zicht.sleutels,
        toepassingen=by_link(use_cases.toepassingen.of_links(links, door=wie)),
        fouten=faults({number: counts for number, counts in outcomes.items() if number in links}),
        gebruikers=use_cases.mensen.gebruikers.of_koppelpartner(partner, door=wie),
        kan_stoppen=Toelatingstand.ACTIEF in standen,
        kan_hervatten=Toelatingstand.OPGESCHORT in standen,
        woorden=woorden,
    )


def by_link(toepassingen: Iterable[Toepassing]) -> dict[int, Toepassing]:
    """The clients of SSO by the number of their link."""
    return {toepassing.koppeling: toepassing for toepassing in toepassingen}


def per_link(deelnames: Iterable[Schooldeelname]) -> dict[int, Counter[str]]:
    """How many schools of each link are in each state."""
    counts: dict[int, Counter[str]] = {}
    for deelname in deelnames:
        counts.setdefault(deelname.koppeling, Counter())[deelname.stand] += 1
    return counts

"""What partners of packages notice of forgetting: which packages go, and what the next one says."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from uwlr_service.domain.gkv.generiek import Nummersleutel, Nummersoort
from uwlr_service.domain.koppeling.gkvinhoud import is_delivered
from uwlr_service.domain.koppeling.gkvsets import GKV_VERSIE
from uwlr_service.domain.school.dossier import RELATIE, VERZORGER
from uwlr_service.domain.school.groepsindeling import groepsindelingen
from uwlr_service.repository.inzage.uitgiften import Pakketregel
from uwlr_service.uitwisseling.inzage.geschiedenis import LEERLINGEN, VERZORGER_VAN
from uwlr_service.uitwisseling.inzage.inhoud import Naam
from uwlr_service.uitwisseling.inzage.inzage import Bewijs

INSCHRIJVING = "inschrijving"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gevolgen:
    """The packages to remove; by link the objects that a partner has to remove, and who gets everything anew.

    A partner gets everything anew if it did not collect one of these packages, or if groups go out of its
    sight together with the pupil.
    """

    pakketten: tuple[Pakketregel, ...] = ()
    verwijzingen: dict[int, tuple[Naam, ...]] = field(default_factory=dict)
    volledig: frozenset[int] = frozenset()


def gevolgen_of(bewijs: Bewijs, pakketten: Iterable[Pakketregel], koppelingen: frozenset[int]) -> Gevolgen:
    """The consequences at the links that deliver: ``pakketten`` are all there ever were, oldest first."""
    held: list[Pakketregel] = []
    newest: dict[int, Pakketregel] = {}
    for regel in pakketten:
        newest[regel.koppeling] = regel
        if regel.pad is not None and _holds(bewijs, regel):
            held.append(regel)
    verwijzingen: dict[int, tuple[Naam, ...]] = {}
    volledig = {regel.koppeling for regel in held if regel.eerste is None}
    for koppeling, regel in newest.items():
        if not bewijs.regels.is_kept(regel):
            volledig.add(koppeling)
            continue
        names = tuple(_names(bewijs, regel))
        if names:
            verwijzingen[koppeling] = names
        if names and bewijs.afspraken[regel.afspraak].afspraak.selectie.narrows:
            volledig.add(koppeling)
    return Gevolgen(
        pakketten=tuple(held),
        verwijzingen={
            koppeling: names for koppeling, names in verwijzingen.items() if koppeling in koppelingen
        },
        volledig=frozenset(volledig & koppelingen),
    )


def numbers_of(bewijs: Bewijs) -> frozenset[Nummersleutel]:
    """The placements and enrolments of the pupils, which have numbers of their own in GeneriekeService."""
    geschiedenis = bewijs.geschiedenis
    sleutels: set[Nummersleutel] = set()
    for versie in geschiedenis.versies[LEERLINGEN]:
        if versie.inhoud.key in geschiedenis.betrokkenen.leerlingen:
            gegevens = geschiedenis.gegevens(versie.jaar, versie.van)
            for indeling in groepsindelingen(gegevens):
                if indeling.leerling in geschiedenis.betrokkenen.leerlingen:
                    sleutels.add((Nummersoort.GROEPSINDELING, indeling.key))
    for inschrijving in geschiedenis.dossier.get(INSCHRIJVING, ()):
        if inschrijving.leerling in geschiedenis.betrokkenen.leerlingen:
            sleutels.add((Nummersoort.INSCHRIJVING, inschrijving.key))
    return frozenset(sleutels)


def _holds(bewijs: Bewijs, regel: Pakketregel) -> bool:
    """Whether a package holds data of the pupil; one of a state that is no longer whole may."""
    if not bewijs.regels.is_kept(regel):
        return True
    velden, _ = bewijs.regels.content_of(regel)
    return bool(velden)


def _names(bewijs: Bewijs, regel: Pakketregel) -> Iterator[Naam]:
    """What a partner has of the pupil after its newest package, objects after those that they refer to."""
    deel = bewijs.regels.deel_of(regel.afspraak, regel.bron)
    velden = bewijs.afspraken[regel.afspraak].afspraak.veldenlijst(GKV_VERSIE)
    has_verzorgers = is_delivered(VERZORGER, velden)
    verzorgers = dict(_verzorgers(bewijs, regel.bron.dossierrevisie))
    for entiteit, key in deel.fragmenten:
        # A guardian whom the partner only sees because of this pupil goes too; who stays is left out later.
        if entiteit == RELATIE and has_verzorgers and key in verzorgers:
            yield VERZORGER, verzorgers[key]
        yield entiteit, key


def _verzorgers(bewijs: Bewijs, dossierrevisie: int) -> Iterator[tuple[str, str]]:
    for relatie in bewijs.geschiedenis.dossier.get(RELATIE, ()):
        if relatie.holds_at(dossierrevisie):
            yield relatie.key, json.loads(relatie.inhoud)[VERZORGER_VAN]

"""The dossier of a made-up school: all that EDEXML does not carry, with the odd cases of every school."""

from collections.abc import Callable, Iterator
from itertools import chain
from random import Random

from uwlr_service.demodata.absenties import make_absenties, make_verzuimmeldingen
from uwlr_service.demodata.codewaarden import make_codewaarden
from uwlr_service.demodata.dossiermaker import Dossiermaker
from uwlr_service.demodata.leerlingdetails import make_leerlingdetails
from uwlr_service.demodata.loopbanen import make_inschrijvingen, make_schoolloopbanen, make_uitstromen
from uwlr_service.demodata.medewerkers import make_medewerkers
from uwlr_service.demodata.ondersteuningen import make_ondersteuningen
from uwlr_service.demodata.scores import make_berekenden, make_methodetoetsresultaten, make_toetsresultaten
from uwlr_service.demodata.verzorgers import make_leerling_verzorgers, make_verzorgers
from uwlr_service.domain.school.dossier import Dossier, Dossierobject
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens

KINDS: tuple[Callable[[Dossiermaker], Iterator[Dossierobject]], ...] = (
    make_leerlingdetails,
    make_schoolloopbanen,
    make_inschrijvingen,
    make_toetsresultaten,
    make_methodetoetsresultaten,
    make_uitstromen,
    make_absenties,
    make_verzuimmeldingen,
    make_ondersteuningen,
    make_verzorgers,
    make_leerling_verzorgers,
    make_medewerkers,
    make_codewaarden,
)
"""In the order of the schema."""
SCHOOLNAMEN = ("De Regenboog", "Het Kompas", "Dr. Schaepman & Co", "De Wilg", "Op 't Hof", "De Vuurvlinder")


def make_dossier(gegevens: Schoolgegevens, seed: int, jaren: int = 6, per_jaar: int = 10) -> Dossier:
    """The dossier of a school, with results over at most ``jaren`` years, about ``per_jaar`` a year.

    The same school and seed give the same dossier.
    """
    return Dossier(
        school=gegevens.school.code,
        objecten=chain.from_iterable(
            make(_maker(gegevens, seed, jaren, per_jaar, make.__name__)) for make in KINDS
        ),
        berekenden=make_berekenden(_maker(gegevens, seed, jaren, per_jaar, make_toetsresultaten.__name__)),
        naam=Random(f"{seed}/{gegevens.school.code}").choice(SCHOOLNAMEN),  # noqa: S311
    )


def _maker(gegevens: Schoolgegevens, seed: int, jaren: int, per_jaar: int, part: str) -> Dossiermaker:
    # Each part has a chance of its own, so that a change in one leaves the others as they are.
    rng = Random(f"{seed}/{gegevens.school.code}/{part}")  # noqa: S311
    return Dossiermaker(gegevens=gegevens, rng=rng, jaren=jaren, per_jaar=per_jaar)

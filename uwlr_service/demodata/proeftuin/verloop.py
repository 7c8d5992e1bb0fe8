"""Schools of the proeftuin by what happens to them: leavers, other keys, 1 August, and a merger."""

from dataclasses import replace
from datetime import timedelta

from uwlr_service.demodata.proeftuin.bouwer import Bouwer
from uwlr_service.demodata.proeftuin.opzet import Opzet
from uwlr_service.demodata.proeftuin.volgend_jaar import LAST_GROEP
from uwlr_service.domain.proeftuin.proeftuin import NEW_YEAR, Proefschool
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens

NEW_KEY = 2
LEFT = 3
MERGED = 5
GOING = 14
STAYING = 15


def _leavers(bouwer: Bouwer) -> Schoolgegevens:
    groep = bouwer.groep("6")
    gone, in_history, moved, *staying = bouwer.leerlingen(5, groep)
    if bouwer.dag < LEFT:
        return bouwer.gegevens((gone, in_history, moved, *staying), [groep])
    history = bouwer.former(in_history, LEFT)
    without = replace(moved, groep=None, mutatiedatum=bouwer.moment(LEFT))
    return bouwer.gegevens((history, without, *staying), [groep])


def _new_keys(bouwer: Bouwer) -> Schoolgegevens:
    groep = bouwer.groep("5")
    leerlingen = bouwer.leerlingen(3, groep)
    if bouwer.dag >= NEW_KEY:
        leerlingen = tuple(
            replace(leerling, key=bouwer.key("nieuwe sleutel", leerling.key), mutatiedatum=bouwer.moment(2))
            for leerling in leerlingen
        )
    return bouwer.gegevens(leerlingen, [groep])


def _last_groep(bouwer: Bouwer) -> Schoolgegevens:
    groepen = [bouwer.groep("7"), bouwer.groep(LAST_GROEP)]
    staying = bouwer.leerlingen(2, groepen[0])
    leaving = bouwer.leerlingen(3, groepen[1], first=10)
    if bouwer.dag >= NEW_YEAR:
        last_day = bouwer.schooljaar.following.first_day - timedelta(days=1)
        leaving = tuple(
            replace(leerling, uitstroomdatum=last_day, mutatiedatum=bouwer.moment(NEW_YEAR))
            for leerling in leaving
        )
    return bouwer.gegevens((*staying, *leaving), groepen)


def _august(bouwer: Bouwer) -> Schoolgegevens:
    groepen = [bouwer.groep("2"), bouwer.groep("3"), bouwer.groep("4")]
    leerlingen: list[Leerling] = []
    for at, groep in enumerate(groepen):
        leerlingen += bouwer.leerlingen(4, groep, 4 * at)
    return bouwer.gegevens(leerlingen, groepen)


def _going(bouwer: Bouwer) -> Schoolgegevens:
    groep = bouwer.groep("4")
    leerlingen = bouwer.leerlingen(4, groep)
    if bouwer.dag >= MERGED:
        return bouwer.gegevens(bouwer.former(leerling, MERGED) for leerling in leerlingen)
    return bouwer.gegevens(leerlingen, [groep])


def _staying(bouwer: Bouwer) -> Schoolgegevens:
    groep = bouwer.groep("4")
    leerlingen = bouwer.leerlingen(3, groep)
    if bouwer.dag < MERGED:
        return bouwer.gegevens(leerlingen, [groep])
    other = replace(bouwer, nummer=GOING)
    came = other.groep("4", "Groep 4 van de andere school")
    return bouwer.gegevens((*leerlingen, *other.leerlingen(4, came)), [groep, came])


VERTREK = Opzet(
    school=Proefschool(
        nummer=10,
        naam="Het Vertrek",
        waarvoor="Leerlingen die vertrekken: de een staat er niet meer in, de ander heeft jaargroep H, een"
        " derde heeft geen groep meer.",
        verwacht="Op dag 3 zijn de eerste twee bij u geen leerling meer; de derde wel, zonder groep.",
        dagen={3: "Twee leerlingen vertrekken, een derde gaat uit de groep."},
    ),
    make=_leavers,
)
SLEUTELWISSEL = Opzet(
    school=Proefschool(
        nummer=11,
        naam="De Nieuwe Sleutels",
        waarvoor="De school stapt over op ander gebruik van sleutels: elke leerling krijgt een andere.",
        verwacht="Aan het ECK-iD herkent u dezelfde leerlingen, met hun werk; er komen er geen bij.",
        dagen={2: "Elke leerling heeft een andere sleutel, en hetzelfde ECK-iD."},
    ),
    make=_new_keys,
)
GROEP_8 = Opzet(
    school=Proefschool(
        nummer=12,
        naam="De Laatste Groep",
        waarvoor="Leerlingen van groep 8, die na de zomer weg zijn.",
        verwacht="Op dag 4 hebben ze in het lopende schooljaar een uitstroomdatum en in het volgende staan"
        " ze niet. Hun resultaten van dit jaar blijven.",
        dagen={4: "Groep 8 krijgt een uitstroomdatum, en ontbreekt in het nieuwe schooljaar."},
    ),
    make=_last_groep,
)
AUGUSTUS = Opzet(
    school=Proefschool(
        nummer=13,
        naam="De Eerste Augustus",
        waarvoor="Een nieuw schooljaar: dezelfde leerlingen een groep hoger, in groepen met andere sleutels.",
        verwacht="Op dag 4 geeft het nieuwe schooljaar dezelfde leerlingen; niemand is dubbel. De groepen van"
        " dit jaar blijven die van dit jaar.",
        dagen={4: "Het nieuwe schooljaar staat klaar, naast het oude. Zo is het bij elke school."},
    ),
    make=_august,
)
FUSIE_WEG = Opzet(
    school=Proefschool(
        nummer=GOING,
        naam="De Kleine Fusie",
        waarvoor=f"Een school die opgaat in school {STAYING}.",
        verwacht="Op dag 5 is de school leeg. Dat is geen fout, en de leerlingen zijn niet weg.",
        dagen={5: f"Alle leerlingen gaan naar school {STAYING}, met dezelfde sleutel en hetzelfde ECK-iD."},
    ),
    make=_going,
)
FUSIE_BLIJFT = Opzet(
    school=Proefschool(
        nummer=STAYING,
        naam="De Grote Fusie",
        waarvoor=f"De school waarin school {GOING} opgaat.",
        verwacht=f"Op dag 5 heeft de school ook de leerlingen van school {GOING}; hun werk is er nog.",
        dagen={5: f"De leerlingen van school {GOING} komen erbij, in een groep van hun eigen."},
    ),
    make=_staying,
)

"""Schools of the proeftuin by who is in which group, and by what is not filled in."""

from uwlr_service.demodata.proeftuin.bouwer import Bouwer
from uwlr_service.demodata.proeftuin.opzet import Opzet
from uwlr_service.domain.proeftuin.proeftuin import Proefschool
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens

OPTIONAL = (
    *("eckid", "voornamen", "voorletters_1", "geboortedatum", "geslacht", "instroomdatum", "mutatiedatum"),
)
"""What a school can leave empty, or switch off in its agreement: then nothing of it is sent."""
FILLED = 2


def _several_groups(bouwer: Bouwer) -> Schoolgegevens:
    groep = bouwer.groep("8", "Groep 7/8")
    plus = bouwer.samengestelde_groep("Plusgroep")
    lezen = bouwer.samengestelde_groep("Leesclub")
    keys = (plus.key, lezen.key)
    leerlingen = [
        bouwer.leerling(1, groep, jaargroep="7", samengestelde_groepen=keys),
        bouwer.leerling(2, groep, jaargroep="7", samengestelde_groepen=keys[:1]),
        bouwer.leerling(3, groep, jaargroep="7"),
        bouwer.leerling(4, None, jaargroep="7", samengestelde_groepen=keys[1:]),
    ]
    return bouwer.gegevens(leerlingen, [groep], [plus, lezen])


def _empty_groups(bouwer: Bouwer) -> Schoolgegevens:
    used = bouwer.groep("2")
    groepen = [bouwer.groep("1"), used, bouwer.groep("5", "Groep 5 (leeg)")]
    samengesteld = bouwer.samengestelde_groep("Schaakclub zonder leden")
    return bouwer.gegevens(bouwer.leerlingen(3, used), groepen, [samengesteld])


def _empty_fields(bouwer: Bouwer) -> Schoolgegevens:
    groep = bouwer.groep("6")
    full = bouwer.leerling(1, groep)
    bare = bouwer.leerling(1, None, jaargroep="6", **dict.fromkeys(OPTIONAL))
    changing = full if bouwer.dag == FILLED else bare
    return bouwer.gegevens([changing, bouwer.leerling(2, groep)], [groep])


TWEE_GROEPEN = Opzet(
    school=Proefschool(
        nummer=8,
        naam="De Twee Groepen",
        waarvoor="Leerlingen in een stamgroep en een of twee samengestelde groepen, en een zonder stamgroep.",
        verwacht="Elke leerling komt één keer aan, met al zijn groepen. De leerling zonder stamgroep komt"
        " ook aan.",
    ),
    make=_several_groups,
)
LEGE_GROEPEN = Opzet(
    school=Proefschool(
        nummer=9,
        naam="De Lege Groepen",
        waarvoor="Groepen zonder leerlingen, naast een groep met leerlingen.",
        verwacht="Lege groepen zijn geen fout, en halen de andere groep niet weg.",
    ),
    make=_empty_groups,
)
VELDEN_LEEG = Opzet(
    school=Proefschool(
        nummer=19,
        naam="De Lege Velden",
        waarvoor="Een leerling van wie alleen het verplichte bekend is, zoals bij een school die velden"
        " uitzet.",
        verwacht="De leerling komt aan zonder ECK-iD, geboortedatum en groep. Wat op dag 2 komt en op dag 3"
        " weer weg is, wordt ook bij u leeg.",
        dagen={2: "De velden zijn gevuld.", 3: "De velden zijn weer leeg."},
    ),
    make=_empty_fields,
)

"""What is mailed to somebody who is invited: the link, for how long, and what it is."""

from uwlr_service.domain import datum, tijd
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.account.uitnodiging import Uitnodiging, Uitnodigingsoort
from uwlr_service.domain.toezicht.post import Brief

ROLLEN = {
    Rol.OPERATOR: "beheerder van de dienst",
    Rol.PARTNERBEHEERDER: "beheerder van een leverancier",
    Rol.SCHOOLBEHEERDER: "beheerder van een school",
    Rol.SCHOOLLEZER: "lezer bij een school",
}
"""What people call each role."""

ACCOUNT = """Dag {naam},

{door} nodigt u uit als {rol}. Open deze link om uw account te maken:

{link}

De link werkt één keer, tot en met {tot}. Verwachtte u deze mail niet? Dan hoeft u niets te doen.
"""
HERSTEL = """Dag {naam},

{door} stuurt u een nieuwe uitnodiging, omdat u niet meer kon inloggen. Open deze link:

{link}

U kiest daar een nieuw wachtwoord en een nieuwe tweede stap. De link werkt één keer, tot en met {tot}.
Vroeg u hier niet om? Neem dan meteen contact op met de beheerder van de dienst.
"""


def invitation(uitnodiging: Uitnodiging, link: str) -> Brief:
    """The mail to somebody who is invited."""
    tot = datum.shown(tijd.today(uitnodiging.verloopt))
    if uitnodiging.soort is Uitnodigingsoort.HERSTEL or uitnodiging.plaats is None:
        tekst = HERSTEL.format(naam=uitnodiging.naam, door=uitnodiging.door, link=link, tot=tot)
        return Brief(uitnodiging.inlognaam, "Nieuwe uitnodiging voor Koppelingen", tekst)
    rol = ROLLEN[uitnodiging.plaats.rol]
    tekst = ACCOUNT.format(naam=uitnodiging.naam, door=uitnodiging.door, rol=rol, link=link, tot=tot)
    return Brief(uitnodiging.inlognaam, "Uitnodiging voor Koppelingen", tekst)

"""What is mailed to somebody who is invited: by whom, for what and where, the link, and for how long."""

from collections.abc import Mapping
from types import MappingProxyType

from uwlr_service.domain import datum, tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.account.uitnodiging import Uitnodiging
from uwlr_service.domain.taal import Taal
from uwlr_service.domain.toezicht import tweetalig
from uwlr_service.domain.toezicht.post import Brief
from uwlr_service.domain.toezicht.tweetalig import Versie
from uwlr_service.uitwisseling.account.uitnodigplek import Uitnodigplek

ROLLEN: Mapping[Taal, Mapping[Rol, str]] = MappingProxyType(
    {
        Taal.NL: {
            Rol.OPERATOR: "beheerder van de dienst",
            Rol.PARTNERBEHEERDER: "beheerder van {plek}",
            Rol.SCHOOLBEHEERDER: "beheerder van {plek}",
            Rol.SCHOOLLEZER: "lezer bij {plek}",
        },
        Taal.EN: {
            Rol.OPERATOR: "an operator of the service",
            Rol.PARTNERBEHEERDER: "an administrator of {plek}",
            Rol.SCHOOLBEHEERDER: "an administrator of {plek}",
            Rol.SCHOOLLEZER: "a reader at {plek}",
        },
    }
)
"""What people call each role, with the name of the school or the company."""
DIENST: Mapping[Taal, str] = MappingProxyType(
    {Taal.NL: "De beheerder van de dienst", Taal.EN: "The operator of the service"}
)
"""Who invites by a command that names nobody."""
ACCOUNT: Mapping[Taal, Versie] = MappingProxyType(
    {
        Taal.NL: Versie(
            "Uitnodiging voor Koppelingen",
            (
                "Dag {naam},",
                "{door} nodigt u uit om in Koppelingen {rol} te worden. Daar regelen scholen welke gegevens "
                "naar welk bedrijf gaan. Open deze link om uw account te maken:",
                "{link}",
                "De link werkt één keer, tot en met {tot}. Verwachtte u deze mail niet? Dan hoeft u niets te "
                "doen.",
            ),
        ),
        Taal.EN: Versie(
            "Invitation to Koppelingen",
            (
                "Hello {naam},",
                "{door} invites you to be {rol} in Koppelingen. There, schools arrange which data go to "
                "which company. Open this link to make your account:",
                "{link}",
                "The link works once, until {tot} at the latest. Did you not expect this mail? Then you need "
                "not do anything.",
            ),
        ),
    }
)
HERSTEL: Mapping[Taal, Versie] = MappingProxyType(
    {
        Taal.NL: Versie(
            "Nieuwe uitnodiging voor Koppelingen",
            (
                "Dag {naam},",
                "{door} stuurt u een nieuwe uitnodiging voor Koppelingen, omdat u niet meer kon inloggen. "
                "Open deze link:",
                "{link}",
                "U kiest daar een nieuw wachtwoord en een nieuwe tweede stap. De link werkt één keer, tot en "
                "met {tot}. Vroeg u hier niet om? Neem dan meteen contact op met de beheerder van de dienst.",
            ),
        ),
        Taal.EN: Versie(
            "New invitation to Koppelingen",
            (
                "Hello {naam},",
                "{door} sends you a new invitation to Koppelingen, because you could no longer sign in. Open "
                "this link:",
                "{link}",
                "There you choose a new password and a new second step. The link works once, until {tot} at "
                "the latest. Did you not ask for this? Then contact the operator of the service at once.",
            ),
        ),
    }
)


def invitation(uitnodiging: Uitnodiging, link: str, plek: Uitnodigplek | None, door: Handelende) -> Brief:
    """The mail to somebody who is invited to a place; without one it is to prove themselves anew."""
    tot = datum.shown(tijd.today(uitnodiging.verloopt))
    has_name = door.is_person or door.is_named
    versies = {}
    for taal, versie in (HERSTEL if plek is None else ACCOUNT).items():
        said = {
            "naam": uitnodiging.naam,
            "door": door.naam if has_name else DIENST[taal],
            "link": link,
            "tot": tot,
        }
        if plek is not None:
            said["rol"] = ROLLEN[taal][plek.plaats.rol].format(plek=plek.naam)
        alineas = tuple(alinea.format_map(said) for alinea in versie.alineas)
        versies[taal] = Versie(versie.onderwerp, alineas)
    return tweetalig.brief(uitnodiging.inlognaam, versies)

"""An overview for programs."""

from uwlr_service.domain import tijd
from uwlr_service.domain.inzage.account import Accountinzage
from uwlr_service.domain.inzage.overzicht import Overzicht, Partnerinzage, Verstrekt
from uwlr_service.domain.uwlr.resultatenlijst import Regel


def as_record(overzicht: Overzicht) -> dict[str, object]:
    """An overview for programs; what is not there is null."""
    return {
        "school": str(overzicht.school),
        "schoolnaam": overzicht.schoolnaam,
        "soort": overzicht.soort,
        "key": overzicht.key,
        "naam": overzicht.naam,
        "van": overzicht.van and overzicht.van.isoformat(),
        "tot": overzicht.tot and overzicht.tot.isoformat(),
        "gemaakt": tijd.format_moment(overzicht.gemaakt),
        "vergeten_voor": overzicht.vergeten_voor and overzicht.vergeten_voor.isoformat(),
        "geblokkeerd": list(overzicht.geblokkeerd),
        "teruggekomen": overzicht.teruggekomen and tijd.format_moment(overzicht.teruggekomen),
        "partners": [_partner(partner) for partner in overzicht.partners],
        "resultaten": [_resultaat(regel) for regel in overzicht.resultaten],
        "accounts": [_account(account) for account in overzicht.accounts],
    }


def _account(account: Accountinzage) -> dict[str, object]:
    return {
        "inlognaam": account.inlognaam,
        "naam": account.naam,
        "van": tijd.format_moment(account.van),
        "tot": account.tot and tijd.format_moment(account.tot),
        "sessies": account.sessies,
        "toepassingen": [
            {
                "naam": toepassing.naam,
                "sub": toepassing.sub,
                "keren": toepassing.keren,
                "velden": list(toepassing.velden),
                "eerste": toepassing.eerste and tijd.format_moment(toepassing.eerste),
                "laatste": toepassing.laatste and tijd.format_moment(toepassing.laatste),
            }
            for toepassing in account.toepassingen
        ],
    }


def _partner(partner: Partnerinzage) -> dict[str, object]:
    return {
        "koppeling": partner.koppeling,
        "klantnaam": partner.klantnaam,
        "bedrijf": partner.bedrijf,
        "product": partner.product,
        "gegevensset": partner.gegevensset,
        "doel": partner.doel,
        "eerste": tijd.format_moment(partner.eerste),
        "laatste": tijd.format_moment(partner.laatste),
        "keren": partner.keren,
        "verstrekt": [_verstrekt(verstrekt) for verstrekt in partner.verstrekt],
        "besluiten": [
            {
                "afspraakversie": besluit.versie,
                "moment": besluit.moment and tijd.format_moment(besluit.moment),
                "gegevensset": besluit.gegevensset,
                "door": besluit.door,
            }
            for besluit in partner.besluiten
        ],
        "vernietigingen": [
            {
                "gevraagd": tijd.format_moment(vernietiging.gevraagd),
                "verwijderen_voor": vernietiging.verwijderen_voor.isoformat(),
                "bevestigd": vernietiging.bevestigd and tijd.format_moment(vernietiging.bevestigd),
                "hervat": vernietiging.is_hervat,
            }
            for vernietiging in partner.vernietigingen
        ],
    }


def _verstrekt(verstrekt: Verstrekt) -> dict[str, object]:
    return {
        "weg": verstrekt.weg,
        "eerste": tijd.format_moment(verstrekt.eerste),
        "laatste": tijd.format_moment(verstrekt.laatste),
        "aantal": verstrekt.aantal,
        "opgehaald": verstrekt.is_opgehaald,
        "afspraakversie": verstrekt.afspraakversie,
        "zekerheid": verstrekt.zekerheid,
        "velden": [{"veld": veld.veld, "waarde": veld.waarde} for veld in verstrekt.velden],
        "verwijderd": list(verstrekt.verwijderd),
    }


def _resultaat(regel: Regel) -> dict[str, object]:
    uitslag = regel.resultaat.uitslag
    return {
        "klantnaam": regel.klantnaam,
        "key": regel.resultaat.key,
        "toetscode": regel.resultaat.afname.toetscode,
        "toetsnaam": regel.toets.toetsnaam,
        "afnamedatum": regel.resultaat.afname.afnamedatum.isoformat(),
        "score": uitslag if isinstance(uitslag, int) else None,
        "stand": regel.stand,
        "ontvangen": tijd.format_moment(regel.ontvangen),
    }

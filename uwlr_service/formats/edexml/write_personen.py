"""``leerling`` and ``leerkracht`` as EDEXML."""

from collections.abc import Iterable

from uwlr_service.domain.school.codelijsten import LATE_ROLLEN, ROLLEN
from uwlr_service.domain.school.leerkracht import Groepsbinding, Leerkracht, Rol
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.formats import escape
from uwlr_service.formats.edexml.fragmenten import (
    day,
    element,
    fields,
    mutatiedatum,
    reference,
    toevoegingen,
)
from uwlr_service.formats.edexml.versies import Edexmlversie

_text = escape.text
_naam = fields(achternaam=_text, voorvoegsel=_text, voornamen=_text, voorletters_1=_text, roepnaam=_text)
_before_groep = fields(geboortedatum=day, geslacht=str, start_ondw_jgr3=day, jaargroep=_text)
_after_vestiging = fields(
    gebruikersnaam=_text,
    emailadres=_text,
    fotourl=_text,
    etniciteit=_text,
    land=_text,
    land_vader=_text,
    land_moeder=_text,
    bsn_ondwnr_4=_text,
    gewicht_nieuw=_text,
    gewicht=_text,
    postcodenl=_text,
    postnummerbe=_text,
    postcodeoverig=_text,
    instroomdatum=day,
    uitstroomdatum=day,
)
_account = fields(gebruikersnaam=_text, emailadres=_text)


def write_leerling(leerling: Leerling, versie: Edexmlversie) -> str:
    """A pupil, with the references between the jaargroep and the account (EDEXML 2.1, LeerlingType)."""
    groep = ""
    if leerling.groep is not None:
        groep = reference("groep", leerling.groep)
    samengesteld = "".join(reference("samengestelde_groep", key) for key in leerling.samengestelde_groepen)
    if samengesteld:
        samengesteld = f"<samengestelde_groepen>\n{samengesteld}</samengestelde_groepen>\n"
    vestiging = ""
    if leerling.vestiging is not None:
        vestiging = reference("vestiging", leerling.vestiging)
    return (
        f"<leerling{_identity(leerling, versie)}>\n{_naam(leerling)}{_before_groep(leerling)}"
        f"{groep}{samengesteld}{vestiging}{_after_vestiging(leerling)}"
        f"{toevoegingen(leerling.toevoegingen)}{mutatiedatum(leerling)}</leerling>\n"
    )


def write_leerkracht(leerkracht: Leerkracht, versie: Edexmlversie) -> str:
    """A teacher, with both kinds of groups in one list (EDEXML 2.1, LeerkrachtType)."""
    groepen = "".join(_binding(binding, versie) for binding in leerkracht.groepen)
    if groepen:
        groepen = f"<groepen>\n{groepen}</groepen>\n"
    return (
        f"<leerkracht{_identity(leerkracht, versie)}>\n{_naam(leerkracht)}{_account(leerkracht)}"
        f"{_rollen(leerkracht.rollen, versie)}{groepen}"
        f"{toevoegingen(leerkracht.toevoegingen)}{mutatiedatum(leerkracht)}</leerkracht>\n"
    )


def _identity(persoon: Leerling | Leerkracht, versie: Edexmlversie) -> str:
    key = f' key="{escape.attribute(persoon.key)}"'
    if persoon.eckid is None or not versie.has_eckid:
        return key
    return f'{key} eckid="{escape.attribute(persoon.eckid)}"'


def _binding(binding: Groepsbinding, versie: Edexmlversie) -> str:
    tag = "groep"
    if binding.samengesteld:
        tag = "samengestelde_groep"
    if not binding.rollen:
        return reference(tag, binding.key)
    return f'<{tag} key="{escape.attribute(binding.key)}">\n{_rollen(binding.rollen, versie)}</{tag}>\n'


def _rollen(rollen: Iterable[Rol], versie: Edexmlversie) -> str:
    return "".join(_rol(rol, versie) for rol in rollen)


def _rol(rol: Rol, versie: Edexmlversie) -> str:
    if rol.code is None:
        return element("rolomschrijving", escape.text(rol.omschrijving or ""))
    if rol.code in LATE_ROLLEN and not versie.has_late_rollen:
        return element("rolomschrijving", escape.text(ROLLEN[rol.code]))
    return element("rol", rol.code)

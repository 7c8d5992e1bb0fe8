"""How sure it is who signed in: the level of a session by the proofs that were given in it."""

import enum
from collections.abc import Collection

from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.account.zekerheid import PLAATJES
from uwlr_service.domain.sso.claims import Affiliation


class Niveau(enum.StrEnum):
    """The levels, in rising order (``acr``; the last two are those of the REFEDS profiles)."""

    KLAS = "urn:nl:uwlr:acr:klas"
    """The screen of a class: the school's device is the proof, and pictures keep classmates apart."""
    SFA = "https://refeds.org/profile/sfa"
    MFA = "https://refeds.org/profile/mfa"


RANG = {niveau: rang for rang, niveau in enumerate(Niveau)}


def niveau_of(amr: Collection[str]) -> Niveau:
    """The level that proofs give."""
    if not set(PLAATJES).isdisjoint(amr):
        return Niveau.KLAS
    return Niveau.MFA if "mfa" in amr else Niveau.SFA


def highest_of(rollen: Collection[Rol]) -> Niveau:
    """The highest level that somebody with these roles can reach: pupils have no second factor."""
    is_pupil = bool(rollen) and all(rol is Rol.LEERLING for rol in rollen)
    return Niveau.SFA if is_pupil else Niveau.MFA


def is_enough(niveau: Niveau, asked: Collection[str]) -> bool:
    """Whether a level is one of those that are asked for, or above one; true when nothing is asked for."""
    known = [Niveau(level) for level in asked if level in tuple(Niveau)]
    return not asked or any(RANG[niveau] >= RANG[level] for level in known)


def affiliation_of(rol: Rol) -> Affiliation | None:
    """What somebody with a role is at their school; None for a role that is of no school."""
    if not rol.is_of_school:
        return None
    return Affiliation.STUDENT if rol is Rol.LEERLING else Affiliation.EMPLOYEE

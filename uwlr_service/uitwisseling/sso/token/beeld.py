"""Somebody as one application may know them now: what was asked for, of what the agreement lets out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from uwlr_service.domain.koppeling.ssovrijgave import Aanmeldschool, proof_of
from uwlr_service.domain.sso.claims import CLAIMS, Scope
from uwlr_service.repository.database import Transaction
from uwlr_service.repository.school.personen import PersoonRepository
from uwlr_service.repository.sso.clients import ClientRepository
from uwlr_service.repository.sso.onderwerpen import OnderwerpRepository
from uwlr_service.repository.sso.schoolbewijzen import SchoolbewijsRepository
from uwlr_service.repository.sso.toekenningen import Toekenning
from uwlr_service.uitwisseling.sso import toegang
from uwlr_service.uitwisseling.sso.toegang import Ingang

USERINFO = "userinfo"
ID_TOKEN = "id_token"  # noqa: S105  the name of a place


@dataclass(frozen=True, slots=True, kw_only=True)
class Beeld:
    """The person of a grant, whose way in stands; ``vrijgegeven`` is by field, whatever was asked for."""

    toekenning: Toekenning
    sub: str
    ingang: Ingang
    vrijgegeven: Mapping[str, Any]

    def claims(self, place: str, scope: tuple[str, ...] = ()) -> dict[str, Any]:
        """The claims that go to a place, for a token of some scopes.

        In an ID token scopes ask for the claims about the school alone.
        """
        asked = self._asked(place, scope)
        return {_naam(veld): value for veld, value in self.vrijgegeven.items() if _naam(veld) in asked}

    @property
    def koppeling(self) -> int:
        """The link that the person came over."""
        return self.ingang.toegang.koppeling

    def fields(self) -> list[str]:
        """The fields that the application can learn by this grant, wherever it looks."""
        asked = self._asked(USERINFO, self.toekenning.scope) | self._asked(ID_TOKEN, self.toekenning.scope)
        return sorted(veld for veld in self.vrijgegeven if _naam(veld) in asked)

    def _asked(self, place: str, scope: tuple[str, ...] = ()) -> set[str]:
        asked = set(self.toekenning.claims.get(place, ()))
        is_id_token = place == ID_TOKEN
        return asked | {
            claim.naam for claim in CLAIMS if claim.scope in scope and (claim.in_id_token or not is_id_token)
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Bewijsbeeld:
    """The school that a grant proves: the same claims wherever they go, and nothing of a person."""

    toekenning: Toekenning
    sub: str
    koppeling: int
    bewezen: Mapping[str, Any]

    def claims(self, _place: str, _scope: tuple[str, ...] = ()) -> dict[str, Any]:
        """The claims."""
        return dict(self.bewezen)


Gezien = Beeld | Bewijsbeeld


def look(connection: Transaction, toekenning: Toekenning, moment: datetime) -> Gezien | None:
    """The person of a grant; None when they, or the application, may not go on. Asked for every answer."""
    if Scope.KOPPELBEWIJS in toekenning.scope:
        return _proof(connection, toekenning, moment)
    ingang = toegang.find(connection, toekenning.client, toekenning.account, moment)
    if ingang is None or ingang.toegang.sub is None:  # who was forgotten is known to nobody any more
        return None
    return Beeld(
        toekenning=toekenning,
        sub=ingang.toegang.sub,
        ingang=ingang,
        vrijgegeven=toegang.released(connection, ingang),
    )


def _proof(connection: Transaction, toekenning: Toekenning, moment: datetime) -> Bewijsbeeld | None:
    """The school that a grant proves, as long as its person decides there."""
    places = SchoolbewijsRepository(connection).places(toekenning.client, [toekenning.account], moment)
    client = ClientRepository(connection).get(toekenning.client)
    sub = OnderwerpRepository(connection).sub(toekenning.account, toekenning.client)
    if not places or client is None or sub is None:
        return None
    plek = places[0]
    vestigingen = PersoonRepository(connection).vestigingen(plek.school_id)
    school = Aanmeldschool(code=plek.school, naam=plek.schoolnaam, vestigingen=vestigingen)
    return Bewijsbeeld(toekenning=toekenning, sub=sub, koppeling=client.koppeling, bewezen=proof_of(school))


def _naam(veld: str) -> str:
    """The claim of a field: its element says whom it is about, and a person has one of each."""
    return veld.partition("/")[2]

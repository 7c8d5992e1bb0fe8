"""Somebody as one application may know them now: what was asked for, of what the agreement lets out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from uwlr_service.domain.sso.claims import CLAIMS
from uwlr_service.repository.database import Transaction
from uwlr_service.repository.sso.onderwerpen import OnderwerpRepository
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

        Scopes ask for claims in the answer of userinfo alone; ID tokens travel through browsers.
        """
        asked = self._asked(place, scope)
        return {_naam(veld): value for veld, value in self.vrijgegeven.items() if _naam(veld) in asked}

    def fields(self) -> list[str]:
        """The fields that the application can learn by this grant, wherever it looks."""
        asked = self._asked(USERINFO, self.toekenning.scope) | self._asked(ID_TOKEN)
        return sorted(veld for veld in self.vrijgegeven if _naam(veld) in asked)

    def _asked(self, place: str, scope: tuple[str, ...] = ()) -> set[str]:
        asked = set(self.toekenning.claims.get(place, ()))
        return asked | {claim.naam for claim in CLAIMS if claim.scope in scope}


def look(connection: Transaction, toekenning: Toekenning, moment: datetime) -> Beeld | None:
    """The person of a grant; None when they, or the application, may not go on. Asked for every answer."""
    ingang = toegang.find(connection, toekenning.client, toekenning.account, moment)
    if ingang is None:
        return None
    sub = OnderwerpRepository(connection).sub(toekenning.account, toekenning.client)
    if sub is None:  # who was forgotten is known to nobody any more
        return None
    return Beeld(
        toekenning=toekenning,
        sub=sub,
        ingang=ingang,
        vrijgegeven=toegang.released(connection, ingang),
    )


def _naam(veld: str) -> str:
    """The claim of a field: its element says whom it is about, and a person has one of each."""
    return veld.partition("/")[2]

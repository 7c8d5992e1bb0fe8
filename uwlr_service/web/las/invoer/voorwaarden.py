"""What a request says beside its file: its conditions, and what it allows."""

from flask import request

from uwlr_service.domain.fouten import VerzoekOngeldig
from uwlr_service.domain.las.inzending import ANY, Voorwaarden
from uwlr_service.web.las import vraag

PARAMETERS = ("ouder", "proef", "toestaan")
YES = "ja"
PACKED = "-gzip"
"""Behind the mark of a state that was sent compressed: other bytes have another ETag (RFC 9110, 8.8.3)."""


def read() -> Voorwaarden:
    """The conditions of this request. Raises VerzoekOngeldig for a parameter that is not understood."""
    vraag.require_known(*PARAMETERS)
    if_none_match = request.headers.get("If-None-Match")
    if if_none_match is not None and if_none_match.strip() != ANY:
        raise VerzoekOngeldig("De header If-None-Match kan hier alleen * zijn: er is nog geen stand.")
    return Voorwaarden(
        kenmerken=_kenmerken(),
        is_new=if_none_match is not None,
        ouder=_is_yes("ouder"),
        vrijbrief=vraag.once("toestaan"),
        proef=_is_yes("proef"),
    )


def etag(kenmerk: str) -> str:
    """The ETag of a state."""
    return f'"{kenmerk}"'


def bare(kenmerk: str) -> str:
    """The mark of a state by the ETag of an answer, packed or not."""
    return kenmerk.removesuffix(PACKED)


def _kenmerken() -> frozenset[str] | None:
    """The states that If-Match names; a weak one is never the same (RFC 9110, section 13.1.1)."""
    if not request.headers.get("If-Match"):
        return None
    given = request.if_match
    if given.star_tag:
        return frozenset({ANY})
    # Of an empty one Werkzeug makes nothing.
    return frozenset(bare(kenmerk) for kenmerk in given.as_set() if kenmerk)


def _is_yes(naam: str) -> bool:
    given = vraag.once(naam)
    if given not in (None, YES, "nee"):
        raise VerzoekOngeldig(f"De parameter '{naam}' is ja of nee.")
    return given == YES

"""Anchors as they are written down: number, hash and moment of a seal, signed with the key of packages."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import AnkerOngeldig, HandtekeningOngeldig
from uwlr_service.domain.toezicht.keten import Anker
from uwlr_service.domain.toezicht.logregel import canonical
from uwlr_service.formats.gkv import handtekening

SIGNATURE = "handtekening"
LONGEST = 16 * 1024
"""Characters of an anchor that is read; one of ours has five hundred."""


class Ondertekenaar(Protocol):
    """Has the keys of the service."""

    def key(self) -> Mapping[str, Any]:
        """The private key to sign with."""

    def ever_public(self) -> Sequence[Mapping[str, Any]]:
        """The public part of every key that ever signed."""


def dump(anker: Anker, key: Mapping[str, Any]) -> dict[str, Any]:
    """An anchor for others to keep: a detached signature (RFC 7515, appendix F) over the rest of it."""
    content = _content(anker)
    return {**content, SIGNATURE: handtekening.sign(canonical(content).encode(), key)}


def load(text: str, keys: Sequence[Mapping[str, Any]]) -> Anker:
    """Read an anchor that was kept. Raises AnkerOngeldig when it is none, or not one of this service."""
    if len(text) > LONGEST:
        raise AnkerOngeldig
    try:
        document = json.loads(text)
        anker = Anker(
            zegel=int(document["zegel"]),
            hash=str(document["hash"]),
            moment=tijd.to_utc(tijd.parse_moment(document["moment"])),
        )
        signature = str(document[SIGNATURE])
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise AnkerOngeldig from error
    try:
        handtekening.verify(canonical(_content(anker)).encode(), signature, keys)
    except HandtekeningOngeldig as error:
        raise AnkerOngeldig("De handtekening van het anker is niet van deze dienst.") from error
    return anker


def _content(anker: Anker) -> dict[str, Any]:
    return {"zegel": anker.zegel, "hash": anker.hash, "moment": tijd.format_moment(anker.moment)}

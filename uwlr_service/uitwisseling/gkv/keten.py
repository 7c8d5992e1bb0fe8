"""What a delta follows on: whether the package that partners have is the one we mean, and what it lacked."""

import hashlib
import logging

from uwlr_service.domain.fouten import OpslagOnbruikbaar
from uwlr_service.domain.gkv.levering import Levering, Setstatus
from uwlr_service.domain.koppeling.gkvsets import ROOSTERS
from uwlr_service.formats.gkv import manifest, pakket
from uwlr_service.repository.gkv.opslag import Opslag

log = logging.getLogger(__name__)

CHUNK = 256 * 1024


def is_as_published(opslag: Opslag, levering: Levering) -> bool:
    """Whether the package of a delivery is still what its row says; taken to be so once it is not kept.

    It is not after a database or a storage was put back without the other. A partner that collects such a
    package, or finds none, cannot apply the delta behind it. Raises OpslagOnbruikbaar.
    """
    if levering.pad is None:
        return True
    digest = _digest(opslag, levering.pad)
    if digest != levering.sha256:
        log.warning(
            "package %s of koppeling %s: SHA-256 %s instead of %s; the next delivery is a full one",
            levering.id,
            levering.koppeling,
            digest,
            levering.sha256,
        )
        return False
    return True


def roosters_uit(opslag: Opslag, levering: Levering) -> frozenset[str]:
    """The rosters that a package did not hold: all of them once it is not kept, for nobody knows any more.

    The package is as published (``is_as_published``). Raises OpslagOnbruikbaar.
    """
    if levering.pad is None:
        return frozenset(ROOSTERS)
    try:
        with opslag.opened(levering.pad) as file:
            content, _ = pakket.read_manifest(file)
    except Exception as error:  # libraries for object storage raise whatever they like
        raise OpslagOnbruikbaar(opslag.place) from error
    return frozenset(
        bestand.set
        for bestand in manifest.read(content).bestanden
        if not bestand.is_document and bestand.status is Setstatus.UIT
    )


def _digest(opslag: Opslag, pad: str) -> str | None:
    """The SHA-256 of a file; None if it is not there."""
    digest = hashlib.sha256()
    try:
        with opslag.opened(pad) as file:
            while piece := file.read(CHUNK):
                digest.update(piece)
    except FileNotFoundError:
        return None
    except Exception as error:  # libraries for object storage raise whatever they like
        raise OpslagOnbruikbaar(opslag.place) from error
    return digest.hexdigest()

"""Whether a delivery follows on the one that a partner applied last (docs/gkv-api.rst)."""

from typing import NamedTuple

from uwlr_service.client.fouten import KetenOnderbroken
from uwlr_service.domain.gkv.levering import Leveringsoort, Manifest


class Stand(NamedTuple):
    """The last delivery that was applied to a school's copy.

    ``sha256`` is that of its package; None if a former version applied it. ``met_sha256`` is whether every
    delta from here on has to name the digest of the one before: its chain began that way.
    """

    volgnummer: int
    sha256: str | None
    met_sha256: bool

    def is_of(self, volgnummer: int, sha256: str) -> bool:
        """Whether a delivery that a service lists is this one, as far as that is known."""
        return volgnummer == self.volgnummer and self.sha256 in (None, sha256)


def require_same(manifest: Manifest, sha256: str, present: Stand) -> None:
    """Raise KetenOnderbroken for a delivery with the number of the present one, and other contents.

    The service counted anew, such as after a backup was put back. One that came before it says nothing.
    """
    is_present = manifest.volgnummer == present.volgnummer
    if is_present and present.sha256 is not None and sha256 != present.sha256:
        raise KetenOnderbroken(
            f"Levering {manifest.volgnummer} van school {manifest.school} is een andere dan die in deze"
            f" kopie: verwacht is SHA-256 {present.sha256}, en het pakket heeft {sha256}. {repair(manifest)}"
        )


def require_next(manifest: Manifest, present: Stand | None) -> None:
    """Raise KetenOnderbroken for a delta that does not follow on the present delivery.

    A full delivery replaces everything, and so follows on any. The numbers must fit, and the digests too
    where there are any; a chain that began before schema 1.1 goes by number until its next full delivery.
    """
    if manifest.soort is Leveringsoort.VOLLEDIG:
        return
    what = f"Levering {manifest.volgnummer} van school {manifest.school}"
    if present is None or manifest.vorigvolgnummer != present.volgnummer:
        at = "nog geen enkele" if present is None else present.volgnummer
        raise KetenOnderbroken(
            f"{what} volgt op {manifest.vorigvolgnummer}, en deze kopie is bij {at}. {repair(manifest)}"
        )
    if manifest.vorigsha256 is None:
        if present.met_sha256:
            raise KetenOnderbroken(
                f"{what} noemt de SHA-256 van levering {present.volgnummer} niet, en de volledige levering"
                f" waarop die volgt, is van een versie die dat doet. {repair(manifest)}"
            )
        return
    if present.sha256 is not None and manifest.vorigsha256 != present.sha256:
        raise KetenOnderbroken(
            f"{what} volgt op een andere levering {present.volgnummer} dan die in deze kopie: verwacht is"
            f" vorigsha256 {present.sha256}, en er staat {manifest.vorigsha256}. {repair(manifest)}"
        )


def repair(manifest: Manifest) -> str:
    """What a partner has to do, in a sentence."""
    return (
        f"De kopie is niet veranderd. Vraag een volledige levering aan, of begin met de volledige levering"
        f" {manifest.basisvolgnummer}."
    )

"""Which fields need two people to decide: those that the texts mark as extra protected, or in such a set."""

from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak
from uwlr_service.domain.koppeling.gkvinhoud import fields_of
from uwlr_service.domain.koppeling.teksten.veldteksten import Merk, set_of, teksten


def is_bijzonder(veld: str) -> bool:
    """Whether a field tells of health, support or origin, by itself or by the set that it is in."""
    texts = teksten()
    marks = {texts.of_veld(veld).merk, texts.of_set(set_of(veld)).merk}
    return Merk.EXTRA_BESCHERMD in marks


def bijzondere_velden(afspraak: Gegevensafspraak) -> frozenset[str]:
    """The special fields that go out under an agreement, in any version of its set."""
    return frozenset(veld for veld in fields_of(afspraak) if is_bijzonder(veld))


def meer_bijzonder(before: Gegevensafspraak | None, after: Gegevensafspraak) -> frozenset[str]:
    """The special fields of which more would go out than before: new ones, or those of other pupils.

    ``before`` is the agreement in force, None where there is none.
    """
    special = bijzondere_velden(after)
    if before is None or not after.selectie.is_within(before.selectie):
        return special
    return special - bijzondere_velden(before)

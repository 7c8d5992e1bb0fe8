"""The LAS that is judged, and what it handed out to whoever judges it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from uwlr_service.client.klantgegevens import Klantgegevens
from uwlr_service.conformiteit.geval import Behoefte
from uwlr_service.conformiteit.verhulling import Verhulling
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar

ONBEKENDE_BRIN = "00ZZ"
ONBEKENDE_SCHOOLKEY = "KEUR-bestaat-niet"
"""What no school is called (the national test suite asks for this BRIN)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doel:
    """A LAS: the addresses of its WSDLs, a key with its klant, a school, and what else it handed out.

    ``brengen`` says that results may be left behind there. ``tweede`` holds another key, of the same klant or
    of another one; it opens ``tweede_school``, or the same school if there is none.
    """

    wsdl: str
    wsdl_resultaten: str | None = None
    klant: Klantgegevens
    school: Schoolcode
    andere_school: Schoolcode | None = None
    schooljaar: Schooljaar
    brengen: bool = False
    tweede: Klantgegevens | None = None
    tweede_school: Schoolcode | None = None

    @property
    def heeft(self) -> frozenset[Behoefte]:
        """What cases may need and there is, as far as it was handed out."""
        return frozenset(self._heeft())

    def _heeft(self) -> Iterator[Behoefte]:
        if self.school.brincode is not None:
            yield Behoefte.BRINCODE
        if self.andere_school is not None:
            yield Behoefte.ANDERE_SCHOOL
        if self.brengen:
            yield Behoefte.BRENGEN
        if self.tweede is not None:
            yield Behoefte.TWEEDE_SLEUTEL
            if self.tweede.klantcode != self.klant.klantcode:
                yield Behoefte.TWEEDE_KLANT
            if self.tweede_school not in (None, self.school):
                yield Behoefte.TWEEDE_SCHOOL

    @property
    def verhulling(self) -> Verhulling:
        """Takes out of a report what was handed out to the customers."""
        klanten = [self.klant] if self.tweede is None else [self.klant, self.tweede]
        return Verhulling(
            geheim
            for klant in klanten
            for geheim in (klant.autorisatiesleutel, klant.klantcode, klant.klantnaam)
        )

    @property
    def scholen(self) -> Mapping[str, Schoolcode]:
        """The schools that messages may name, by what their names begin with: ``{{andere_brincode}}``."""
        andere = self.andere_school or self.school
        return {
            "": self.school,
            "andere_": andere,
            "onbekende_": _onbekend(andere),
            "tweede_": self.tweede_school or self.school,
        }

    @property
    def values(self) -> dict[str, str]:
        """The values that messages may hold, but for those of the run and of the step."""
        values = {"schooljaar": str(self.schooljaar)}
        for begin, klant in (("", self.klant), ("tweede_", self.tweede or self.klant)):
            values[f"{begin}sleutel"] = klant.autorisatiesleutel
            values[f"{begin}klantcode"] = klant.klantcode
            values[f"{begin}klantnaam"] = klant.klantnaam
        for begin, school in self.scholen.items():
            values[f"{begin}brincode"] = school.brincode or ""
            values[f"{begin}dependancecode"] = school.dependancecode
            values[f"{begin}schoolkey"] = school.schoolkey or ""
        return values


def _onbekend(like: Schoolcode) -> Schoolcode:
    """A school that is not there, named in the way of one that is."""
    if like.brincode is None:
        return Schoolcode(schoolkey=ONBEKENDE_SCHOOLKEY)
    return replace(like, brincode=ONBEKENDE_BRIN)

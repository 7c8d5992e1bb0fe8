"""A school's data go in as EDEXML and come back out (EDEXML 2.0 and 2.1)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from uwlr_service.domain.fouten import DocumentOngeldig, SchoolKrimpt, SchoolOnbekend
from uwlr_service.domain.school import regels
from uwlr_service.domain.school.rem import exceeds, in_words
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.formats import edexml
from uwlr_service.repository.database import Database
from uwlr_service.repository.school.importtelling import Importtelling
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.repository.school.schoolgegevens import SchoolgegevensRepository


@dataclass(frozen=True, slots=True, kw_only=True)
class Importverslag:
    """The report of an import; ``ingekort`` counts the numbers of which only four digits were kept.

    ``terzijde`` counts, by type, the toevoegingen of unknown type that were set aside, and ``opgeschoond``
    the texts that misleading signs were taken out of.
    """

    school: Schoolcode
    schooljaar: Schooljaar
    tellingen: Mapping[str, Importtelling]
    ingekort: int = 0
    terzijde: Mapping[str, int] = field(default_factory=dict)
    opgeschoond: int = 0

    @property
    def totaal(self) -> Importtelling:
        """All kinds of objects together."""
        return sum(self.tellingen.values(), Importtelling())


class EdexmlUitwisseling:
    """Import and export of whole school years."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read_in(
        self,
        source: BinaryIO,
        *,
        allow_shrink: bool = False,
        progress: Callable[[int], None] | None = None,
    ) -> Importverslag:
        """Replace a school's school year by that of a file, in one transaction.

        ``progress`` gets the number of bytes read so far. A file in EDEXML 2.0, which has no place for
        them, leaves the known eckids as they are. Raises DocumentOngeldig with every fault of the file, or
        SchoolKrimpt; the database is then as it was.
        """
        gelezen = edexml.read(source, progress)
        tellingen = self._replace(gelezen.gegevens, allow_shrink, keep_eckids=not gelezen.has_eckids)
        school = gelezen.gegevens.school
        return Importverslag(
            school=school.code,
            schooljaar=school.schooljaar,
            tellingen=tellingen,
            ingekort=gelezen.ingekort,
            terzijde=gelezen.terzijde,
            opgeschoond=gelezen.opgeschoond,
        )

    def store(self, gegevens: Schoolgegevens, *, allow_shrink: bool = False) -> Importverslag:
        """The same from domain objects. Raises DocumentOngeldig if they cannot be written back validly."""
        meldingen = regels.violations(gegevens)
        if meldingen:
            raise DocumentOngeldig("De gegevens voldoen niet aan EDEXML 2.1", meldingen)
        tellingen = self._replace(gegevens, allow_shrink)
        return Importverslag(
            school=gegevens.school.code, schooljaar=gegevens.school.schooljaar, tellingen=tellingen
        )

    def _replace(
        self, gegevens: Schoolgegevens, allow_shrink: bool, *, keep_eckids: bool = False
    ) -> Mapping[str, Importtelling]:
        with self._database.write() as connection:
            repository = SchoolgegevensRepository(connection)
            if keep_eckids:
                present = repository.present(gegevens.school.code, gegevens.school.schooljaar)
                gegevens = _with_known_eckids(gegevens, present)
            tellingen = repository.replace(gegevens)
            # Judged after storing, because storing counts the objects of before; raising takes it all back.
            before = tellingen["leerlingen"].before
            after = tellingen["leerlingen"].after
            scholen = SchoolRepository(connection)
            deel = scholen.rem(scholen.ensure(gegevens.school.code))
            if not allow_shrink and exceeds(before - after, before, deel):
                raise SchoolKrimpt(
                    f"Het bestand bevat {after} leerlingen, nu zijn er {before}: meer dan"
                    f" {in_words(deel)} minder. Er is niets gewijzigd; herhaal de opdracht met"
                    " --allow-shrink als dit klopt."
                )
        return tellingen

    def write_out(self, school: Schoolcode, schooljaar: Schooljaar, versie: str = "2.1") -> Iterator[bytes]:
        """A school year as an EDEXML document. Raises SchoolOnbekend when there is none."""
        with self._database.read() as connection:
            gegevens = SchoolgegevensRepository(connection).present(school, schooljaar)
        if gegevens is None:
            raise SchoolOnbekend.without_gegevens(school, schooljaar)
        return edexml.write(gegevens, versie)


def _with_known_eckids(gegevens: Schoolgegevens, present: Schoolgegevens | None) -> Schoolgegevens:
    if present is None:
        return gegevens
    leerlingen = {leerling.key: leerling.eckid for leerling in present.leerlingen}
    leerkrachten = {leerkracht.key: leerkracht.eckid for leerkracht in present.leerkrachten}
    return replace(
        gegevens,
        leerlingen=tuple(
            replace(leerling, eckid=leerlingen.get(leerling.key)) for leerling in gegevens.leerlingen
        ),
        leerkrachten=tuple(
            replace(leerkracht, eckid=leerkrachten.get(leerkracht.key))
            for leerkracht in gegevens.leerkrachten
        ),
    )

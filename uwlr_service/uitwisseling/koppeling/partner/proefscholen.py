"""Test schools: the only ones that a product in the proeftuin reaches; a real one never is."""

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.koppeling.deelname import Deelnamestand
from uwlr_service.domain.proeftuin.proeftuin import in_testbereik
from uwlr_service.domain.school.school import Schoolcode, Schoolsoort
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.deelnames import DeelnameRepository
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record


class Proefscholen:
    """Which schools are test schools."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def soort(self, school: Schoolcode) -> Schoolsoort:
        """Whether a school is a real one. Raises SchoolOnbekend."""
        with self._database.read() as connection:
            scholen = SchoolRepository(connection)
            return scholen.soort(scholen.get(school))

    def mark(self, school: Schoolcode, soort: Schoolsoort, *, door: Handelende) -> None:
        """Make a school a test school, or a real one.

        Raises NietToegestaan, VersBewijsNodig, SchoolOnbekend, and Geweigerd as long as it takes part in a
        link, has still to decide about one, or is of a proeftuin: what a school agreed to as a real one must
        not open to the keys of the proeftuin, and no real one agrees to what a test school was asked.
        """
        door.require(Actie.TOELATEN)
        door.require_fresh()
        with self._database.write() as connection:
            scholen = SchoolRepository(connection)
            school_id = scholen.get(school)
            if scholen.locked_soort(school_id) is soort:
                return
            if in_testbereik(school) and scholen.is_of_proeftuin(school):
                raise Geweigerd(f"School {school} hoort bij een proeftuin en blijft een testschool.")
            deelnames = DeelnameRepository(connection).of_school(school_id)
            if any(deelname.stand.takes_part for deelname in deelnames):
                raise Geweigerd(f"School {school} doet mee in een koppeling. Trek die eerst in.")
            if any(deelname.stand is Deelnamestand.VOORGESTELD for deelname in deelnames):
                raise Geweigerd(
                    f"Bij school {school} staat een voorstel open. Laat daarover eerst beslissen."
                )
            scholen.mark(school_id, soort)
            gebeurtenis = Gebeurtenis(
                soort=Logsoort.BESLUIT,
                wat="schoolsoort",
                door=door,
                school_id=school_id,
                inhoud={"soort": soort.value},
            )
            record(connection, gebeurtenis)

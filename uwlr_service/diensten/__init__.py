"""The one place where use cases are put together, for every edge: SOAP, web, tasks and command line."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cached_property

from uwlr_service.config import ConfigFout, Settings
from uwlr_service.diensten.account import AccountDiensten
from uwlr_service.diensten.installatie import InstallatieDiensten
from uwlr_service.diensten.inzage import InzageDiensten
from uwlr_service.diensten.las import LasDiensten
from uwlr_service.diensten.proeftuin import ProeftuinDiensten
from uwlr_service.diensten.sso import SsoDiensten
from uwlr_service.diensten.voorstel import VoorstelDiensten
from uwlr_service.domain.fouten import DatabaseOntbreekt
from uwlr_service.domain.toezicht.gelezen import Gelezen
from uwlr_service.repository.database import Database, is_absent
from uwlr_service.repository.verbinding import bounded
from uwlr_service.uitwisseling.account.demo import ALLEEN_HIER
from uwlr_service.uitwisseling.account.mensen import Mensen
from uwlr_service.uitwisseling.beurten import Turns
from uwlr_service.uitwisseling.herstel.backup import Backupmaker
from uwlr_service.uitwisseling.herstel.serverlog import Serverlog
from uwlr_service.uitwisseling.herstel.terugzetten import Terugzetting
from uwlr_service.uitwisseling.inzage.aanvullingen import Aanvullingen
from uwlr_service.uitwisseling.koppeling.aanvraag.balie import Aanvraagbalie
from uwlr_service.uitwisseling.koppeling.deelnames import Deelnames
from uwlr_service.uitwisseling.koppeling.intrekkingen import Intrekkingen
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.koppeling.partner.dienstzicht import Dienstzicht
from uwlr_service.uitwisseling.koppeling.partner.koppelpartners import Koppelpartners
from uwlr_service.uitwisseling.koppeling.partner.proefscholen import Proefscholen
from uwlr_service.uitwisseling.koppeling.partner.toelatingen import Toelatingen
from uwlr_service.uitwisseling.koppeling.partnersleutels import Partnersleutelbeheer
from uwlr_service.uitwisseling.koppeling.scholenlijst import Scholenlijst
from uwlr_service.uitwisseling.koppeling.sleutelbeheer import Sleutelbeheer
from uwlr_service.uitwisseling.koppeling.todo import Todolijst
from uwlr_service.uitwisseling.koppeling.toegang import Toegangscontrole
from uwlr_service.uitwisseling.koppeling.vernietigwacht import Vernietigwacht
from uwlr_service.uitwisseling.toezicht.berichten import Berichten
from uwlr_service.uitwisseling.toezicht.logboek import Logboek
from uwlr_service.uitwisseling.toezicht.post import Postbus
from uwlr_service.uitwisseling.toezicht.verkeer import Verkeer
from uwlr_service.uitwisseling.uwlr.antwoordcache import Antwoordcache
from uwlr_service.uitwisseling.uwlr.heenweg import Heenweg
from uwlr_service.uitwisseling.uwlr.resultaten import Resultatenoverzicht
from uwlr_service.uitwisseling.uwlr.schoolresultaten import Schoolresultaten
from uwlr_service.uitwisseling.uwlr.terugweg import Terugweg
from uwlr_service.uitwisseling.uwlr.toetsdefinities import Toetsdefinities


class Diensten(
    VoorstelDiensten,
    InzageDiensten,
    SsoDiensten,
    LasDiensten,
    ProeftuinDiensten,
    AccountDiensten,
    InstallatieDiensten,
):
    """The use cases of one process, by one settings object and on one database.

    Each is made when it is first asked for, and then kept. ``close`` writes what is only in memory yet, and
    gives the connections back.

    ``cached_property`` takes no lock: two threads that ask for one at the same moment can each make it, and
    the last one is kept. So those that gather or count in memory (the register, the finished answers, the
    vocabularies, the turns, GeneriekeService) must exist before there are threads: ``create_app`` asks for
    them when a worker of the server starts. For the others it makes no difference; ``Ondertekening`` only
    decrypts its keys once more.
    """

    @classmethod
    def open(cls, settings: Settings, connections: int = 8) -> "Diensten":
        """The use cases on the database of these settings, which is not connected to before it is used.

        ``connections`` is how many threads may use the database at once. Raises ConfigFout if these are not
        the settings of the service that this machine has.
        """
        settings.require_own()
        database = Database.open(
            settings.database_url,
            connections=connections,
            prepare=settings.database_prepare,
            direct=settings.database_direct_url,
            replica=settings.database_replica_url,
        )
        return cls(settings, database)

    # --- the database itself ----------------------------------------------------------------------------

    @property
    def queue_address(self) -> str:
        """The address for what keeps a connection to PostgreSQL for itself, with its password."""
        return bounded(self.settings.database_direct_url or self.settings.database_url)

    def count_readings(self, count: Callable[[Gelezen], None]) -> None:
        """Have each reading counted that the replica might do; without one there are none."""
        if self._database.replica is not None:
            self._database.replica.after_reading = count

    def require_real_people(self) -> None:
        """Raise ConfigFout where others could reach the made-up people of a demonstration."""
        if not self.settings.is_local and self.mensen.demo.count():
            raise ConfigFout(ALLEEN_HIER)

    def close(self) -> None:
        """Write the counts of the register that wait in memory, and close the connections."""
        if "register" in vars(self):
            self.register.close()
        self._database.close()

    @cached_property
    def turns(self) -> Turns:
        """The places of large messages and files: one count, whatever they came in by."""
        return Turns()

    # --- account ----------------------------------------------------------------------------------------

    @cached_property
    def mensen(self) -> Mensen:
        """What people do with their own credentials, and with each other's."""
        settings = self.settings
        return Mensen(
            self._database,
            self.postbus,
            secret=settings.secret,
            old_secret=settings.old_secret,
            address=settings.portal_address,
            is_local=settings.is_local,
            hosts=settings.webhook_hosts,
        )

    # --- toezicht ---------------------------------------------------------------------------------------

    @cached_property
    def postbus(self) -> Postbus:
        """Mail that waits to be handed over."""
        settings = self.settings
        return Postbus(self._database, settings.secret, settings.old_secret, settings.afzender)

    @cached_property
    def berichten(self) -> Berichten:
        """What people are told."""
        address = self.settings.portal_address
        portaal = None if address is None else f"{address}/portaal"
        return Berichten(self._database, self.postbus, portaal)

    @cached_property
    def verkeer(self) -> Verkeer:
        """The calls of partners of the last days."""
        return Verkeer(self._database)

    @cached_property
    def logboek(self) -> Logboek:
        """The log of who did what, its seals and its anchors."""
        return Logboek(self._database, self.ondertekening, self.settings.log_retention)

    # --- koppeling --------------------------------------------------------------------------------------

    @cached_property
    def koppelingbeheer(self) -> Koppelingbeheer:
        """Makes and changes links and their keys."""
        return Koppelingbeheer(self._database, self.settings.secret)

    @cached_property
    def sleutelbeheer(self) -> Sleutelbeheer:
        """The keys of SOAP, of partners and of schools."""
        return Sleutelbeheer(self._database, self.settings.secret)

    @cached_property
    def vernietigwacht(self) -> Vernietigwacht:
        """Reminds suppliers of data that have to be destroyed."""
        return Vernietigwacht(self._database)

    @cached_property
    def proefscholen(self) -> Proefscholen:
        """Which schools are test schools."""
        return Proefscholen(self._database)

    @cached_property
    def partnersleutels(self) -> Partnersleutelbeheer:
        """The keys and certificates by which partners of GKV are recognised."""
        return Partnersleutelbeheer(self._database)

    @cached_property
    def scholenlijst(self) -> Scholenlijst:
        """Lists schools, with their pupils and links."""
        return Scholenlijst(self._database)

    @cached_property
    def deelnames(self) -> Deelnames:
        """Schools that join a link."""
        return Deelnames(self._database)

    @cached_property
    def aanvraagbalie(self) -> Aanvraagbalie:
        """Companies apply, and operators judge what they ask."""
        return Aanvraagbalie(
            self._database,
            self.settings.secret,
            self.postbus,
            self.mensen.uitnodigingen,
            self.settings.portal_address,
        )

    @cached_property
    def koppelpartners(self) -> Koppelpartners:
        """The companies that were admitted, with their products."""
        return Koppelpartners(self._database)

    @cached_property
    def dienstzicht(self) -> Dienstzicht:
        """What operators look at."""
        return Dienstzicht(self._database)

    @cached_property
    def toelatingen(self) -> Toelatingen:
        """Products go on from the sandbox, are stopped, go on again, or end."""
        return Toelatingen(self._database, timedelta(days=self.settings.keurmerk_days))

    @cached_property
    def intrekkingen(self) -> Intrekkingen:
        """Consent that schools took back."""
        return Intrekkingen(self._database)

    @cached_property
    def todolijst(self) -> Todolijst:
        """Lists the data that schools have to complete."""
        return Todolijst(self._database)

    @cached_property
    def toegangscontrole(self) -> Toegangscontrole:
        """Recognises the klant and the key of a message of UWLR."""
        return Toegangscontrole(self._database, self.settings.secret, self.settings.old_secret)

    # --- uwlr -------------------------------------------------------------------------------------------

    @cached_property
    def heenweg(self) -> Heenweg:
        """Publishers pull pupil data."""
        return Heenweg(self._database, Antwoordcache(self.settings.cache_bytes), self.register)

    @cached_property
    def terugweg(self) -> Terugweg:
        """Publishers bring results back."""
        return Terugweg(self._database, self.register, self.vocabulaires)

    @cached_property
    def resultatenoverzicht(self) -> Resultatenoverzicht:
        """Shows schools their results."""
        return Resultatenoverzicht(self._database)

    @cached_property
    def aanvullingen(self) -> Aanvullingen:
        """What schools have to complete, with names."""
        return Aanvullingen(self._database, self.todolijst)

    @cached_property
    def schoolresultaten(self) -> Schoolresultaten:
        """The results of a school by group and pupil, with names."""
        return Schoolresultaten(self._database)

    def toetsdefinities(self, klantcode: str) -> Toetsdefinities:
        """The definitions of tests of one supplier."""
        return Toetsdefinities(self._database, klantcode)

    # --- herstel ----------------------------------------------------------------------------------------

    @cached_property
    def backupmaker(self) -> Backupmaker:
        """Makes backups."""
        return Backupmaker(self._database, self.journaal)

    @cached_property
    def terugzetting(self) -> Terugzetting:
        """Lets the service go on from a database that was put back."""
        return Terugzetting(self._database, self.journaal, self.gkvherstel, self.vergeetbeheer)

    @cached_property
    def serverlog(self) -> Serverlog:
        """Finds results that were confirmed and then lost."""
        return Serverlog(self._database)


@contextmanager
def opened(settings: Settings) -> Iterator[Diensten]:
    """The use cases on a database that is ready for use; closed afterwards.

    Makes no database: raises DatabaseOntbreekt if there is none, DatabaseVerouderd if it is not migrated,
    and DatabaseOnbereikbaar if it cannot be reached. Whether it is older than its journal is another
    question: ``journaal.require_current``.
    """
    settings.require_own()
    if is_absent(settings.database_url):
        raise DatabaseOntbreekt(
            f"Er is nog geen database op {settings.database_url}. Maak die eerst: uwlr db upgrade"
        )
    diensten = Diensten.open(settings)
    try:
        diensten.require_migrated()
        yield diensten
    finally:
        diensten.close()

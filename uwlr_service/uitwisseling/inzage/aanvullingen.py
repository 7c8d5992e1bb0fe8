"""What a school has to complete, with the names of pupils and partners, for people of that school."""

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.inzage.aanvulling import Aanvulling
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Database
from uwlr_service.repository.inzage.uitgiften import UitgifteRepository
from uwlr_service.repository.school.namen import NamenRepository
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.koppeling.todo import Todolijst


class Aanvullingen:
    """The to-do list of schools."""

    def __init__(self, database: Database, todolijst: Todolijst) -> None:
        self._database = database
        self._todolijst = todolijst

    def of_school(self, school: Schoolcode, *, door: Handelende) -> list[Aanvulling]:
        """The pupils whom a partner cannot have, by name. Raises NietToegestaan, SchoolOnbekend."""
        door.require(Actie.TODO_ZIEN, school=school)
        todos = self._todolijst.of_school(school)
        with self._database.read() as connection:
            school_id = SchoolRepository(connection).get(school)
            if not todos:
                return []
            afspraken = UitgifteRepository(connection, school_id).afspraken().values()
            namen = {benoemd.key: benoemd for benoemd in NamenRepository(connection).leerlingen(school_id)}
        klanten = {versie.koppeling: versie.klantnaam for versie in afspraken}
        aanvullingen = [
            Aanvulling(
                leerling=todo.leerling,
                naam=namen[todo.leerling].naam or todo.leerling,
                groep=namen[todo.leerling].wat,
                veld=todo.veld,
                klantnaam=klanten[todo.koppeling],
                eerder_verstrekt=todo.eerder_verstrekt,
            )
            for todo in todos
            if todo.leerling in namen
        ]
        return sorted(aanvullingen, key=lambda each: (each.naam.casefold(), each.leerling, each.klantnaam))

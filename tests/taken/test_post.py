"""The worker makes mail of what people were told, hands it over, and seals what waits in the log."""

from pathlib import Path

from sqlalchemy import insert

from tests.support.servers.mail import mailserver
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.toezicht.bericht import Bericht, Geadresseerde
from uwlr_service.domain.toezicht.berichtsoort import Berichtsoort
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.account import inlog
from uwlr_service.taken.work import Work
from uwlr_service.uitwisseling.toezicht.berichten import tell
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record, record_later

KLOK = Handelende.klok()


def test_a_round_sends_mail_and_seals(database: Database, database_url: str, tmp_path: Path) -> None:
    now = tijd.now()
    access = Gebeurtenis(soort=Logsoort.TOEGANG, wat="aangemeld", door=KLOK)
    told = Bericht(soort=Berichtsoort.FACTOR_GEWIJZIGD, aan=Geadresseerde.persoon(1), pad="/account")
    person = {"id": 1, "inlognaam": "jo@x.example", "naam": "Jo", "email": "jo@x.example", "handvat": "h"}
    with database.write() as connection:
        connection.execute(insert(inlog).values(**person, aangemaakt=now))
        tell(connection, told)
        record(connection, access)
    with database.write() as connection:
        record_later(connection, access)
    with mailserver() as server:
        settings = Settings.from_environment(
            {
                "UWLR_DATABASE_URL": database_url,
                "UWLR_VAR": str(tmp_path / "var"),
                "UWLR_PORTAAL_URL": "https://portaal.example.nl",
                "UWLR_SMTP_URL": f"smtp://{server.host}",
                "UWLR_MAIL_FROM": "Koppelingen <koppelingen@example.nl>",
            }
        )
        diensten = Diensten(settings, database)
        Work(diensten).post(lambda: True)
        assert server.letters == []  # somebody asked to stop
        Work(diensten).post(lambda: False)
        Work(diensten).post(lambda: False)
        (letter,) = server.letters
    assert letter["To"] == "jo@x.example"
    assert "https://portaal.example.nl/portaal/account" in letter.get_content()
    keuring = diensten.logboek.verify(door=KLOK)
    assert (keuring.breuk, keuring.regels) == (None, 2)

"""Judging a LAS in tests, as a publisher would with ``uwlr keur las``."""

from click.testing import CliRunner, Result

from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL
from uwlr_service.cli import main


class Keurder:
    """Judges the server at an address, with a key of Uitgeverij for the small school."""

    def __init__(self, url: str, sleutel: str, *, resultaten: bool = True, tweede: str | None = None) -> None:
        self.url = url
        self.sleutel = sleutel
        self._resultaten = resultaten
        self._tweede = tweede

    @property
    def adressen(self) -> list[str]:
        """Where the WSDLs are."""
        adressen = ["--url", f"{self.url}/uwlr/leerlinggegevens?wsdl"]
        if self._resultaten:
            adressen += ["--url-resultaten", f"{self.url}/uwlr/leerresultaten?wsdl"]
        return adressen

    def __call__(self, *args: str, **environ: str) -> Result:
        wie: tuple[str, ...] = ("--klantnaam", "Uitgeverij & Zn.", "--klantcode", "U1")
        if self._tweede is not None:
            wie += ("--tweede-klantnaam", "Andere uitgever", "--tweede-klantcode", "U2")
            wie += ("--tweede-school", str(ANDERE_SCHOOL))
            environ = {"UWLR_TWEEDE_SLEUTEL": self._tweede} | environ
        scholen = ("--school", str(SCHOOL), "--andere-school", str(ANDERE_SCHOOL))
        return CliRunner().invoke(
            main,
            ["keur", "las", *self.adressen, *wie, *scholen, *args],
            env={"UWLR_SLEUTEL": self.sleutel, "COLUMNS": "80"} | environ,
        )

"""The report of a run as one page of HTML, which needs nothing beside it: to mail, to keep, and to print."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from uwlr_service.conformiteit.doorloop import Stand
from uwlr_service.conformiteit.rapport import Rapport
from uwlr_service.domain import datum, tijd

TEMPLATES = Path(__file__).parent / "templates"
MOST_DIGITS = 3


def as_html(rapport: Rapport) -> bytes:
    """The page. It holds what the other forms of the report hold, and nothing more."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["seconden"] = _seconden
    begonnen = rapport.begonnen.astimezone(tijd.AMSTERDAM)
    page = environment.get_template("rapport.html").render(
        rapport=rapport,
        begonnen=f"{datum.shown(begonnen.date())} om {begonnen:%H:%M}",
        groepen=[
            (groep, [uitkomst for uitkomst in rapport.uitkomsten if uitkomst.groep == groep.naam])
            for groep in rapport.suite.groepen
        ],
        standen=tuple(Stand),
    )
    return page.encode()


def _seconden(seconds: float, digits: int = MOST_DIGITS) -> str:
    return f"{seconds:.{digits}f}".replace(".", ",")

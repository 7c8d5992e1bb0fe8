"""Numbers of rows in an address; one that no row can have is not there."""

from uwlr_service.domain.fouten import NietToegestaan, VerzoekOngeldig
from uwlr_service.domain.grenzen import LARGEST_NUMBER
from uwlr_service.web.las import vraag


def of_row(number: int) -> int:
    """A number out of the path. Raises NietToegestaan for one that the database cannot hold."""
    if number > LARGEST_NUMBER:
        raise NietToegestaan
    return number


def na() -> int:
    """The number behind which a page begins; 0 where none is given. Raises VerzoekOngeldig."""
    text = vraag.once("na")
    if text is None:
        return 0
    if not text.isascii() or not text.isdigit() or len(text) > len(str(LARGEST_NUMBER)):
        raise VerzoekOngeldig(NO_NUMBER)
    number = int(text)
    if number > LARGEST_NUMBER:
        raise VerzoekOngeldig(NO_NUMBER)
    return number


NO_NUMBER = f"De parameter 'na' is een geheel getal van 0 tot en met {LARGEST_NUMBER}."

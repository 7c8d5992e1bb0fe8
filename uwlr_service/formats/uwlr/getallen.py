"""Reading the numbers of results and definitions of tests: the schemas let them have any number of digits.

A score has a bound of its own, ``resultaatregels.LARGEST_SCORE``, and a fault code of its own.
"""

from decimal import Decimal

from lxml import etree

from uwlr_service.formats.limits import MOST_DIGITS


class GetalTeLang(ValueError):
    """A number in an element, or in an attribute of it, with more digits than are kept."""

    def __init__(self, naam: str, element: etree._Element) -> None:
        super().__init__(f"'{naam}' is een getal van meer dan {MOST_DIGITS} cijfers")
        self.element = element
        self.verwacht = f"een getal van hoogstens {MOST_DIGITS} cijfers"


def whole(element: etree._Element) -> int:
    """The xs:integer in an element, or a type derived from it. Raises GetalTeLang."""
    return int(_bounded(element.text or "", element))


def whole_attribute(element: etree._Element, name: str) -> int:
    """The same for a mandatory attribute."""
    text = element.get(name, "")
    if _is_too_long(text):
        raise GetalTeLang(name, element)
    return int(text)


def decimal(element: etree._Element) -> Decimal:
    """The xs:decimal in an element. Raises GetalTeLang."""
    return Decimal(_bounded(element.text or "", element))


def optional_decimal(element: etree._Element | None) -> Decimal | None:
    """The same for an element that may be absent."""
    if element is None:
        return None
    return decimal(element)


def _bounded(text: str, element: etree._Element) -> str:
    if _is_too_long(text):
        raise GetalTeLang(etree.QName(element).localname, element)
    return text.strip()


def _is_too_long(text: str) -> bool:
    if len(text) <= MOST_DIGITS:  # as all are of honest senders: nothing to count
        return False
    number = text.strip().lstrip("+-")
    return len(number) - number.count(".") > MOST_DIGITS

"""The school: how it is identified, and what the element ``school`` says of it."""

import enum
import re
from dataclasses import dataclass
from datetime import date, datetime

from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.domain.tekst import trim

BRIN = re.compile(r"([0-9]{2}[A-Z]{2})(?:/([0-9]{2}))?", re.ASCII)
SCHOOLKEY = "schoolkey:"
HOOFDVESTIGING = "00"


class Schoolsoort(enum.StrEnum):
    """Whether a school is a real one; a test school never counts as one."""

    ECHT = "echt"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Schoolcode:
    """The code by which a message or a person names a school (UWLR 2.2, gSchoolIdentificatie).

    Either ``brincode`` and ``dependancecode`` (``00`` where none is given) or ``schoolkey``.
    """

    brincode: str | None = None
    dependancecode: str = HOOFDVESTIGING
    schoolkey: str | None = None

    def __post_init__(self) -> None:
        if (self.brincode is None) == (self.schoolkey is None):
            raise ValueError("een school heeft een brincode of een schoolkey")
        if self.brincode is not None and not BRIN.fullmatch(f"{self.brincode}/{self.dependancecode}"):
            raise ValueError("een brincode heeft de vorm 99XX, een dependancecode twee cijfers")

    @classmethod
    def parse(cls, text: str) -> "Schoolcode":
        """Read ``99XX/16``, ``99XX`` (``99XX/00``) or ``schoolkey:KEY``. Raises ValueError otherwise."""
        if text.startswith(SCHOOLKEY) and trim(text.removeprefix(SCHOOLKEY)):
            return cls(schoolkey=trim(text.removeprefix(SCHOOLKEY)))
        match = BRIN.fullmatch(text)
        if not match:
            raise ValueError(f"'{text}' is geen school; verwacht 99XX, 99XX/16 of schoolkey:SLEUTEL")
        return cls(brincode=match[1], dependancecode=match[2] or HOOFDVESTIGING)

    def __str__(self) -> str:
        if self.brincode is None:
            return f"{SCHOOLKEY}{self.schoolkey}"
        return f"{self.brincode}/{self.dependancecode}"


@dataclass(frozen=True, slots=True)
class Toevoeging:
    """A remark of the type that EDEXML itself defines (EDEXML 2.1, OpmerkingGegevensType).

    Kept for the school's own export; no partner ever gets one.
    """

    code: str
    opmerking: str
    omschrijving: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """A school in one school year (EDEXML 2.1, SchoolType).

    ``peildatum`` and ``aanmaakdatum`` are those of the file that the data came from.
    """

    code: Schoolcode
    schooljaar: Schooljaar
    schoolkey: str | None = None
    instellingsnummer: str | None = None
    peildatum: date | None = None
    aanmaakdatum: datetime | None = None
    auteur: str | None = None
    commentaar: str | None = None
    toevoegingen: tuple[Toevoeging, ...] = ()

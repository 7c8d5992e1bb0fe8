"""The means from which the schools of a proeftuin are made: by BRIN, number and day alone, without chance."""

import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from uwlr_service.demodata.sleutels import ECKID
from uwlr_service.domain import tijd
from uwlr_service.domain.proeftuin.proeftuin import schoolcode
from uwlr_service.domain.school.codelijsten import HISTORISCH
from uwlr_service.domain.school.groep import Groep, SamengesteldeGroep
from uwlr_service.domain.school.leerkracht import Groepsbinding, Leerkracht, Rol
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.school.school import School
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.school.schooljaar import Schooljaar

AGE_BEFORE_GROEP_1 = 4
ROEPNAMEN = ("Anouk", "Bram", "Chaima", "Daan", "Esra", "Finn", "Guusje", "Hamza", "Isa", "Jens", "Kiki")
ACHTERNAMEN = ("Jansen", "Bakker", "Yilmaz", "Visser", "Kowalski", "Smit", "El Idrissi", "Bos", "Mulder")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bouwer:
    """One school of a proeftuin on one day; the same three give the same school each time."""

    brincode: str
    nummer: int
    dag: int
    schooljaar: Schooljaar

    def moment(self, dag: int) -> datetime:
        """When the file of a day was made: each day after the first is one day later."""
        return tijd.midnight(self.schooljaar.first_day + timedelta(days=dag - 1))

    def key(self, soort: str, naam: object) -> str:
        """A key as a LAS would give it."""
        return str(uuid.uuid5(uuid.NAMESPACE_URL, self._name(soort, naam)))

    def eckid(self, soort: str, naam: object) -> str:
        """An ECK-iD in its form of 2017."""
        return ECKID + hashlib.sha512(self._name(soort, naam).encode()).hexdigest()

    def _name(self, soort: str, naam: object) -> str:
        return f"proeftuin:{self.brincode}/{self.nummer}/{soort}/{naam}"

    def groep(self, jaargroep: str, naam: str | None = None) -> Groep:
        """A stamgroep; one of the same name is the same."""
        naam = naam or f"Groep {jaargroep}"
        return Groep(key=self.key("groep", naam), naam=naam, jaargroep=jaargroep, mutatiedatum=self.moment(1))

    def samengestelde_groep(self, naam: str) -> SamengesteldeGroep:
        """A group across the stamgroepen."""
        return SamengesteldeGroep(
            key=self.key("samengestelde_groep", naam), naam=naam, mutatiedatum=self.moment(1)
        )

    def leerling(self, nummer: int, groep: Groep | None = None, **waarden: Any) -> Leerling:
        """An ordinary pupil with a number, except for the values that are named."""
        jaargroep = "5" if groep is None else groep.jaargroep
        ordinary: dict[str, Any] = {
            "key": self.key("leerling", nummer),
            "eckid": self.eckid("leerling", nummer),
            "achternaam": ACHTERNAMEN[nummer % len(ACHTERNAMEN)],
            "voornamen": ROEPNAMEN[nummer % len(ROEPNAMEN)],
            "voorletters_1": ROEPNAMEN[nummer % len(ROEPNAMEN)][0],
            "roepnaam": ROEPNAMEN[nummer % len(ROEPNAMEN)],
            "geboortedatum": self._geboortedatum(jaargroep, nummer),
            "geslacht": 1 + nummer % 2,
            "jaargroep": jaargroep,
            "groep": None if groep is None else groep.key,
            "instroomdatum": self.schooljaar.first_day,
            "mutatiedatum": self.moment(1),
        }
        return Leerling(**ordinary | waarden)

    def former(self, leerling: Leerling, dag: int) -> Leerling:
        """A pupil who has left by a day, as EDEXML goes on telling of them; no partner gets them."""
        return replace(former(leerling, self.schooljaar), mutatiedatum=self.moment(dag))

    def leerlingen(self, aantal: int, groep: Groep, first: int = 0) -> tuple[Leerling, ...]:
        """Ordinary pupils in one group."""
        return tuple(self.leerling(nummer, groep) for nummer in range(first, first + aantal))

    def gegevens(
        self,
        leerlingen: Iterable[Leerling] = (),
        groepen: Iterable[Groep] = (),
        samengestelde_groepen: Iterable[SamengesteldeGroep] = (),
    ) -> Schoolgegevens:
        """The school with these, and a teacher who has all of its groups."""
        stamgroepen = tuple(groepen)
        samengesteld = tuple(samengestelde_groepen)
        bindingen = [Groepsbinding(groep.key) for groep in stamgroepen]
        bindingen += [Groepsbinding(groep.key, samengesteld=True) for groep in samengesteld]
        return Schoolgegevens(
            school=self.school(),
            groepen=stamgroepen,
            samengestelde_groepen=samengesteld,
            leerlingen=tuple(leerlingen),
            leerkrachten=(self._leerkracht(bindingen),),
        )

    def school(self) -> School:
        """The element ``school`` of the day."""
        moment = self.moment(self.dag)
        return School(
            code=schoolcode(self.brincode, self.nummer),
            schooljaar=self.schooljaar,
            schoolkey=self.key("school", self.nummer),
            peildatum=moment.astimezone(tijd.AMSTERDAM).date(),
            aanmaakdatum=moment,
            auteur="Proeftuin",
            commentaar="Verzonnen gegevens: geen van deze personen bestaat.",
        )

    def _leerkracht(self, bindingen: Iterable[Groepsbinding]) -> Leerkracht:
        return Leerkracht(
            key=self.key("leerkracht", 1),
            eckid=self.eckid("leerkracht", 1),
            achternaam="Meester",
            voornamen="Nova",
            voorletters_1="N",
            roepnaam="Nova",
            rollen=(Rol(code="LRK"),),
            groepen=tuple(bindingen),
            mutatiedatum=self.moment(1),
        )

    def _geboortedatum(self, jaargroep: str, nummer: int) -> date:
        years = AGE_BEFORE_GROEP_1
        if jaargroep.isdecimal():
            years += int(jaargroep) - 1
        return date(self.schooljaar.first_day.year - years, 1 + nummer % 7, 1 + nummer % 28)


def former(leerling: Leerling, jaar: Schooljaar) -> Leerling:
    """A pupil who left before the first day of a school year was over."""
    return replace(
        leerling,
        jaargroep=HISTORISCH,
        groep=None,
        samengestelde_groepen=(),
        uitstroomdatum=jaar.first_day,
    )


def emptied(gegevens: Schoolgegevens) -> Schoolgegevens:
    """A school year in which nobody is left; EDEXML cannot say that there never was anybody."""
    return replace(
        gegevens,
        groepen=(),
        samengestelde_groepen=(),
        leerlingen=tuple(former(leerling, gegevens.school.schooljaar) for leerling in gegevens.leerlingen),
        leerkrachten=tuple(replace(leerkracht, groepen=()) for leerkracht in gegevens.leerkrachten),
    )

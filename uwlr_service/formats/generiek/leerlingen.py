"""The answer about pupils, its elements in the order of the original (docs/gkv-soap.rst)."""

from uwlr_service import tracing
from uwlr_service.domain.gkv.generiek import (
    Inschrijving,
    Inschrijvingtype,
    Leerlingdetail,
    Leerlingenlijst,
    Leerlingregel,
    Nummersoort,
    groepsleutel,
)
from uwlr_service.domain.koppeling.gegevensafspraak import Veldenlijst
from uwlr_service.domain.koppeling.gkvinhoud import is_delivered
from uwlr_service.domain.koppeling.gkvsets import GKV_BASIS
from uwlr_service.domain.school.groep import Groep, SamengesteldeGroep
from uwlr_service.domain.school.groepsindeling import Groepsindeling
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.formats.generiek.elementen import Nummers, adres, element, lijst
from uwlr_service.formats.generiek.zicht import Zicht


@tracing.traced("formats")
def write_leerlingen(gegevens: Leerlingenlijst, velden: Veldenlijst, nummers: Nummers) -> bytes:
    """The element ``return`` of getLeerlingen, with the fields of the agreement and no others."""
    writer = _Leerlingen(gegevens.schooljaar, velden, nummers)
    groepen = "".join(map(writer.groep, gegevens.groepen))
    schooljaren = ""
    if gegevens.schooljaar is not None:
        naam = schooljaar_naam(gegevens.schooljaar)
        schooljaren = lijst("schooljaar", element("id", writer.schooljaar) + element("naam", naam))
    types = ""
    if is_delivered("inschrijving", velden) and is_delivered("codewaarde", velden):
        types = "".join(map(writer.inschrijvingtype, gegevens.inschrijvingtypes))
    return lijst(
        "return",
        lijst("adressen", "".join(map(writer.adres, gegevens.leerlingen)))
        + lijst("groepen", groepen)
        + lijst("schooljaren", schooljaren)
        + lijst("inschrijvingtypes", types)
        + lijst("leerlingen", "".join(map(writer.leerling, gegevens.leerlingen))),
    ).encode()


def schooljaar_naam(jaar: Schooljaar) -> str:
    """A school year as this service has it, with spaces around the slash."""
    return jaar.replace("-", " / ")


class _Leerlingen:
    """Writes pupils of one school year."""

    def __init__(self, jaar: Schooljaar | None, velden: Veldenlijst, nummers: Nummers) -> None:
        self._nummers = nummers
        self.schooljaar: int | str | None = None
        if jaar is not None:
            self.schooljaar = nummers[Nummersoort.SCHOOLJAAR, jaar]
        self._leerling = Zicht.of(Leerling, "leerling", velden)
        self._detail = Zicht.of(Leerlingdetail, "leerlingdetail", velden)
        self._indeling = Zicht.of(Groepsindeling, "groepsindeling", velden)
        self._inschrijving = Zicht.of(Inschrijving, "inschrijving", velden)
        # Basis has no leerlingnummer, and consumers tell pupils apart by it.
        self._key_is_leerlingnummer = velden.gegevensset == GKV_BASIS

    def groep(self, groep: Groep | SamengesteldeGroep) -> str:
        """A group of either kind."""
        return lijst(
            "groep",
            element("id", self._nummers[groepsleutel(groep)])
            + element("naam", groep.naam)
            + element("schooljaar", self.schooljaar),
        )

    def inschrijvingtype(self, soort: Inschrijvingtype) -> str:
        """A kind of enrolment."""
        return lijst(
            "inschrijvingtype",
            element("id", self._nummers[Nummersoort.INSCHRIJVINGTYPE, soort.key])
            + element("omschrijving", soort.omschrijving)
            + element("code", soort.code),
        )

    def adres(self, regel: Leerlingregel) -> str:
        """The address of a pupil."""
        detail = self._detail(regel.detail)
        if detail.adres is None:
            return ""
        return adres(detail.adres, detail.communicatie, self._nummers)

    def leerling(self, regel: Leerlingregel) -> str:
        """A pupil with their placements and enrolments."""
        leerling = self._leerling(regel.leerling)
        detail = self._detail(regel.detail)
        nummer = detail.leerlingnummer
        if self._key_is_leerlingnummer:
            nummer = leerling.key
        adres_id = None
        if detail.adres is not None:
            adres_id = self._nummers[Nummersoort.ADRES, detail.adres.key]
        # A voorvoegsel without its achternaam would be read as a name.
        voorvoegsel = leerling.voorvoegsel
        if leerling.achternaam is None:
            voorvoegsel = None
        voorvoegselofficieel = detail.voorvoegselofficieel
        if detail.achternaamofficieel is None:
            voorvoegselofficieel = None
        return lijst(
            "leerling",
            element("id", self._nummers[Nummersoort.LEERLING, leerling.key])
            + element("leerlingNummer", nummer)
            + element("roepNaam", leerling.roepnaam)
            + element("voornamen", leerling.voornamen)
            + element("achternaam", leerling.achternaam)
            + element("achternaamOfficieel", detail.achternaamofficieel)
            + element("tussenvoegsel", voorvoegsel)
            + element("tussenvoegselOfficieel", voorvoegselofficieel)
            + element("geslacht", leerling.geslacht)
            + element("geboortedatum", leerling.geboortedatum)
            + element("geboortedatumOnzeker", detail.geboortedatumonzeker)
            + element("geboorteplaats", detail.geboorteplaats)
            + element("datumAanmelding", detail.datumaanmelding)
            + element("leerlingAdres", adres_id)
            + lijst("groepsindelingen", "".join(map(self._groepsindeling, regel.indelingen)))
            + lijst("inschrijvingen", self._inschrijvingen(leerling, regel.inschrijvingen)),
        )

    def _groepsindeling(self, whole: Groepsindeling) -> str:
        indeling = self._indeling(whole)
        if indeling.groep is not None:
            groep = self._nummers[Nummersoort.GROEP, indeling.groep]
        else:
            groep = self._nummers[Nummersoort.SAMENGESTELDE_GROEP, indeling.samengestelde_groep or ""]
        return lijst(
            "groepsindeling",
            element("id", self._nummers[Nummersoort.GROEPSINDELING, indeling.key])
            + element("groep", groep)
            + element("schooljaar", self.schooljaar)
            + element("vanafDatum", indeling.vanafdatum)
            + element("totDatum", indeling.totdatum)
            + element("leerjaar", indeling.leerjaar),
        )

    def _inschrijvingen(self, leerling: Leerling, inschrijvingen: tuple[Inschrijving, ...]) -> str:
        """The enrolments of the dossier, or else the one that the dates of the pupil tell."""
        if inschrijvingen:
            return "".join(self._of_dossier(self._inschrijving(known)) for known in inschrijvingen)
        if leerling.instroomdatum is None and leerling.uitstroomdatum is None:
            return ""
        return lijst(
            "inschrijving",
            element("id", self._nummers[Nummersoort.AFGELEIDE_INSCHRIJVING, leerling.key])
            + element("datumInschrijving", leerling.instroomdatum)
            + element("datumUitschrijving", leerling.uitstroomdatum),
        )

    def _of_dossier(self, inschrijving: Inschrijving) -> str:
        soort = (Nummersoort.INSCHRIJVINGTYPE, inschrijving.inschrijvingtype or "")
        return lijst(
            "inschrijving",
            element("id", self._nummers[Nummersoort.INSCHRIJVING, inschrijving.key])
            + element("inschrijvingType", self._nummers.get(soort))
            + element("datumInschrijving", inschrijving.datuminschrijving)
            + element("datumUitschrijving", inschrijving.datumuitschrijving),
        )

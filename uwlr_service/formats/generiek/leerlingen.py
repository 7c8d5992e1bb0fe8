"""The answer about pupils, its elements in the order of the original (docs/gkv-soap.rst)."""

from uwlr_service.domain.gkv.generiek import (
    Inschrijving,
    Leerlingdetail,
    Leerlingenlijst,
    Leerlingregel,
    Nummersoort,
    groepsleutel,
)
from uwlr_service.domain.koppeling.gegevensafspraak import Veldenlijst
from uwlr_service.domain.koppeling.gkvinhoud import is_delivered
from uwlr_service.domain.koppeling.gkvsets import GKV_BASIS
from uwlr_service.domain.school.groepsindeling import Groepsindeling
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.formats.generiek.elementen import Nummers, adres, element, lijst
from uwlr_service.formats.generiek.zicht import Zicht


def write_leerlingen(gegevens: Leerlingenlijst, velden: Veldenlijst, nummers: Nummers) -> bytes:
    """The element ``return`` of getLeerlingen, with the fields of the agreement and no others."""
    writer = _Leerlingen(gegevens.schooljaar, velden, nummers)
    groepen = "".join(
        lijst(
            "groep",
            element("id", nummers[groepsleutel(one)])
            + element("naam", one.naam)
            + element("schooljaar", writer.schooljaar),
        )
        for one in gegevens.groepen
    )
    schooljaren = ""
    if gegevens.schooljaar is not None:
        naam = schooljaar_naam(gegevens.schooljaar)
        schooljaren = lijst("schooljaar", element("id", writer.schooljaar) + element("naam", naam))
    types = "".join(
        lijst(
            "inschrijvingtype",
            element("id", nummers[Nummersoort.INSCHRIJVINGTYPE, one.key])
            + element("omschrijving", one.omschrijving)
            + element("code", one.code),
        )
        for one in gegevens.inschrijvingtypes
        if is_delivered("inschrijving", velden) and is_delivered("codewaarde", velden)
    )
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
        self.schooljaar = nummers[Nummersoort.SCHOOLJAAR, jaar] if jaar is not None else None
        self._leerling = Zicht.of(Leerling, "leerling", velden)
        self._detail = Zicht.of(Leerlingdetail, "leerlingdetail", velden)
        self._indeling = Zicht.of(Groepsindeling, "groepsindeling", velden)
        self._inschrijving = Zicht.of(Inschrijving, "inschrijving", velden)
        # Basis has no leerlingnummer, and consumers tell pupils apart by it.
        self._key_is_leerlingnummer = velden.gegevensset == GKV_BASIS

    def adres(self, regel: Leerlingregel) -> str:
        """The address of a pupil."""
        detail = self._detail(regel.detail)
        return adres(detail.adres, detail.communicatie, self._nummers) if detail.adres is not None else ""

    def leerling(self, regel: Leerlingregel) -> str:
        one, detail = self._leerling(regel.leerling), self._detail(regel.detail)
        nummer = one.key if self._key_is_leerlingnummer else detail.leerlingnummer
        adres_id = self._nummers[Nummersoort.ADRES, detail.adres.key] if detail.adres is not None else None
        return lijst(
            "leerling",
            element("id", self._nummers[Nummersoort.LEERLING, one.key])
            + element("leerlingNummer", nummer)
            + element("roepNaam", one.roepnaam)
            + element("voornamen", one.voornamen)
            + element("achternaam", one.achternaam)
            + element("achternaamOfficieel", detail.achternaamofficieel)
            + element("tussenvoegsel", one.voorvoegsel if one.achternaam is not None else None)
            + element(
                "tussenvoegselOfficieel",
                detail.voorvoegselofficieel if detail.achternaamofficieel is not None else None,
            )
            + element("geslacht", one.geslacht)
            + element("geboortedatum", one.geboortedatum)
            + element("geboortedatumOnzeker", detail.geboortedatumonzeker)
            + element("geboorteplaats", detail.geboorteplaats)
            + element("datumAanmelding", detail.datumaanmelding)
            + element("leerlingAdres", adres_id)
            + lijst("groepsindelingen", "".join(map(self._groepsindeling, regel.indelingen)))
            + lijst("inschrijvingen", self._inschrijvingen(one, regel.inschrijvingen)),
        )

    def _groepsindeling(self, whole: Groepsindeling) -> str:
        one = self._indeling(whole)
        if one.groep is not None:
            groep = self._nummers[Nummersoort.GROEP, one.groep]
        else:
            groep = self._nummers[Nummersoort.SAMENGESTELDE_GROEP, one.samengestelde_groep or ""]
        return lijst(
            "groepsindeling",
            element("id", self._nummers[Nummersoort.GROEPSINDELING, one.key])
            + element("groep", groep)
            + element("schooljaar", self.schooljaar)
            + element("vanafDatum", one.vanafdatum)
            + element("totDatum", one.totdatum)
            + element("leerjaar", one.leerjaar),
        )

    def _inschrijvingen(self, leerling: Leerling, inschrijvingen: tuple[Inschrijving, ...]) -> str:
        """Those of the dossier, or else the one that is known by the dates of the pupil."""
        if inschrijvingen:
            return "".join(self._of_dossier(self._inschrijving(one)) for one in inschrijvingen)
        if leerling.instroomdatum is None and leerling.uitstroomdatum is None:
            return ""
        return lijst(
            "inschrijving",
            element("id", self._nummers[Nummersoort.AFGELEIDE_INSCHRIJVING, leerling.key])
            + element("datumInschrijving", leerling.instroomdatum)
            + element("datumUitschrijving", leerling.uitstroomdatum),
        )

    def _of_dossier(self, one: Inschrijving) -> str:
        soort = (Nummersoort.INSCHRIJVINGTYPE, one.inschrijvingtype or "")
        return lijst(
            "inschrijving",
            element("id", self._nummers[Nummersoort.INSCHRIJVING, one.key])
            + element("inschrijvingType", self._nummers.get(soort))
            + element("datumInschrijving", one.datuminschrijving)
            + element("datumUitschrijving", one.datumuitschrijving),
        )

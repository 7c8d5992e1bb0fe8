"""The answer about teachers, its elements in the order of the original (docs/gkv-soap.rst)."""

from uwlr_service.domain.gkv.generiek import (
    Medewerkerdetail,
    Medewerkerregel,
    Medewerkerslijst,
    Nummersoort,
)
from uwlr_service.domain.koppeling.gegevensafspraak import Veldenlijst
from uwlr_service.domain.koppeling.gkvinhoud import is_delivered
from uwlr_service.domain.school.leerkracht import Leerkracht
from uwlr_service.formats.generiek.elementen import Nummers, element, lijst, telefoon
from uwlr_service.formats.generiek.zicht import Zicht


def write_medewerkers(gegevens: Medewerkerslijst, velden: Veldenlijst, nummers: Nummers) -> bytes:
    """The element ``return`` of getMedewerkers, with the fields of the agreement and no others."""
    writer = _Medewerkers(velden, nummers)
    dienstverbanden = "".join(
        lijst(
            "dienstverband",
            element("id", nummers[Nummersoort.DIENSTVERBAND, one.key])
            + element("afkorting", one.afkorting)
            + element("naam", one.naam),
        )
        for one in gegevens.dienstverbanden
        if is_delivered("codewaarde", velden) and "dienstverband" in velden.of("medewerker")
    )
    return lijst(
        "return",
        lijst("adressen", "")
        + lijst("dienstverbanden", dienstverbanden)
        + lijst("medewerkers", "".join(map(writer.medewerker, gegevens.medewerkers))),
    ).encode()


class _Medewerkers:
    """Writes teachers."""

    def __init__(self, velden: Veldenlijst, nummers: Nummers) -> None:
        self._nummers = nummers
        self._namen = {
            element: Zicht.of(Leerkracht, element, velden) for element in ("leerkracht", "medewerker")
        }
        self._detail = Zicht.of(Medewerkerdetail, "medewerker", velden)

    def medewerker(self, regel: Medewerkerregel) -> str:
        one, detail = self._namen[regel.element](regel.leerkracht), self._detail(regel.detail)
        ids = (self._nummers.get((Nummersoort.DIENSTVERBAND, key)) for key in detail.dienstverband)
        return lijst(
            "medewerker",
            element("id", self._nummers[Nummersoort.MEDEWERKER, one.key])
            + element("aanhef", detail.aanhef)
            + element("roepNaam", one.roepnaam)
            + element("firstName", one.voornamen or one.roepnaam)
            + element("lastName", _last_name(one))
            + element("email", one.emailadres)
            + telefoon("mobile", detail.mobielnummer, self._nummers)
            + telefoon("telefoonWerk", detail.telefoonwerk, self._nummers)
            + element("geboortedatum", detail.geboortedatum)
            + element("geboortedatumOnzeker", detail.geboortedatumonzeker)
            + element("geboorteland", detail.geboorteland)
            + lijst("dienstverbanden", "".join(element("dienstverband", one) for one in ids)),
        )


def _last_name(one: Leerkracht) -> str | None:
    """The voorvoegsel goes before the achternaam, because it has no element of its own here."""
    if one.achternaam is None:
        return None
    return f"{one.voorvoegsel} {one.achternaam}" if one.voorvoegsel else one.achternaam

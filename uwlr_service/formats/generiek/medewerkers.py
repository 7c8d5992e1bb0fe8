"""The answer about teachers, its elements in the order of the original (docs/gkv-soap.rst)."""

from uwlr_service import tracing
from uwlr_service.domain.gkv.generiek import (
    Dienstverband,
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


@tracing.traced("formats")
def write_medewerkers(gegevens: Medewerkerslijst, velden: Veldenlijst, nummers: Nummers) -> bytes:
    """The element ``return`` of getMedewerkers, with the fields of the agreement and no others."""
    writer = _Medewerkers(velden, nummers)
    dienstverbanden = ""
    if is_delivered("codewaarde", velden) and "dienstverband" in velden.of("medewerker"):
        dienstverbanden = "".join(map(writer.dienstverband, gegevens.dienstverbanden))
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

    def dienstverband(self, dienstverband: Dienstverband) -> str:
        """A kind of employment."""
        return lijst(
            "dienstverband",
            element("id", self._nummers[Nummersoort.DIENSTVERBAND, dienstverband.key])
            + element("afkorting", dienstverband.afkorting)
            + element("naam", dienstverband.naam),
        )

    def medewerker(self, regel: Medewerkerregel) -> str:
        """An employee, with references to their kinds of employment."""
        leerkracht = self._namen[regel.element](regel.leerkracht)
        detail = self._detail(regel.detail)
        ids = (self._nummers.get((Nummersoort.DIENSTVERBAND, key)) for key in detail.dienstverband)
        return lijst(
            "medewerker",
            element("id", self._nummers[Nummersoort.MEDEWERKER, leerkracht.key])
            + element("aanhef", detail.aanhef)
            + element("roepNaam", leerkracht.roepnaam)
            + element("firstName", leerkracht.voornamen or leerkracht.roepnaam)
            + element("lastName", _last_name(leerkracht))
            + element("email", leerkracht.emailadres)
            + telefoon("mobile", detail.mobielnummer, self._nummers)
            + telefoon("telefoonWerk", detail.telefoonwerk, self._nummers)
            + element("geboortedatum", detail.geboortedatum)
            + element("geboortedatumOnzeker", detail.geboortedatumonzeker)
            + element("geboorteland", detail.geboorteland)
            + lijst("dienstverbanden", "".join(element("dienstverband", nummer) for nummer in ids)),
        )


def _last_name(leerkracht: Leerkracht) -> str | None:
    """The voorvoegsel goes before the achternaam, because it has no element of its own here."""
    if leerkracht.achternaam is None or not leerkracht.voorvoegsel:
        return leerkracht.achternaam
    return f"{leerkracht.voorvoegsel} {leerkracht.achternaam}"

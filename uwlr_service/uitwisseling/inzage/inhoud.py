"""What one answer or package held of the people of an overview: written anew, and read back."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from uwlr_service.domain.gkv.generiek import Nummersoort
from uwlr_service.domain.inzage.overzicht import Veldwaarde
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak, Veldenlijst
from uwlr_service.domain.koppeling.gkvsets import GKV_BASIS, GKV_VERSIE
from uwlr_service.domain.koppeling.uitsnede import Groepskeuze, cut
from uwlr_service.domain.school.dossier import SETINHOUD
from uwlr_service.domain.school.groepsindeling import EerstGezien
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.uwlr.verzoek import Bericht
from uwlr_service.formats.edexml.versies import VERSIES
from uwlr_service.formats.edexml.write_personen import write_leerling
from uwlr_service.formats.generiek.leerlingen import write_leerlingen
from uwlr_service.formats.gkv import basis, edex
from uwlr_service.formats.gkv.fragmenten import Fragment
from uwlr_service.formats.inzage.elementen import read_velden
from uwlr_service.formats.inzage.generiek import AFGELEID, read_leerling
from uwlr_service.formats.rooster import VORMEN, Vorm
from uwlr_service.formats.rooster.samenstelling import Bron, held, narrowed
from uwlr_service.formats.uwlr.elementen import write
from uwlr_service.repository.inzage.uitgiften import Pakketbron
from uwlr_service.uitwisseling.generiek.dossier import Generiekdossier
from uwlr_service.uitwisseling.generiek.samenstelling import leerlingenlijst
from uwlr_service.uitwisseling.inzage.geschiedenis import Dossieruittreksel, Geschiedenis

Velden = tuple[Veldwaarde, ...]
Naam = tuple[str, str]
"""An object by its kind and key."""
EDEX = "set/edex"
OF_LEERLING = frozenset({"leerling", "groepsindeling"})
"""The kinds of the set basis that are about one pupil."""


class Uwlrvraag(NamedTuple):
    """A request of UWLR as the register has it; without ``keuzes`` it was not about groups."""

    bericht: str
    xsdversie: str
    gegevensset: str
    keuzes: tuple[Groepskeuze, ...] | None


class Pakketdeel(NamedTuple):
    """What a full package would hold of these people: the objects, and the pupils in other forms (``edex``).

    ``aanwezig`` names these objects, and those that were once about these people and now are about others.
    """

    fragmenten: Mapping[Naam, Fragment]
    aanwezig: frozenset[Naam]
    edex: Velden


NIETS = Pakketdeel({}, frozenset(), ())


class Inhoud:
    """Writes what left, of the people of one history, for any agreement, state and day."""

    def __init__(self, geschiedenis: Geschiedenis) -> None:
        self._geschiedenis = geschiedenis
        self._betrokkenen = geschiedenis.betrokkenen

    def of_uwlr(self, afspraak: Gegevensafspraak, vraag: Uwlrvraag, bron: Pakketbron) -> Velden:
        """The fields of a pupil in an answer of UWLR."""
        gegevens = self._geschiedenis.gegevens(bron.jaar, bron.revisie)
        uitsnede = cut(gegevens, afspraak.afbakening(vraag.xsdversie, vraag.gegevensset), bron.peildag)
        leerlingen = uitsnede.gegevens.leerlingen
        if vraag.bericht == Bericht.LEERLINGEN and vraag.keuzes is not None:
            leerlingen = uitsnede.leerlingen_of(vraag.keuzes)
        own = [leerling for leerling in leerlingen if leerling.key in self._betrokkenen.leerlingen]
        velden: list[Veldwaarde] = []
        for element in write("leerling", own, uitsnede.veldenlijst):
            velden += read_velden(element)
        return tuple(velden)

    def of_generiek(self, afspraak: Gegevensafspraak, bron: Pakketbron) -> Velden:
        """The fields of a pupil in an answer of getLeerlingen."""
        toestand = self._geschiedenis.toestand(bron.jaar, bron.revisie)
        velden = afspraak.veldenlijst(GKV_VERSIE)
        zichtbaar = toestand.visible(afspraak, bron.peildag)
        dossier = Generiekdossier(
            Dossieruittreksel(self._geschiedenis, velden), bron.dossierrevisie, afspraak, zichtbaar
        )
        lijst = leerlingenlijst(self._own(zichtbaar), toestand.gezien, dossier.of_leerlingen())
        # In the place of each number the key that it stands for.
        sleutels = {(soort, key): key for soort, key in lijst.nummersleutels()}
        for leerling in self._betrokkenen.leerlingen:
            sleutels[Nummersoort.AFGELEIDE_INSCHRIJVING, leerling] = AFGELEID
        gelezen: list[Veldwaarde] = []
        answer = write_leerlingen(lijst, velden, sleutels)
        for regel in lijst.leerlingen:
            gelezen += read_leerling(
                answer, regel.leerling.key, key_is_nummer=afspraak.gegevensset == GKV_BASIS
            )
        return tuple(gelezen)

    def of_rooster(self, afspraak: Gegevensafspraak, vorm: str, bron: Pakketbron) -> Velden:
        """The fields of a pupil in a roster of OneRoster or SDS."""
        toestand = self._geschiedenis.toestand(bron.jaar, bron.revisie)
        zichtbaar = toestand.visible(afspraak, bron.peildag)
        return self._rooster(VORMEN[vorm], afspraak, zichtbaar, toestand.gezien, bron.peildag)

    def of_pakket(self, afspraak: Gegevensafspraak, bron: Pakketbron) -> Pakketdeel:
        """The objects of these people in a full package of a state."""
        toestand = self._geschiedenis.toestand(bron.jaar, bron.revisie)
        velden = afspraak.veldenlijst(GKV_VERSIE)
        zichtbaar = toestand.visible(afspraak, bron.peildag)
        fragmenten: dict[Naam, Fragment] = {}
        if self._betrokkenen.verzorger is None:
            for fragment in basis.fragments(self._own(zichtbaar), velden, bron.peildag, toestand.gezien):
                if fragment.entiteit in OF_LEERLING:
                    fragmenten[fragment.entiteit, fragment.key] = fragment
        nogmaals = self._roosters(afspraak, zichtbaar, toestand.gezien, bron.peildag)
        if afspraak.gegevensset == GKV_BASIS:
            return Pakketdeel(fragmenten, frozenset(fragmenten), nogmaals)
        aanwezig = set(fragmenten)
        own = self._geschiedenis.own_objects(bron.dossierrevisie)
        dossier = Dossieruittreksel(self._geschiedenis, velden)
        bereik = dossier.bereik(zichtbaar, afspraak, bron.dossierrevisie)
        for naam in SETINHOUD:
            if f"set/{naam}" not in velden.velden:
                continue
            for fragment in dossier.objects(naam, bereik):
                name = (fragment.entiteit, fragment.key)
                aanwezig.add(name)
                if name in own:
                    fragmenten[name] = fragment
        return Pakketdeel(fragmenten, frozenset(aanwezig), self._edex(velden, zichtbaar) + nogmaals)

    def _edex(self, velden: Veldenlijst, zichtbaar: Schoolgegevens) -> Velden:
        if EDEX not in velden.velden or self._betrokkenen.verzorger is not None:
            return ()
        gelezen: list[Veldwaarde] = []
        for leerling in edex.trimmed(self._own(zichtbaar), velden).leerlingen:
            gelezen += read_velden(write_leerling(leerling, VERSIES[edex.VERSIE]))
        return tuple(gelezen)

    def _roosters(
        self, afspraak: Gegevensafspraak, zichtbaar: Schoolgegevens, gezien: EerstGezien, peildatum: date
    ) -> Velden:
        """The fields of a pupil in the rosters of a package."""
        velden = afspraak.veldenlijst(GKV_VERSIE)
        if self._betrokkenen.verzorger is not None:
            return ()
        gelezen: Velden = ()
        for naam, vorm in VORMEN.items():
            if f"set/{naam}" in velden.velden and not vorm.formaat.lacking(velden.velden):
                gelezen += self._rooster(vorm, afspraak, zichtbaar, gezien, peildatum)
        return gelezen

    def _rooster(
        self,
        vorm: Vorm,
        afspraak: Gegevensafspraak,
        zichtbaar: Schoolgegevens,
        gezien: EerstGezien,
        peildag: date,
    ) -> Velden:
        velden = afspraak.veldenlijst(GKV_VERSIE)
        own = self._own(zichtbaar)
        bron = Bron(gegevens=own, velden=velden, schoolnaam=None, peildatum=peildag, gezien=gezien)
        leerlingen = held(vorm, bron)
        gelezen: list[Veldwaarde] = []
        for leerling in leerlingen:
            gelezen += read_velden(write_leerling(leerling, VERSIES[edex.VERSIE]))
        if vorm.indeling and leerlingen:
            for fragment in basis.fragments(own, narrowed(vorm, velden), peildag, gezien):
                if fragment.entiteit == "groepsindeling":
                    gelezen += read_velden(fragment.xml)
        return tuple(gelezen)

    def _own(self, gegevens: Schoolgegevens) -> Schoolgegevens:
        """The same school with nobody in it but the pupils of the overview."""
        own = [leerling for leerling in gegevens.leerlingen if leerling.key in self._betrokkenen.leerlingen]
        return Schoolgegevens(
            school=gegevens.school,
            vestigingen=gegevens.vestigingen,
            groepen=gegevens.groepen,
            samengestelde_groepen=gegevens.samengestelde_groepen,
            leerlingen=tuple(own),
            leerkrachten=(),
        )


def velden_of(fragmenten: Iterable[Fragment]) -> Velden:
    """The fields of objects, in the order of these."""
    velden: list[Veldwaarde] = []
    for fragment in fragmenten:
        velden += read_velden(fragment.xml)
    return tuple(velden)

"""GKV: makes, signs and publishes the package of one link at one school (gkv.md 3.2)."""

import hashlib
import tempfile
import uuid
import zipfile
from datetime import date, datetime
from pathlib import Path

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import Fout, LeveringAangehouden
from uwlr_service.domain.gegevensafspraak import ALLE_SETS, Gegevensafspraak, Veldenlijst
from uwlr_service.domain.gkvsets import GKV_VERSIE
from uwlr_service.domain.levering import (
    BRAKE,
    KEPT,
    Bestand,
    Grond,
    Levering,
    Manifest,
    Setstatus,
    Soort,
    VeldUit,
)
from uwlr_service.domain.nacht import Nachttaak, Uitkomst
from uwlr_service.domain.school import Schoolcode
from uwlr_service.domain.schoolgegevens import Schoolgegevens
from uwlr_service.domain.uitsnede import cut
from uwlr_service.formats.gkv import afspraakschema, basis, bestand
from uwlr_service.formats.gkv.fragmenten import Fragment
from uwlr_service.formats.gkv.pakket import Pakketschrijver
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppelingen import KoppelingRepository
from uwlr_service.repository.leveringen import LeveringRepository
from uwlr_service.repository.nachttaken import NachttaakRepository
from uwlr_service.repository.ophalingen import OphalingRepository
from uwlr_service.repository.opslag import Opslag
from uwlr_service.repository.schoolgegevens import SchoolgegevensRepository
from uwlr_service.repository.webhooks import WebhookRepository
from uwlr_service.uitwisseling.leveringsopdracht import Opdracht, read_opdracht
from uwlr_service.uitwisseling.mutaties import Mutaties, compare, redenen
from uwlr_service.uitwisseling.ondertekening import Ondertekening

BASIS_SET, BASIS_FILE, VARIANT = "basis", "basis.xml", "basis"


class _Ingehaald(Fout):
    """Een ander was eerder."""


class Leveringen:
    """The deliveries of GKV."""

    def __init__(self, database: Database, secret: bytes, opslag: Opslag) -> None:
        self._database, self._opslag = database, opslag
        self._ondertekening = Ondertekening(database, secret)

    def of_koppeling(self, koppeling_id: int) -> list[Levering]:
        """Every delivery of a link; KoppelingOnbekend."""
        with self._database.read() as connection:
            KoppelingRepository(connection).get(koppeling_id)
            return LeveringRepository(connection).of_koppeling(koppeling_id)

    def make(
        self,
        koppeling_id: int,
        school: Schoolcode,
        *,
        volledig: bool = False,
        allow_shrink: bool = False,
        moment: datetime | None = None,
        taak: Nachttaak | None = None,
    ) -> Levering:
        """Make the next delivery: a delta where that is enough, or everything.

        A ``taak`` of the night is done in the transaction that publishes, or nothing is published.

        Raises KoppelingOnbekend, SchoolOnbekend, LeveringAangehouden when a delta takes too many pupils
        away, and Geweigerd for a link that is withdrawn or not one of GKV.
        """
        opdracht = read_opdracht(self._database, koppeling_id, school, moment or tijd.now())
        full = volledig or opdracht.must_be_full
        with tempfile.TemporaryDirectory(prefix="uwlr-gkv-") as folder:
            draft = Path(folder) / "pakket.zip"
            with draft.open("w+b") as target, Pakketschrijver(target) as pakket:
                counts = self._fill(pakket, opdracht, full, allow_shrink)
                manifest = _manifest(opdracht, full)
                pakket.close(manifest, self._ondertekening.key())
            _validate(draft, pakket.bestanden, opdracht.velden)
            levering = _levering(opdracht, manifest, draft, counts)
            self._publish(opdracht, levering, draft, taak)
        return levering

    def _fill(
        self, pakket: Pakketschrijver, opdracht: Opdracht, full: bool, allow_shrink: bool
    ) -> tuple[int, int]:
        """Write the sets; returns how many objects are in them, and how many have to go."""
        if not full and opdracht.is_unchanged:
            pakket.bestanden.append(Bestand(BASIS_SET, Setstatus.GEENWIJZIGINGEN))
            return 0, 0
        gegevens = self._state(opdracht, opdracht.stand.revisie)
        school = bestand.school_element(gegevens.school, opdracht.peildag, opdracht.moment)
        new = list(_fragments(gegevens, opdracht, opdracht.peildag))
        vorige = opdracht.vorige
        if full or vorige is None:
            entry = Bestand(BASIS_SET, Setstatus.VOLLEDIG, BASIS_FILE, len(new))
            pakket.add(entry, bestand.write_volledig(school, new, variant=VARIANT, naam=BASIS_SET))
            return len(new), 0
        mutaties = self._mutaties(opdracht, vorige, gegevens, new, allow_shrink)
        count = len(mutaties.gewijzigd) + len(mutaties.verwijderd)
        if count == 0:
            pakket.bestanden.append(Bestand(BASIS_SET, Setstatus.GEENWIJZIGINGEN))
        else:
            pakket.add(
                Bestand(BASIS_SET, Setstatus.MUTATIE, BASIS_FILE, count),
                bestand.write_mutatie(
                    school, mutaties.gewijzigd, mutaties.verwijderd, variant=VARIANT, naam=BASIS_SET
                ),
            )
        return len(mutaties.gewijzigd), len(mutaties.verwijderd)

    def _mutaties(
        self,
        opdracht: Opdracht,
        vorige: Levering,
        gegevens: Schoolgegevens,
        new: list[Fragment],
        allow_shrink: bool,
    ) -> Mutaties:
        old = list(_fragments(self._state(opdracht, vorige.revisie), opdracht, vorige.peildag))
        mutaties = compare(old, new, redenen(gegevens, opdracht.peildag), opdracht.stand.moment)
        had = sum(fragment.entiteit == "leerling" for fragment in old)
        gone = mutaties.count_gone("leerling")
        if gone > had * BRAKE and not allow_shrink:
            raise LeveringAangehouden(
                f"De levering aan koppeling {opdracht.koppeling.id} zou bij school {opdracht.school} {gone}"
                f" van de {had} leerlingen verwijderen. Herhaal de opdracht met --allow-shrink als dat klopt."
            )
        return mutaties

    def _state(self, opdracht: Opdracht, revisie: int) -> Schoolgegevens:
        with self._database.read() as connection:
            repository = SchoolgegevensRepository(connection)
            return repository.read(opdracht.school, opdracht.jaar, opdracht.stand, revisie)

    def _publish(self, opdracht: Opdracht, levering: Levering, draft: Path, taak: Nachttaak | None) -> None:
        """The file first and the row after it: what is listed can be fetched."""
        pad = str(levering.pad)
        self._opslag.publish(pad, draft)
        try:
            with self._database.write() as connection:
                is_next = LeveringRepository(connection).add(
                    levering,
                    school_id=opdracht.stand.school_id,
                    schooljaar_id=opdracht.stand.schooljaar_id,
                    afspraak_id=opdracht.afspraak_id,
                )
                if not is_next:
                    raise _Ingehaald(
                        f"Levering {levering.volgnummer} van school {opdracht.school} is er net al."
                    )
                OphalingRepository(connection).fulfil(levering, opdracht.stand.school_id)
                WebhookRepository(connection).enqueue(levering)
                if taak is not None and not NachttaakRepository(connection).finish(
                    taak, Uitkomst.GEMAAKT, opdracht.moment, levering_id=levering.id
                ):
                    raise _Ingehaald("Een ander is met deze levering verdergegaan.")
        except BaseException:
            self._opslag.remove(pad)
            raise

    def purge(self, moment: datetime) -> int:
        """Remove the packages that are no longer kept; returns how many. What was delivered stays known."""
        with self._database.read() as connection:
            expired = LeveringRepository(connection).expired(moment)
        for levering in expired:
            self._opslag.remove(str(levering.pad))
            with self._database.write() as connection:
                LeveringRepository(connection).forget_package(levering.id)
        return len(expired)


def _fragments(gegevens: Schoolgegevens, opdracht: Opdracht, dag: date) -> list[Fragment]:
    jaargroepen = {groep.key: groep.jaargroep for groep in gegevens.groepen}
    whole = basis.with_jaargroepen(gegevens, jaargroepen)
    uitsnede = cut(whole, opdracht.afspraak, opdracht.velden, dag)
    return list(basis.fragments(uitsnede.gegevens, opdracht.velden, dag))


def _manifest(opdracht: Opdracht, full: bool) -> Manifest:
    vorige = opdracht.vorige
    volgnummer = vorige.volgnummer + 1 if vorige else 1
    return Manifest(
        id=str(uuid.uuid4()),
        soort=Soort.VOLLEDIG if full else Soort.MUTATIE,
        volgnummer=volgnummer,
        basisvolgnummer=volgnummer if full or vorige is None else vorige.basisvolgnummer,
        koppeling=str(opdracht.koppeling.id),
        leverancier=opdracht.koppeling.klant.naam,
        variant=VARIANT,
        afspraakversie=opdracht.afspraak.versie,
        school=opdracht.school,
        schooljaar=opdracht.jaar,
        gegenereerd=opdracht.moment,
        peilmoment=opdracht.stand.moment,
        geldig_tot=opdracht.moment + KEPT,
        bestanden=(),
        velden_uit=tuple(_velden_uit(opdracht.afspraak)),
    )


def _velden_uit(afspraak: Gegevensafspraak) -> list[VeldUit]:
    allowed = afspraak.veldenlijst(GKV_VERSIE).velden
    return [
        VeldUit(
            veld,
            Grond.SCHOOL_NIET_AKKOORD if veld in afspraak.schakelaars else Grond.NIET_AFGESPROKEN,
        )
        for veld in ALLE_SETS[afspraak.gegevensset, GKV_VERSIE].velden
        if veld not in allowed
    ]


def _validate(draft: Path, bestanden: list[Bestand], velden: Veldenlijst) -> None:
    """Judge what was really written, before anybody can fetch it."""
    with zipfile.ZipFile(draft) as archive:
        for one in bestanden:
            if one.naam is not None:
                with archive.open(one.naam) as source:
                    afspraakschema.validate(source, velden)


def _levering(opdracht: Opdracht, manifest: Manifest, draft: Path, counts: tuple[int, int]) -> Levering:
    with draft.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    folder = f"{opdracht.koppeling.id}/{opdracht.stand.school_id}"
    return Levering(
        id=manifest.id,
        koppeling=opdracht.koppeling.id,
        school=opdracht.school,
        schooljaar=opdracht.jaar,
        volgnummer=manifest.volgnummer,
        basisvolgnummer=manifest.basisvolgnummer,
        soort=manifest.soort,
        revisie=opdracht.stand.revisie,
        afspraakversie=opdracht.afspraak.versie,
        peildag=opdracht.peildag,
        gemaakt=manifest.gegenereerd,
        geldig_tot=manifest.geldig_tot,
        pad=f"{folder}/{manifest.volgnummer:06}-{manifest.id}.zip",
        bytes=draft.stat().st_size,
        sha256=digest,
        gewijzigd=counts[0],
        verwijderd=counts[1],
    )

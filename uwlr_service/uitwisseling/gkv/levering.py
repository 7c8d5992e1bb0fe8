"""GKV: makes, signs and publishes the package of one link at one school (docs/gkv-1.rst)."""

import hashlib
import logging
import tempfile
import uuid
import zipfile
from datetime import datetime

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import DocumentOngeldig, Fout, OpslagOnbruikbaar
from uwlr_service.domain.gkv.levering import (
    FULL_EVERY,
    KEPT,
    Grond,
    Levering,
    Leveringsoort,
    Manifest,
    Pakketbestand,
    VeldUit,
)
from uwlr_service.domain.gkv.nacht import Nachttaak, Uitkomst
from uwlr_service.domain.koppeling.gegevensafspraak import ALLE_SETS, Gegevensafspraak
from uwlr_service.domain.koppeling.gkvsets import GKV_VERSIE
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.formats.gkv import afspraakschema, manifest
from uwlr_service.formats.gkv.bestand import XSDVERSIE
from uwlr_service.formats.gkv.pakket import MANIFEST, Pakketschrijver
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.repository.gkv.leveringen import LeveringRepository
from uwlr_service.repository.gkv.nachttaken import NachttaakRepository
from uwlr_service.repository.gkv.ophalingen import OphalingRepository
from uwlr_service.repository.gkv.opslag import Opslag
from uwlr_service.repository.gkv.vergeten import VergeetVerwijzingRepository
from uwlr_service.repository.gkv.webhooks import WebhookRepository
from uwlr_service.repository.koppeling.deelnames import DeelnameRepository
from uwlr_service.repository.koppeling.koppelingen import KoppelingRepository
from uwlr_service.uitwisseling.gkv.keten import is_as_published, roosters_uit
from uwlr_service.uitwisseling.gkv.leveringsopdracht import Opdracht, read_opdracht
from uwlr_service.uitwisseling.gkv.ondertekening import Ondertekening
from uwlr_service.uitwisseling.gkv.pakketinhoud import EDEX_SET, Omvang, Pakketinhoud
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record

log = logging.getLogger(__name__)

Draft = tempfile.SpooledTemporaryFile[bytes]

IN_MEMORY = 1024 * 1024
"""Bytes of a package in the making before it goes to the disk."""


NIGHT = Handelende.klok()


class _Ingehaald(Fout):
    """Een ander was eerder."""


class Leveringen:
    """The deliveries of GKV."""

    def __init__(self, database: Database, ondertekening: Ondertekening, opslag: Opslag) -> None:
        self._database = database
        self._opslag = opslag
        self._ondertekening = ondertekening

    def of_koppeling(self, koppeling_id: int) -> list[Levering]:
        """Every delivery of a link. Raises KoppelingOnbekend."""
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
        door: Handelende = NIGHT,
    ) -> Levering:
        """Make the next delivery: a delta where that is enough, or everything.

        A ``taak`` of the night is done in the transaction that publishes, or nothing is published. What
        somebody has made outside a night is written in the log; the nights have a report of their own.

        Raises NietToegestaan, KoppelingOnbekend, SchoolOnbekend, LeveringAangehouden when a delta takes too
        many pupils away, Geweigerd for a link that is withdrawn or not one of GKV, a school that paused or a
        product that was not admitted, and OpslagOnbruikbaar.
        """
        door.require(Actie.TOELATEN)
        opdracht = read_opdracht(self._database, koppeling_id, school, moment or tijd.now())
        opdracht.require_leaves()
        full = volledig or opdracht.must_be_full or not self._can_follow(opdracht.vorige)
        # A file without a name: a worker that is killed leaves no pupil data behind.
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as draft:
            with Pakketschrijver(draft) as pakket:
                inhoud = Pakketinhoud(self._database, opdracht, self._retried(opdracht, full))
                omvang = inhoud.fill(pakket, full, allow_shrink)
                unfinished = _manifest(opdracht, full)
                pakket.close(unfinished, self._ondertekening.key())
            _validate(draft, pakket.bestanden, opdracht)
            levering = _levering(opdracht, unfinished, draft, omvang)
            self._publish(opdracht, levering, draft, taak, door)
        return levering

    def _can_follow(self, vorige: Levering | None) -> bool:
        return vorige is not None and is_as_published(self._opslag, vorige)

    def _retried(self, opdracht: Opdracht, full: bool) -> frozenset[str]:
        """The rosters that a partner may not have yet, though nothing changed since the delivery before."""
        if full or opdracht.vorige is None or not opdracht.roosters:
            return frozenset()
        return roosters_uit(self._opslag, opdracht.vorige)

    def _publish(
        self, opdracht: Opdracht, levering: Levering, draft: Draft, taak: Nachttaak | None, door: Handelende
    ) -> None:
        """Store the file first and the row after it, so that every listed delivery can be fetched.

        A package whose row does not come is removed again: nobody may fetch it, and the next attempt makes
        its own.
        """
        pad = str(levering.pad)
        try:
            self._opslag.publish(pad, draft)
        except Exception as error:  # libraries for object storage raise whatever they like
            raise OpslagOnbruikbaar(self._opslag.place) from error
        is_written = False
        try:
            with self._database.write() as connection:
                self._list(connection, opdracht, levering, taak, door)
                is_written = True
        # Any exception, the end of this process included: without a row there must not be a file either. But
        # when the commit fails, the database may have carried it out and only its answer got lost. Then the
        # file stays; if there is no row after all, the next attempt removes it.
        except BaseException:
            if not is_written:
                self._opslag.remove(pad)
            raise
        # Files with the same number and no row: a killed worker left them, or the database was put back from
        # a backup and gave the number before. Then a partner may have that other delivery, and a delta
        # behind this one is nothing to it.
        if self._opslag.remove_others(pad, f"{levering.volgnummer:06}-"):
            log.warning(
                "package %s of koppeling %s: there was another one with number %s; the next is a full one",
                levering.id,
                levering.koppeling,
                levering.volgnummer,
            )
            with self._database.write() as connection:
                OphalingRepository(connection).ask_volledig(
                    levering.koppeling, opdracht.stand.school_id, opdracht.moment
                )

    def _list(
        self,
        connection: Transaction,
        opdracht: Opdracht,
        levering: Levering,
        taak: Nachttaak | None,
        door: Handelende,
    ) -> None:
        """Write the row of a package, with all that follows from it. Raises _Ingehaald."""
        vergeten = VergeetVerwijzingRepository(connection)
        # What was read before somebody was forgotten still holds them.
        if not vergeten.is_still(opdracht.stand.school_id, opdracht.vergetelheid):
            raise _Ingehaald(f"Van school {opdracht.school} is net een leerling vergeten.")
        if not DeelnameRepository(connection).may_publish(
            levering.koppeling, opdracht.stand.school_id, opdracht.afspraak_id
        ):
            raise _Ingehaald(f"School {opdracht.school} heeft intussen iets anders besloten.")
        # False if another worker published this number meanwhile: the number decides the race.
        is_next = LeveringRepository(connection).add(
            levering,
            school_id=opdracht.stand.school_id,
            schooljaar_id=opdracht.stand.schooljaar_id,
            afspraak_id=opdracht.afspraak_id,
        )
        if not is_next:
            raise _Ingehaald(f"Levering {levering.volgnummer} van school {opdracht.school} is er net al.")
        OphalingRepository(connection).fulfil(levering, opdracht.stand.school_id)
        vergeten.drop(levering.koppeling, opdracht.stand.school_id, opdracht.vergetelheid.verwijzingen)
        WebhookRepository(connection).enqueue(levering)
        if taak is not None:
            _finish(NachttaakRepository(connection), taak, levering, opdracht.moment)
        elif door is not NIGHT:
            record(connection, _gebeurtenis(opdracht, levering, door))

    def purge(self, moment: datetime) -> int:
        """Remove the packages that are no longer kept; returns how many. Their rows stay.

        A package that is not there is looked for again next time: another worker's storage may have it. When
        it is twice as old as packages get, it is taken to be gone.
        """
        with self._database.read() as connection:
            expired = LeveringRepository(connection).expired(moment)
        gone = 0
        for levering in expired:
            if not self._opslag.remove(str(levering.pad)):
                log.warning(
                    "package %s of koppeling %s: not there to remove", levering.id, levering.koppeling
                )
                if moment < levering.geldig_tot + KEPT:
                    continue
            with self._database.write() as connection:
                LeveringRepository(connection).forget_package(levering.id)
            gone += 1
        with self._database.write() as connection:
            VergeetVerwijzingRepository(connection).purge(moment - FULL_EVERY)
        return gone


def _finish(taken: NachttaakRepository, taak: Nachttaak, levering: Levering, moment: datetime) -> None:
    """Mark a task of the night as done; _Ingehaald if its lease ran out and another worker has it."""
    let_op = "\n".join(levering.let_op) or None
    if not taken.finish(taak, Uitkomst.GEMAAKT, moment, reden=let_op, levering_id=levering.id):
        raise _Ingehaald("Een ander is met deze levering verdergegaan.")


def _gebeurtenis(opdracht: Opdracht, levering: Levering, door: Handelende) -> Gebeurtenis:
    return Gebeurtenis(
        soort=Logsoort.UITWISSELING,
        wat="pakket-gemaakt",
        door=door,
        school_id=opdracht.stand.school_id,
        inhoud={
            "koppeling": levering.koppeling,
            "volgnummer": levering.volgnummer,
            "soort": levering.soort.value,
            "leerlingen": levering.leerlingen,
        },
    )


def _manifest(opdracht: Opdracht, full: bool) -> Manifest:
    """The package's description of itself; the files are added as they are written."""
    vorige = opdracht.vorige
    soort = Leveringsoort.MUTATIE
    volgnummer = opdracht.volgnummer
    if full or vorige is None:
        soort = Leveringsoort.VOLLEDIG
        basisvolgnummer = volgnummer
    else:
        basisvolgnummer = vorige.basisvolgnummer
    # A school that changed more than once in a second has a clock that runs ahead of the world for a moment;
    # a package that was made before its own state makes no sense to a partner.
    gegenereerd = max(opdracht.moment, opdracht.peilmoment)
    return Manifest(
        id=str(uuid.uuid4()),
        soort=soort,
        volgnummer=volgnummer,
        basisvolgnummer=basisvolgnummer,
        koppeling=str(opdracht.koppeling.id),
        leverancier=opdracht.koppeling.klant.naam,
        variant=opdracht.variant,
        afspraakversie=opdracht.afspraak.versie,
        school=opdracht.school,
        schooljaar=opdracht.jaar,
        gegenereerd=gegenereerd,
        peilmoment=opdracht.peilmoment,
        geldig_tot=opdracht.moment + KEPT,
        bestanden=(),
        velden_uit=tuple(_velden_uit(opdracht.afspraak)),
        vorigvolgnummer=None if vorige is None else vorige.volgnummer,
        vorigsha256=None if vorige is None else vorige.sha256,
        versie=manifest.MET_ROOSTERS if opdracht.roosters else XSDVERSIE,
    )


def _velden_uit(afspraak: Gegevensafspraak) -> list[VeldUit]:
    """The fields of the set that are not delivered; a set that is off says so in its own place."""
    allowed = afspraak.veldenlijst(GKV_VERSIE).velden
    velden_uit: list[VeldUit] = []
    for veld in ALLE_SETS[afspraak.gegevensset, GKV_VERSIE].velden:
        if veld in allowed or veld.startswith("set/"):
            continue
        # A switch that is there and does not allow the field was turned off.
        is_refused = veld in afspraak.schakelaars
        velden_uit.append(VeldUit(veld, Grond.SCHOOL_NIET_AKKOORD if is_refused else Grond.NIET_AFGESPROKEN))
    return velden_uit


def _validate(draft: Draft, bestanden: list[Pakketbestand], opdracht: Opdracht) -> None:
    """Validate the files as they were written, before anybody can fetch them.

    Raises DocumentOngeldig, which names the file.
    """
    with zipfile.ZipFile(draft) as archive:
        manifest.read(archive.read(MANIFEST))
        for bestand in bestanden:
            # A set without changes has no file, and a roster has no schema.
            if bestand.naam is None or not bestand.is_document:
                continue
            try:
                with archive.open(bestand.naam) as source:
                    if bestand.set == EDEX_SET:
                        afspraakschema.validate_edexml(source)
                    else:
                        afspraakschema.validate(source, opdracht.velden)
            except DocumentOngeldig as error:
                raise DocumentOngeldig(
                    f"De levering van school {opdracht.school} aan koppeling {opdracht.koppeling.id} is niet"
                    f" gemaakt: {bestand.naam} zou niet voldoen aan de gegevensafspraak.",
                    error.meldingen,
                ) from error


def _levering(opdracht: Opdracht, unfinished: Manifest, draft: Draft, omvang: Omvang) -> Levering:
    draft.seek(0)
    digest = hashlib.file_digest(draft, "sha256").hexdigest()
    folder = f"{opdracht.koppeling.id}/{opdracht.stand.school_id}"
    return Levering(
        id=unfinished.id,
        koppeling=opdracht.koppeling.id,
        school=opdracht.school,
        schooljaar=opdracht.jaar,
        volgnummer=unfinished.volgnummer,
        basisvolgnummer=unfinished.basisvolgnummer,
        soort=unfinished.soort,
        revisie=opdracht.stand.revisie,
        dossierrevisie=opdracht.dossier.revisie,
        afspraakversie=opdracht.afspraak.versie,
        peildag=opdracht.peildag,
        gemaakt=unfinished.gegenereerd,
        geldig_tot=unfinished.geldig_tot,
        pad=f"{folder}/{unfinished.volgnummer:06}-{unfinished.id}.zip",
        bytes=draft.tell(),
        sha256=digest,
        gewijzigd=omvang.gewijzigd,
        verwijderd=omvang.verwijderd,
        leerlingen=omvang.leerlingen,
        schoolnaam=opdracht.schoolnaam,
        vorigvolgnummer=unfinished.vorigvolgnummer,
        vorigsha256=unfinished.vorigsha256,
        edex=omvang.edex,
        let_op=omvang.let_op,
    )

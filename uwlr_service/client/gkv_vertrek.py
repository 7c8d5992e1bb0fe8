"""The schools that left a link: what a partner still holds of them, and how it is destroyed with proof."""

import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from uwlr_service.client.gkv_aanbod import Verwijderverzoek
from uwlr_service.client.gkv_api import GkvClient
from uwlr_service.client.gkv_kopie import Kopie, Vernietiging
from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import DocumentOngeldig
from uwlr_service.domain.school import schoolpad
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.formats.gkv import manifest, pakket

PAKKETTEN = "*.zip"
DRAFTS = "*.zip.deel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vertrek:
    """A school that left: what there is of it, and the requests that the service waits for a word on.

    There is no such request if the service knows already.
    """

    school: Schoolcode
    objecten: int
    pakketten: tuple[Path, ...]
    verzoeken: tuple[Verwijderverzoek, ...]


class Nalatenschap:
    """What a partner holds of schools that are no longer in its link, in a copy and in a folder."""

    def __init__(self, client: GkvClient, folder: Path, kopie: Kopie | None) -> None:
        self._client = client
        self._folder = folder
        self._kopie = kopie

    def of_schools_that_left(self, present: Collection[Schoolcode]) -> Iterator[Vertrek]:
        """The schools of which there is still something, or of which the service waits for a word.

        ``present`` are the schools of the link; one of them asks for nothing, whatever was asked before.
        """
        verzoeken: dict[Schoolcode, list[Verwijderverzoek]] = {}
        for verzoek in self._client.verwijderverzoeken():
            if not verzoek.is_bevestigd:
                verzoeken.setdefault(verzoek.school, []).append(verzoek)
        objecten = self._objecten()
        schools = {*verzoeken, *objecten, *self._folders()} - {*present}
        for school in sorted(schools, key=str):
            pakketten = tuple(self._pakketten(school))
            if school not in verzoeken and not pakketten and school not in objecten:
                continue  # a folder of another link
            yield Vertrek(
                school=school,
                objecten=objecten.get(school, 0),
                pakketten=pakketten,
                verzoeken=tuple(verzoeken.get(school, ())),
            )

    def destroy(self, vertrek: Vertrek) -> Vernietiging:
        """Destroy all that there is of a school, and then tell the service, if that waits for it.

        If the service cannot be told, the data are gone nevertheless, and the next time it is told.
        """
        for path in vertrek.pakketten:
            path.unlink(missing_ok=True)
        self._tidy(vertrek.school)
        moment = tijd.whole_second(tijd.now())
        if self._kopie is None:
            vernietiging = Vernietiging(moment=moment, pakketten=len(vertrek.pakketten))
        else:
            vernietiging = self._kopie.destroy(
                str(self._client.koppeling), str(vertrek.school), len(vertrek.pakketten), moment
            )
        for verzoek in vertrek.verzoeken:
            self._client.confirm_destroyed(verzoek)
        return vernietiging

    def _objecten(self) -> dict[Schoolcode, int]:
        if self._kopie is None:
            return {}
        schools = self._kopie.schools(str(self._client.koppeling))
        return {Schoolcode.parse(school): objecten for school, objecten in schools.items()}

    def _folders(self) -> Iterator[Schoolcode]:
        if not self._folder.is_dir():
            return
        for path in self._folder.iterdir():
            school = schoolpad.read(path.name)
            if school is not None and path.is_dir():
                yield school

    def _pakketten(self, school: Schoolcode) -> Iterator[Path]:
        """The packages of this link; partners may collect those of another one in the same folder."""
        for path in sorted((self._folder / schoolpad.write(school)).glob(PAKKETTEN)):
            if _koppeling_of(path) == str(self._client.koppeling):
                yield path

    def _tidy(self, school: Schoolcode) -> None:
        """Remove what was collected in part, and the folder, unless another link has packages in it."""
        folder = self._folder / schoolpad.write(school)
        if not folder.is_dir() or next(folder.glob(PAKKETTEN), None) is not None:
            return
        for path in folder.glob(DRAFTS):
            path.unlink()
        if next(folder.iterdir(), None) is None:
            folder.rmdir()


def _koppeling_of(path: Path) -> str | None:
    """The link of a package that was proven when it was collected; None for a file that is not one."""
    try:
        with path.open("rb") as file:
            content, _ = pakket.read_manifest(file)
        return manifest.read(content).koppeling
    except (*pakket.DAMAGED, zipfile.LargeZipFile, KeyError, UnicodeError, DocumentOngeldig):
        return None

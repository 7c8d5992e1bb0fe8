"""The definitions of tests beside the results that name them: a file for each, collected once."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from uwlr_service import private
from uwlr_service.cli.files import write_whole
from uwlr_service.client.las import LasClient

DIGEST = re.compile("[0-9a-f]{64}", re.ASCII)
"""Such a name is that of a file in the folder, and of nothing else."""
Out = Callable[[Mapping[str, Any]], None]


class Definitiemap:
    """A folder with the definitions of tests, each by the SHA-256 of its bytes."""

    def __init__(self, client: LasClient, folder: Path) -> None:
        self._client = client
        self._folder = folder

    def before(self, out: Out) -> Out:
        """The same way out, where the definition of a result is there before the result is."""

        def take(resultaat: Mapping[str, Any]) -> None:
            self._collect(str(resultaat.get("toetsdefinitie")))
            out(resultaat)

        return take

    def _collect(self, digest: str) -> None:
        """Raises Onbereikbaar, LasGeweigerd, OverdrachtOngeldig, OSError."""
        path = self._folder / f"{digest}.json"
        if DIGEST.fullmatch(digest) and not path.exists():
            private.make_folder(self._folder)
            write_whole(path, [self._client.toetsdefinitie(digest)])

"""The files of a roster: CSV as RFC 4180 has it, in UTF-8 without a mark, by themselves or in a ZIP.

A value is what the school wrote, but for white space: a line break or a tab becomes a space, because most
readers take lines for rows and Microsoft refuses them. Neither format has an escape for what a spreadsheet
takes for a formula (``=``), and any sign put before it would become part of the name; so it stays as it is.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from itertools import islice
from tempfile import SpooledTemporaryFile

from uwlr_service.formats.rooster.vorm import Rooster, Tabel, Vorm

LINE_BREAKS = re.compile(r"[\t\r\n]+")
EPOCH = (1980, 1, 1, 0, 0, 0)
"""ZIP has no moments before this; equal content gives equal bytes."""
ROWS = 256
"""How many are written at once."""
IN_MEMORY = 1024 * 1024
CHUNK = 256 * 1024


def write(vorm: Vorm, rooster: Rooster) -> Iterator[tuple[str, bytes]]:
    """Each file by its name."""
    for tabel in vorm.tabellen(rooster):
        yield tabel.naam, b"".join(_pieces(tabel))


def zipped(vorm: Vorm, rooster: Rooster) -> Iterator[bytes]:
    """The same files in a ZIP without folders, in pieces."""
    with SpooledTemporaryFile(IN_MEMORY) as draft:
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
            for tabel in vorm.tabellen(rooster):
                entry = zipfile.ZipInfo(tabel.naam, EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o600 << 16
                with archive.open(entry, "w") as out:
                    for piece in _pieces(tabel):
                        out.write(piece)
        draft.seek(0)
        while chunk := draft.read(CHUNK):
            yield chunk


def _pieces(tabel: Tabel) -> Iterator[bytes]:
    rijen = iter(tabel.rijen)
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(tabel.koppen)
    while True:
        yield written.getvalue().encode()
        written.seek(0)
        written.truncate()
        some = list(islice(rijen, ROWS))
        if not some:
            return
        for rij in some:
            writer.writerow([LINE_BREAKS.sub(" ", rij.get(kop, "")) for kop in tabel.koppen])

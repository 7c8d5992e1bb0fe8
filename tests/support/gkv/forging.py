"""Packages that a partner's own supplier signed, and that are wrong nevertheless."""

import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from lxml import etree

from uwlr_service.formats.gkv import handtekening
from uwlr_service.formats.gkv.namespaces import GKV
from uwlr_service.formats.gkv.pakket import MANIFEST, SIGNATURE

Change = Callable[[bytes], bytes]
Pack = Callable[[Mapping[str, bytes], str], bytes]
"""Makes a ZIP of files, with a comment of the seal's length."""


class Forger:
    """Makes packages like a right one, with the sender's own key."""

    def __init__(self, path: Path, key: Mapping[str, Any]) -> None:
        self._key = key
        with zipfile.ZipFile(path) as archive:
            self.files = {name: archive.read(name) for name in archive.namelist() if name != SIGNATURE}

    def write(
        self,
        target: Path,
        *,
        files: Mapping[str, Change] | None = None,
        records: int | None = None,
        manifest: Change | None = None,
        pack: Pack | None = None,
    ) -> Path:
        """Write a package in which files are changed, with their digests right, and then the manifest."""
        made = dict(self.files)
        for name, change in (files or {}).items():
            made[name] = change(made[name])
        content = described(made[MANIFEST], made, records)
        if manifest is not None:
            content = manifest(content)
        made[MANIFEST] = content
        made[SIGNATURE] = handtekening.sign(content, self._key).encode()
        dots = "." * len(handtekening.sign(b"", self._key))
        whole = (pack or packed)(made, dots)
        body = whole[: -len(dots)]
        seal = handtekening.sign(hashlib.sha256(body).digest(), self._key).encode()
        target.write_bytes(body + seal)
        return target


def described(manifest: bytes, files: Mapping[str, bytes], records: int | None) -> bytes:
    """A manifest with the sizes and digests of files; with a number of records where one is given."""
    root = etree.fromstring(manifest)
    for bestand in root.iter(f"{{{GKV}}}bestand"):
        name = bestand.get("naam")
        if name is None:
            continue
        bestand.set("bytes", str(len(files[name])))
        bestand.set("sha256", hashlib.sha256(files[name]).hexdigest())
        if records is not None:
            bestand.set("records", str(records))
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def packed(files: Mapping[str, bytes], comment: str, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of files, in one method."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        archive.comment = comment.encode()
    return memory.getvalue()


def with_attribute(name: str, value: str) -> Change:
    """Give every attribute of a manifest by this name another value."""

    def change(content: bytes) -> bytes:
        assert f' {name}="'.encode() in content
        return re.sub(f' {name}="[^"]*"'.encode(), f' {name}="{value}"'.encode(), content)

    return change


def with_text(name: str, value: str) -> Change:
    """Give an element of a manifest another text."""

    def change(content: bytes) -> bytes:
        assert f"<{name}>".encode() in content
        return re.sub(f"<{name}>[^<]*<".encode(), f"<{name}>{value}<".encode(), content)

    return change

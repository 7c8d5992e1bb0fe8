"""A kept message with results, without what it says of one pupil."""

import zlib
from collections.abc import Collection

from lxml import etree

from uwlr_service.formats import escape
from uwlr_service.formats.parsing import HARDENED
from uwlr_service.formats.uwlr.canoniek import FAST, canonical_form

# In any namespace or none: libxml2 writes the canonical form of a part of a document, as a message in its
# envelope is, with an empty namespace on the descendants of children that declare none themselves.
TOETSAFNAME = "{*}toetsafname"
NAMES = ("{*}leerlingid", "{*}eckid")


def without_leerling(inhoud: bytes, ids: Collection[str]) -> bytes | None:
    """The message (compressed, as it is kept) without the results of the pupil with these keys and eckids.

    None if it says nothing of that pupil. What is left need not be valid: it is kept to be read, and the
    digest of what came stays what it was.
    """
    document = zlib.decompress(inhoud)
    # In the canonical form a text is written in one way only, so most messages need not be parsed.
    if not any(escape.text(known).encode() in document for known in ids):
        return None
    root = etree.fromstring(document, etree.XMLParser(**HARDENED))
    own = [
        toetsafname
        for toetsafname in root.iter(TOETSAFNAME)
        if any((toetsafname.findtext(name) or "").strip() in ids for name in NAMES)
    ]
    if not own:
        return None
    for toetsafname in own:
        parent = toetsafname.getparent()
        if parent is not None:
            parent.remove(toetsafname)
    return zlib.compress(canonical_form(root), FAST)

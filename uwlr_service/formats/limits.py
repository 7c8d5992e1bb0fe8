"""How much of a message, file or answer is read, whoever sent it: the one place for these numbers.

Each limit is far above what an honest sender needs, and low enough that refusing costs little. It is enforced
while reading, before there is a tree:

``bytes``
    by whoever reads the socket or file: ``soap/transport.py`` for messages, and ``parsing.parse`` once more.
``elements``, ``attributes``, ``namespaces``, ``tag``, ``tree``
    by ``metering.Meter``, which runs expat over the pieces before lxml sees them and stops at the piece in
    which a limit is passed. A message is let through without it where its signs show that it cannot pass one
    (``signs.py``). ``parsing.parse`` does both, and ``parsing.iterparse`` has the Meter.
``depth``, ``text``, ``name``
    by libxml2 itself, with ``huge_tree=False`` (``parsing.HARDENED``). They are its own numbers, and are not
    set here. A value in an attribute has ``tag`` for a limit.
``ratio``
    by whoever unpacks: so many bytes out for each byte in, counted as they come out (``gzipped.py``).
``seconds``
    by whoever reads from somebody else's machine: the deadline for all of it, however busily it drips.

Why these and no others: a tree takes NODE bytes for each element and each text, and twice that for each
attribute;
canonical XML and the look-up of a prefix walk over every namespace in scope, at every element; a tag is kept
whole until it ends.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

KB = 1024
MB = 1024 * KB

DEPTH = 256
"""Elements within elements, in libxml2 with ``huge_tree=False``; a message of the standard has 12."""
TEXT = 10_000_000
"""Bytes of one text or attribute, in the same way."""
NAME = 50_000
"""Bytes of a name, in the same way."""
NODE = 110
"""Bytes of memory that an element or a text takes in a tree, apart from what the text says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What is read of one document.

    ``elements`` counts elements, attributes and declarations of namespaces together; ``attributes`` is for
    one element; ``namespaces`` counts the declarations that hold at one place, those of the elements around
    it included; ``tag`` is the length in bytes of one tag or comment, to within a piece of what is read;
    ``ratio`` is that of unpacked to packed; ``seconds`` is the time for all of it.
    """

    bytes: int
    elements: int
    attributes: int = 64
    """The richest element of the standards has eight."""
    namespaces: int = 32
    """Toolkits declare a dozen at the envelope, whether they use them or not."""
    tag: int = 64 * KB
    """The longest value of the standards is an address; a comment may be a page."""
    tree: int | None = None
    """Only for what becomes a tree of all of it."""
    ratio: int = 100
    """XML of ten thousand pupils is packed 1 to 20, and one of equal pupils 1 to 60."""
    seconds: float = 300


VREEMD = Limits(bytes=MB, elements=50_000, seconds=60)
"""A message before its key is recognised: room for 5,000 results, and no more work than they are."""

BERICHT = Limits(bytes=64 * MB, elements=750_000, tree=185 * MB)
"""A message whose key is recognised: 75,000 results in its longest form, each of another pupil and with every
field, and 140,000 in its shortest. With every element on a line of its own there are more texts than
elements, and it is 50,000 results.

UWLR_MAX_BODY can allow another number of bytes. A message of short results meets the other two limits at
about 35 MB; one with long texts comes to 64 MB.
"""

DEFINITIES: Mapping[str, int] = MappingProxyType(
    {"toets": 10_000, "toetsonderdeel": 50_000, "norm": 50_000, "ingang": 50_000}
)
"""Definitions of tests in one message, and their parts: a school takes a few hundred tests in a year, each
with a handful of parts and norms. Byte for byte they cost more than results do: without this bound, 300,000
tests with nothing but a code, 13 MB, took eight seconds."""

MOST_DIGITS = 30
"""Digits of a number in a result or a definition. No number of education has more than ten. The schemas set
no bound, and a number of nine million digits would be kept with all of them."""

VERZOEK = Limits(bytes=64 * KB, elements=1_000, seconds=60)
"""A request that only asks, at GeneriekeService: a few hundred bytes, whoever sends it."""

ANTWOORD = Limits(bytes=128 * MB, elements=2_000_000)
"""An answer to a client of ours: a school of 10,000 pupils is 30 MB and 400,000 elements."""

BESTAND = Limits(bytes=1024 * MB, elements=20_000_000, seconds=3600)
"""A file that an operator names; it is read as a stream, so only its objects are kept."""

PAKKET = Limits(bytes=1024 * MB, elements=20_000_000, seconds=3600)
"""All files of a GKV package together, unpacked (docs/gkv-1.rst)."""

KLEIN = Limits(bytes=MB, elements=50_000, seconds=60)
"""A document that describes something: a manifest, a key, a vocabulary, an answer in JSON."""

VOCABULAIRE = Limits(bytes=5 * MB, elements=100_000, seconds=60)
"""A vocabulary (VDEX): the longest of Edustandaard has a few thousand terms."""

SCHOOL = Limits(bytes=256 * MB, elements=1_000_000, seconds=3600)
"""The EDEXML of one school, whose objects are kept until the end: 10,000 pupils are 400,000 elements."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonLimits:
    """The same for JSON: ``values`` counts objects, lists, texts and numbers; ``digits`` is of a number."""

    bytes: int
    depth: int = 32
    values: int = 100_000
    digits: int = 20
    seconds: float = 60


JSON = JsonLimits(bytes=MB)
"""A token, a set of keys, a list of packages: what one partner says to the other."""

RESULTATEN = JsonLimits(bytes=64 * MB, values=3_000_000, digits=40)
"""A file of results, and definitions of tests, for ``uwlr call leerresultaten``: 100,000 results."""

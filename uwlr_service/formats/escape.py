"""Text as XML: what a parser would take for markup, or would change, as a reference.

Every writer calls this for every value, so it is made for speed: a chain of ``replace`` takes a third of the
time of ``str.translate``, and most names and codes are letters and digits only.
"""


def text(value: str) -> str:
    """The content of an element; a bare CR would come out of a parser as a line end (XML 1.0, 2.11)."""
    if value.isalnum():
        return value
    # The ampersand first: it begins the references that the others become.
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def attribute(value: str) -> str:
    """The content of an attribute between double quotes.

    Unwritten as references, tabs and line ends would come out of a parser as spaces (XML 1.0, 3.3.3).
    """
    if value.isalnum():
        return value
    return text(value).replace('"', "&quot;").replace("\t", "&#9;").replace("\n", "&#10;")

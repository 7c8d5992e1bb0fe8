"""Reading a document as a stream."""

from lxml import etree


def forget(element: etree._Element) -> None:
    """Let go of an element that has been read and of its earlier siblings.

    Otherwise memory grows with the file. The element itself stays in the tree, because the parser may still
    add the text behind it.
    """
    element.clear(keep_tail=True)
    parent = element.getparent()
    while element.getprevious() is not None:
        del parent[0]

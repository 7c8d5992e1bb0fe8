"""Reading a document as a stream."""

from collections.abc import Iterator

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


def levels(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """The starts and ends of the first three levels of a tree, in the order of the document.

    What has ended may be forgotten.
    """
    yield "start", root
    for part in list(root):
        yield "start", part
        for element in list(part):
            yield "start", element
            yield "end", element
        yield "end", part
    yield "end", root

"""Elements by the paths that libxml2 reports of them."""

from lxml import etree

ANY = "*"
"""Stands in a path for an element whose namespace has no prefix."""


class Places:
    """Finds the elements in one tree that a log of libxml2 names; paths begin at its root.

    Faults are mostly reported from the first to the last, and there can be half a million elements beside
    each other. So a search goes on where the last one for that name in that parent ended, instead of counting
    from the first child.
    """

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._last: dict[tuple[etree._Element, str], tuple[int, etree._Element]] = {}

    def find(self, path: str | None) -> etree._Element | None:
        """The element at a path, such as ``/a:b/*[2]``; None for an attribute, and where there is none."""
        if not path:
            return None
        node: etree._Element | None = self._root
        for step in path.split("/")[2:]:
            name, _, position = step.rstrip("]").partition("[")
            if node is not None:
                node = self._child(node, name, int(position or 1))
        return node

    def _child(self, parent: etree._Element, name: str, position: int) -> etree._Element | None:
        number, last = self._last.get((parent, name), (0, None))
        if number == position:
            return last
        if last is not None and number < position:
            following = last.itersiblings(etree.Element)
        else:
            number = 0
            following = parent.iterchildren(etree.Element)
        for child in following:
            # By the name as it is written, so that nobody has to find where its prefix is from.
            number += name in (ANY, _written(child))
            if number == position:
                self._last[parent, name] = (number, child)
                return child
        return None


def _written(element: etree._Element) -> str | None:
    """The name as it is written; None where a path would have ANY."""
    name = etree.QName(element)
    if element.prefix:
        return f"{element.prefix}:{name.localname}"
    return str(name.localname) if name.namespace is None else None

"""The schemas of EDEXML, opened up so that one object at a time can be validated."""

from lxml import etree

from uwlr_service.formats.schemas import Schema

OBJECTS = {
    "school": "SchoolType",
    "vestiging": "VestigingType",
    "groep": "GroepType",
    "samengestelde_groep": "SamengesteldeGroepType",
    "leerling": "LeerlingType",
    "leerkracht": "LeerkrachtType",
}
"""The national type of every object that a document is read by."""


class Objectschema(Schema):
    """The national types of one version with a global element for each kind of object.

    The schema of the whole document would need the whole tree; a large file is never held as one.
    """

    def compiled(self) -> etree.XMLSchema:
        """This thread's own copy."""
        schema: etree.XMLSchema | None = getattr(self._local, "schema", None)
        if schema is None:
            elements = "".join(
                f'<xs:element name="{naam}" type="{soort}"/>' for naam, soort in OBJECTS.items()
            )
            driver = (
                '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">'
                f'<xs:include schemaLocation="{self.path.name}"/>{elements}</xs:schema>'
            )
            with self._compiling:
                schema = self._local.schema = etree.XMLSchema(
                    etree.fromstring(driver, base_url=str(self.path.with_name("objecten.xsd")))
                )
        return schema

"""White space around values: that of XML, which a schema may take away, and spaces of other kinds."""

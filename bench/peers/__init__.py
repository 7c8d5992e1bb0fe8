"""The servers that ours is measured beside; each serves the same document from the same WSDL."""

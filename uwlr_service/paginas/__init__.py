"""What pages share: base template, fields, style, session, headers, languages (docs/portaal.rst)."""

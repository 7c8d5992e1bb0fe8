"""A client for SSO: an application of a partner, which lets people in (docs/sso.rst)."""

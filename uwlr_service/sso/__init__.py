"""The edge of SSO: an OpenID provider, with pages for people and endpoints for programs (docs/sso.rst)."""

PREFIX = "/sso"

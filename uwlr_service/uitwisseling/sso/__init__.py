"""SSO: people of schools sign in at partners (docs/sso.rst; OpenID Connect Core 1.0)."""

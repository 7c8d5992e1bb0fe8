"""The operator decides about clients of SSO: addresses on other servers, PKCE, and longer access."""

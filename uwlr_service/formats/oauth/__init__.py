"""What OAuth 2 sends to and fro: keys, assertions, tokens and certificates; JSON and JOSE, no HTTP."""

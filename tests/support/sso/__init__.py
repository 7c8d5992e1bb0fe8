"""What tests of SSO share."""

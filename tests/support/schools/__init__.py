"""Made-up schools: small ones by hand, and any school at all for Hypothesis."""

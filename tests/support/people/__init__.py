"""What tests of koppelpartners share."""

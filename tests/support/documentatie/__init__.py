"""The texts of docs/ and their pictures, for the tests that look at them."""

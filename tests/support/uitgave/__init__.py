"""What tests of an upgrade need: a judge of migrations, programs of another release, and load."""

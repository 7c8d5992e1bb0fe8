"""UWLR both ways: a publisher pulls pupil data, and brings results back."""

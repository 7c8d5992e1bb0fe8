"""The LAS side of the Dutch learning-data chain: pupil data out, learning results in."""

__version__ = "0.2.0"

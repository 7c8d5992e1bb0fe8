"""The measurements of bench/README.rst, and the peers that the service is measured beside."""

"""The test facility: suites of cases that show whether the other side does what the standard says.

A suite is data (``suites/``): a case says what is sent, what must come back, and in which clause the standard
says so. Whatever runs a suite knows no case by its name.
"""

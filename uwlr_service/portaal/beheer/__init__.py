"""The pages of the operator: applications, partners, schools, nights, the log. They hold no pupil data."""

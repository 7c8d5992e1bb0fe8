"""The pages for anybody: what this service is, who can apply, and in which language."""

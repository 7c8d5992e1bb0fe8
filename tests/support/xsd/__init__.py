"""The schemas as files, and small documents to try them on."""

"""``/gkv/v1``: the pull API of GKV packages, and their schemas; ``openapi.json`` describes it."""

"""GKV as OneRoster or Microsoft SDS: the same data under the same agreement (docs/gkv-oneroster.rst)."""

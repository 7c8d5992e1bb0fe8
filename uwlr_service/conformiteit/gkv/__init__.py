"""Judging the side of GKV that delivers: its packages, its pull API and the drop-in service."""

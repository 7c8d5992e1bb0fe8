"""Results out: the feed, and what LASes took over of it."""

"""What went where of one pupil or guardian: requests, overviews to print, and forgetting."""

"""What became of the data of one pupil or guardian: who got what, requests to know it, and forgetting."""

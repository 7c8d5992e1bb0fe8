"""Everything that is known of one pupil or guardian, found by their key."""

"""Two elections, or two parties, side by side: facts of both infoboxes, and their figures row by row."""

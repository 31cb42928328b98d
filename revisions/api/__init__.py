"""What every room's part of the API shares (`asking`, `paging`, `problems`), and revisions themselves (`routes`)."""

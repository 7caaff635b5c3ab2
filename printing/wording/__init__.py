"""What the papers say, by edition: sentences are data, so that a change of law is a new file."""

"""Answers that come in a file: what its columns are, what may never come in, and what its values mean."""

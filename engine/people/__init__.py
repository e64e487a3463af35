"""Everybody who takes part: persons, organisations, how they log in, and what they are to a network."""

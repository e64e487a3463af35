"""Surveys that others made earlier: their results typed from a paper, and what they can be compared with."""

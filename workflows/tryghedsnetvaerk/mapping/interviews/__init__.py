"""Interviews: rounds, the guide, who was talked to as groups and numbers, themes, quotes and proposals."""

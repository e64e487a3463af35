"""The groups of professionals: chosen why, asked whom, and what they answered."""

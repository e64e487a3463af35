"""The yearly evaluation: measures, findings, and the decision that begins the next year."""

"""What every visit passes: settings, the database, who is asking and what they may, and how refusals are said."""

"""What the pages of a network share: their frame, the one next thing, forms sent in, mails and calendars."""

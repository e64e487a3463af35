"""The network itself, why it is needed, who was asked, who steers it, and what residents were told."""

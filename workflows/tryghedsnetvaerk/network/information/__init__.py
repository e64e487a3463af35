"""What the residents are told in their own languages: written, released, put up, and shown on the web."""

"""Work that is done in a process of its own, under limits: a tool, a file from outside, or what takes much memory."""

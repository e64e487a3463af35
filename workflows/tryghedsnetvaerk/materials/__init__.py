"""Folder, actioncard, and phone and mail list."""

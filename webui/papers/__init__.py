"""What is read and signed: papers, the files attached to records, approving, and what residents are told."""

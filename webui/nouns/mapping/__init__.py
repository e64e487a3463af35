"""The records of step 2: crime figures, surveys, interviews, the report, its problems and myths."""

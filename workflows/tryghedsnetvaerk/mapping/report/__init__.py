"""What the evidence says together: problems beside it, the report's draft and versions, comments, and facts sheets."""

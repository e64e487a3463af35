"""What each task demands, one sentence each, by room; a guard says why not, or nothing, and knows facts only."""

"""Facts: what a statement says, row by row and figure by figure, without pages or formats."""

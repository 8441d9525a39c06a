"""What one disclosure becomes: rows of the resources that are no tables of their own."""

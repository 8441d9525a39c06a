"""What printed characters say: figures, codes, years, targets, and what only looks alike."""

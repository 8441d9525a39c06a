"""The package: written, partitioned, weighed, and traced back to what was printed."""

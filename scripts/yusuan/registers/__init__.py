"""What holds over all disclosures: divisions, organisations, codes and their names."""

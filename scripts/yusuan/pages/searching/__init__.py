"""What the search of the site finds: records made of facts and pages, in parts that load apart."""

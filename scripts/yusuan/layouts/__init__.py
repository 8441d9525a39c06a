"""How places print the national tables: data, one file a family, ``base.toml`` under them all."""

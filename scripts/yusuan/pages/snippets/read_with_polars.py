import polars as pl

lines = pl.read_parquet("data/budget_lines.parquet")
chosen = lines.filter(
    pl.col("resource") == "expenditure", pl.col("field") == "total", pl.col("is_leaf")
)
totals = chosen.group_by("disclosure_id").agg(pl.col("amount_yuan").sum())
print(totals)

import polars as pl

lines = pl.read_csv("data/budget_lines.csv", infer_schema=False)
chosen = lines.filter(
    pl.col("resource") == "expenditure", pl.col("field") == "total", pl.col("is_leaf") == "true"
)
totals = chosen.group_by("disclosure_id").agg(pl.col("amount_yuan").cast(pl.Decimal(22, 2)).sum())
print(totals)

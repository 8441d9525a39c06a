import pandas as pd

lines = pd.read_parquet("data/budget_lines.parquet")
chosen = lines[
    (lines["resource"] == "expenditure") & (lines["field"] == "total") & lines["is_leaf"]
]
totals = chosen.groupby("disclosure_id")["amount_yuan"].sum()
print(totals)

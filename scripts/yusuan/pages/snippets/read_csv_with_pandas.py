from decimal import Decimal

import pandas as pd

lines = pd.read_csv("data/budget_lines.csv", dtype=str, keep_default_na=False)
chosen = lines[
    (lines["resource"] == "expenditure")
    & (lines["field"] == "total")
    & (lines["is_leaf"] == "true")
]
totals = chosen["amount_yuan"].map(Decimal).groupby(chosen["disclosure_id"]).sum()
print(totals)

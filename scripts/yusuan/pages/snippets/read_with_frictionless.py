from decimal import Decimal

from frictionless import Package

package = Package("datapackage.json")
totals: dict[str, Decimal] = {}
for line in package.get_table_resource("budget_lines").read_rows():
    if line["resource"] == "expenditure" and line["field"] == "total" and line["is_leaf"]:
        disclosure = line["disclosure_id"]
        totals[disclosure] = totals.get(disclosure, Decimal(0)) + line["amount_yuan"]
print(totals)

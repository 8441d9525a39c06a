library(arrow)

lines <- read_parquet("data/budget_lines.parquet")
chosen <- subset(lines, resource == "expenditure" & field == "total" & is_leaf)
chosen$amount_yuan <- as.numeric(chosen$amount_yuan)
totals <- aggregate(amount_yuan ~ disclosure_id, chosen, sum)
print(totals)

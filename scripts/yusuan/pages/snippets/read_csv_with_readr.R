fields <- jsonlite::fromJSON("schemas/budget_lines.json")$fields
kinds <- c(string = "c", integer = "i", number = "d", boolean = "l", date = "D")
lines <- readr::read_csv("data/budget_lines.csv", na = "",
                         col_types = paste(kinds[fields$type], collapse = ""))

chosen <- subset(lines, resource == "expenditure" & field == "total" & is_leaf)
totals <- aggregate(amount_yuan ~ disclosure_id, chosen, sum)
print(totals)

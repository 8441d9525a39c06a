library(data.table)
fields <- jsonlite::fromJSON("schemas/budget_lines.json")$fields
kinds <- c(string = "character", integer = "integer", number = "numeric",
           boolean = "logical", date = "Date")
types <- setNames(kinds[fields$type], fields$name)
lines <- fread("data/budget_lines.csv", colClasses = types, na.strings = "", encoding = "UTF-8")

chosen <- lines[resource == "expenditure" & field == "total" & is_leaf]
totals <- chosen[, .(amount_yuan = sum(amount_yuan)), by = disclosure_id]
print(totals)

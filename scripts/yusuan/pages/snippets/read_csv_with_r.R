fields <- jsonlite::fromJSON("schemas/budget_lines.json")$fields
kinds <- c(string = "character", integer = "integer", number = "numeric",
           boolean = "logical", date = "Date")
types <- setNames(kinds[fields$type], fields$name)
lines <- read.csv("data/budget_lines.csv", colClasses = types, na.strings = "",
                  fileEncoding = "UTF-8")

chosen <- subset(lines, resource == "expenditure" & field == "total" & is_leaf)
totals <- aggregate(amount_yuan ~ disclosure_id, chosen, sum)
print(totals)

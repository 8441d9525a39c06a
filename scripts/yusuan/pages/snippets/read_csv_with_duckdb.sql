SELECT disclosure_id, sum(CAST(amount_yuan AS DECIMAL(22, 2))) AS amount_yuan
FROM read_csv('data/budget_lines.csv', all_varchar = true)
WHERE resource = 'expenditure' AND field = 'total' AND is_leaf = 'true'
GROUP BY disclosure_id;

SELECT disclosure_id, sum(amount_yuan) AS amount_yuan
FROM 'data/budget_lines.parquet'
WHERE resource = 'expenditure' AND field = 'total' AND is_leaf
GROUP BY disclosure_id;

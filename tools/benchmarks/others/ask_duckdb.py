"""Asks DuckDB, about a file of JSON lines: for each dispute how often it was raised, settled and re-ignited by a day, and
how it was settled last.

    ask_duckdb.py EVENTS DAY
"""

import sys

import duckdb

QUESTION = r"""
WITH lines AS MATERIALIZED (
    SELECT id, type, occurred, data
    FROM read_json($path, format = 'newline_delimited', maximum_object_size = 1048576,
                   columns = {id: 'VARCHAR', type: 'VARCHAR', occurred: 'VARCHAR', data: 'JSON'})
    WHERE type IN ('dispute.raised', 'dispute.settled', 'dispute.reignited', 'event.corrected', 'event.retracted')
),
told AS (
    SELECT id, type, occurred, data->>'dispute' AS dispute, data->>'how' AS how
    FROM lines WHERE type LIKE 'dispute.%'
),
retracted AS (SELECT data->>'event' AS id FROM lines WHERE type = 'event.retracted'),
corrected AS (
    SELECT data->>'event' AS id, data->>'occurred' AS occurred, data->'data'->>'how' AS how
    FROM lines WHERE type = 'event.corrected'
),
dated AS (
    SELECT told.id, told.type, told.dispute, coalesce(corrected.how, told.how) AS how,
           regexp_replace(coalesce(corrected.occurred, told.occurred), '[~?%/].*$', '') AS point
    FROM told LEFT JOIN corrected USING (id)
    WHERE told.id NOT IN (SELECT id FROM retracted)
),
stands AS (
    SELECT type, dispute, how, CASE length(point) WHEN 7 THEN point || '-01' ELSE point END AS point,
           split_part(id, '/', 2)::BIGINT AS number
    FROM dated
)
SELECT dispute, count(*) FILTER (type = 'dispute.raised'), count(*) FILTER (type = 'dispute.settled'),
       count(*) FILTER (type = 'dispute.reignited'),
       coalesce(arg_max(how, (point, number)) FILTER (type = 'dispute.settled'), '')
FROM stands
WHERE point[1:10] <= $day
GROUP BY dispute HAVING count(*) FILTER (type = 'dispute.raised') > 0
"""

connection = duckdb.connect(config={"threads": 2})
rows = connection.execute(QUESTION, {"path": sys.argv[1], "day": sys.argv[2]}).fetchall()
sys.stdout.write("".join("|".join(map(str, row)) + "\n" for row in rows))

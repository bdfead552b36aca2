-- For each dispute: how often it was raised, settled and re-ignited by a day, and how it was settled last.
-- What was retracted is left out, and the dates and ways that corrections give count instead of the first ones.
-- {which} says which rows to look at, {end} is the last millisecond of the day.
-- Events and what corrects them meet by grouping: SQLite would join them by nested loops.
WITH told AS (
    SELECT id, rowid AS number, type, effect, json_extract(body, '$.data.dispute') AS dispute,
           json_extract(body, '$.data.how') AS how, NULL AS new_effect, NULL AS new_how, 0 AS is_retracted
    FROM events WHERE {which}
    UNION ALL
    SELECT json_extract(body, '$.data.event'), NULL, NULL, NULL, NULL, NULL,
           strftime('%s', json_extract(body, '$.data.occurred')) * 1000, json_extract(body, '$.data.data.how'),
           type = 'event.retracted'
    FROM events WHERE type IN ('event.corrected', 'event.retracted')
),
stands AS (
    SELECT max(number) AS number, max(type) AS type, max(dispute) AS dispute,
           coalesce(max(new_effect), max(effect)) AS effect, coalesce(max(new_how), max(how)) AS how
    FROM told
    GROUP BY id HAVING max(is_retracted) = 0 AND max(number) IS NOT NULL
)
SELECT dispute, sum(type = 'dispute.raised'), sum(type = 'dispute.settled'), sum(type = 'dispute.reignited'),
       coalesce(substr(max(CASE type WHEN 'dispute.settled'
                           THEN printf('%015d%010d', effect, number) || how END), 26), '')
FROM stands
WHERE effect <= {end}
GROUP BY dispute HAVING sum(type = 'dispute.raised') > 0;

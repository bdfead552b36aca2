-- For each dispute: how often it was raised, settled and re-ignited by a day, and how it was settled last.
-- What was retracted is left out, and the dates and ways that corrections give count instead of the first ones.
-- {which} says which rows to look at, {end} is the last millisecond of the day.
WITH told AS MATERIALIZED (
    SELECT rowid AS number, id, type, effect,
           json_extract(body, '$.data.dispute') AS dispute, json_extract(body, '$.data.how') AS how
    FROM events WHERE {which}
),
retracted AS MATERIALIZED (
    SELECT json_extract(body, '$.data.event') AS id FROM events WHERE type = 'event.retracted'
),
corrected AS MATERIALIZED (
    SELECT json_extract(body, '$.data.event') AS id,
           strftime('%s', json_extract(body, '$.data.occurred')) * 1000 AS effect,
           json_extract(body, '$.data.data.how') AS how
    FROM events WHERE type = 'event.corrected'
),
stands AS (
    SELECT told.number, told.type, told.dispute,
           coalesce(corrected.effect, told.effect) AS effect, coalesce(corrected.how, told.how) AS how
    FROM told LEFT JOIN corrected USING (id)
    WHERE told.id NOT IN (SELECT id FROM retracted)
)
SELECT dispute, sum(type = 'dispute.raised'), sum(type = 'dispute.settled'), sum(type = 'dispute.reignited'),
       coalesce(substr(max(CASE type WHEN 'dispute.settled'
                           THEN printf('%015d%010d', effect, number) || how END), 26), '')
FROM stands
WHERE effect <= {end}
GROUP BY dispute HAVING sum(type = 'dispute.raised') > 0;

-- Appends one event with each request, and tells what was acknowledged: how many, and how many were not. The environment
-- says what is sent: an event as it stands (lines), one with a key of its own (keyed), or an entry as somebody types it, of
-- one of eight observers, with names of the case and a newcomer now and then (entries). What the events say leads back to
-- thread and number.

local kind = os.getenv("CASELOG_KIND")
local run = os.getenv("CASELOG_RUN")
local threads = 0

function setup(thread)
    thread:set("number", threads)
    threads = threads + 1
    table.insert(_G.all or (function() _G.all = {}; return _G.all end)(), thread)
end

function init()
    sent, created, other, first = 0, 0, 0, ""
end

function request()
    sent = sent + 1
    local name = run .. "-" .. number .. "-" .. sent
    local headers = { ["Content-Type"] = "application/json" }
    if kind ~= "lines" then headers["Idempotency-Key"] = name end
    if kind == "entries" then
        headers["Caselog-Observer"] = "o" .. sent % 8
        local body = '{"text":"load ' .. name .. '. @newcomer-' .. math.floor(sent / 50) .. ' asks #governance",'
            .. '"occurred":"2019-06-03T14:05:10+01:00"}'
        return wrk.format("POST", "/api/cases/elm/entries", headers, body)
    end
    local body = '{"type":"observation.noted","occurred":"2019-06-03T14:05:10+01:00","data":{"text":"load ' .. name .. '."}}'
    return wrk.format("POST", "/api/cases/elm/events", headers, body)
end

function response(status, headers, body)
    if status == 201 then
        created = created + 1
    else
        other = other + 1
        if first == "" then first = status .. " " .. body end
    end
end

function done(summary, latency, requests)
    local created, other, first = 0, 0, ""
    for _, thread in ipairs(_G.all) do
        created = created + thread:get("created")
        other = other + thread:get("other")
        if thread:get("first") ~= "" then first = thread:get("first") end
    end
    local errors = summary.errors
    io.write(string.format("RESULT %d %d %d %d %d %d\n", created, other,
        errors.connect + errors.read + errors.write + errors.timeout, latency:percentile(50), latency:percentile(99),
        summary.duration))
    if first ~= "" then io.write("FIRST " .. first .. "\n") end
end

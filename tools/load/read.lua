-- Reads views at random dates.

local count = 0

function setup(thread)
    count = count + 1
    thread:set("number", count)
    table.insert(_G.all or (function() _G.all = {}; return _G.all end)(), thread)
end

function init()
    math.randomseed(number * 7919)
    other, first = 0, ""
end

function request()
    local date = string.format("%d-%02d-%02d", math.random(2013, 2025), math.random(12), math.random(28))
    local axis = os.getenv("CASELOG_AXIS")
    return wrk.format("GET", "/api/cases/elm/views/" .. os.getenv("CASELOG_VIEW") .. "?" .. axis .. "=" .. date)
end

function response(status, headers, body)
    if status ~= 200 then
        other = other + 1
        if first == "" then first = status .. " " .. body end
    end
end

function done(summary, latency, requests)
    local other, first = 0, ""
    for _, thread in ipairs(_G.all) do
        other = other + thread:get("other")
        if thread:get("first") ~= "" then first = thread:get("first") end
    end
    local errors = summary.errors
    io.write(string.format("RESULT %d %d %d %d %d %d\n", summary.requests, other,
        errors.connect + errors.read + errors.write + errors.timeout, latency:percentile(50), latency:percentile(99),
        summary.duration))
    if first ~= "" then io.write("FIRST " .. first .. "\n") end
end

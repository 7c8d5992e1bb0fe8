-- wrk sends the message in the file that is named after "--", with the SOAPAction that follows it, and prints one line of JSON at the end.
local template, headers, message
local number = 0

function init(args)
  local file = assert(io.open(args[1], "rb"))
  headers = {["Content-Type"] = "text/xml; charset=utf-8", ["SOAPAction"] = '"' .. args[2] .. '"'}
  template = file:read("*a")
  file:close()
  if not template:find("@NUMBER@", 1, true) then
    message = wrk.format("POST", nil, headers, template)
  end
end

function request()
  if message then
    return message
  end
  number = number + 1
  return wrk.format("POST", nil, headers, (template:gsub("@NUMBER@", number)))
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    '{"requests": %d, "microseconds": %d, "bytes": %d, "p50": %d, "p99": %d, "refused": %d, "lost": %d}\n',
    summary.requests, summary.duration, summary.bytes, latency:percentile(50), latency:percentile(99),
    errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end

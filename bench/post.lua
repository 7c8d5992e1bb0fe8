-- wrk sends the message in the file that is named after "--", and prints one line of JSON at the end.
local message

function init(args)
  local file = assert(io.open(args[1], "rb"))
  local headers = {["Content-Type"] = "text/xml; charset=utf-8", ["SOAPAction"] = '"HaalLeerlinggegevens"'}
  message = wrk.format("POST", nil, headers, file:read("*a"))
  file:close()
end

function request()
  return message
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    '{"requests": %d, "microseconds": %d, "bytes": %d, "p50": %d, "p99": %d, "refused": %d, "lost": %d}\n',
    summary.requests, summary.duration, summary.bytes, latency:percentile(50), latency:percentile(99),
    errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end

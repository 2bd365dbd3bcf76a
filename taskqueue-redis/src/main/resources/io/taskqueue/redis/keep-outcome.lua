-- Ends with 0 where the key holds a success, a failure or a revocation. It goes behind status.lua and before store.lua.
local outcomes = { SUCCESS = true, FAILURE = true, REVOKED = true }
local existing = redis.call('GET', KEYS[1])
if existing and outcomes[status(existing) or ''] then
	return 0
end

-- Ends with 0 where the key holds a success. It goes behind status.lua and before store.lua.
local existing = redis.call('GET', KEYS[1])
if existing and status(existing) == 'SUCCESS' then
	return 0
end

-- ARGV[1] how many at most; ARGV[2] claim in milliseconds. Returns the messages.
local limit = tonumber(ARGV[1])
local found = {}

local function claim(from)
	if #found == limit then
		return
	end
	for _, id in ipairs(redis.call('ZRANGEBYSCORE', from, '-inf', now, 'LIMIT', 0, limit - #found)) do
		local message = redis.call('HGET', messages, id)
		redis.call('ZREM', from, id)
		if message then
			redis.call('ZADD', taken, now + ARGV[2], id)
			found[#found + 1] = message
		end
	end
end

claim(held)
claim(taken)
return found

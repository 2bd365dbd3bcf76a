-- ARGV[1] term in milliseconds; ARGV[2] and following: ids. Returns for each 1 (held), 2 (taken) or 0 (unknown).
local states = {}
for i = 2, #ARGV do
	local id = ARGV[i]
	if redis.call('ZSCORE', held, id) then
		redis.call('ZADD', held, now + ARGV[1], id)
		states[i - 1] = 1
	else
		states[i - 1] = redis.call('ZSCORE', taken, id) and 2 or 0
	end
end
return states

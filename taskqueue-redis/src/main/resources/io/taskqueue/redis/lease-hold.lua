-- ARGV[1] id; ARGV[2] term in milliseconds; ARGV[3] message. Returns whether it is held.
if redis.call('ZSCORE', taken, ARGV[1]) then
	return 0
end
redis.call('HSET', messages, ARGV[1], ARGV[3])
redis.call('ZADD', held, now + ARGV[2], ARGV[1])
return 1

-- ARGV[1] id; ARGV[2] for how long it is remembered, in milliseconds
redis.call('HDEL', messages, ARGV[1])
redis.call('ZREM', held, ARGV[1])
return redis.call('ZADD', taken, now + ARGV[2], ARGV[1])

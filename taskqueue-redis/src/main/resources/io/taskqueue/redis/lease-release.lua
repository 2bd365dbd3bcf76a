-- ARGV[1] id
redis.call('HDEL', messages, ARGV[1])
redis.call('ZREM', taken, ARGV[1])
return redis.call('ZREM', held, ARGV[1])

-- Stores a document under its key and announces it on the channel of the same name.
-- KEYS[1] key and channel; ARGV[1] document; ARGV[2] SETEX, PSETEX or SET; ARGV[3] time to live, not read for SET
if ARGV[2] == 'SET' then
	redis.call('SET', KEYS[1], ARGV[1])
else
	redis.call(ARGV[2], KEYS[1], ARGV[3], ARGV[1])
end
redis.call('PUBLISH', KEYS[1], ARGV[1])
return 1

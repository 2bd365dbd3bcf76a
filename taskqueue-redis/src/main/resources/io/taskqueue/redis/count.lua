-- Counts an occurrence and keeps the counter for a while after it.
-- KEYS[1] counter; ARGV[1] time to live in milliseconds
local occurrences = redis.call('INCR', KEYS[1])
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return occurrences

-- What the scripts for leases share; it goes before them. Redis's own clock is the only one.
-- KEYS[1] held leases by the end of their term; KEYS[2] taken ones by the end of the claim, or of the memory of one whose
-- message was passed on; KEYS[3] the messages
local held, taken, messages = KEYS[1], KEYS[2], KEYS[3]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

-- A bid in Redis: compared with the best, kept in a list, the best replaced. One below the best, so always accepted.
local best = tonumber(redis.call('GET', KEYS[1]) or '9000000000000')
local price = best - 1
if price <= 0 then return redis.error_reply('too low') end
redis.call('RPUSH', KEYS[1] .. ':bids', ARGV[1] .. ' ' .. string.format('%.0f', price))
redis.call('SET', KEYS[1], string.format('%.0f', price))
return 1

/**
 * Scripts run whole and alone on the server. A lease is a field of one hash, `holder|fence|until|version`, the time in milliseconds of the
 * server's clock; holders have no `|` in them.
 */
const readLease = `
local function lease(name)
  local found = redis.call('HGET', KEYS[1], name)
  if not found then return nil end
  local holder, fence, untilMs, version = string.match(found, '^(.*)|(%d+)|(%d+)|(%d+)$')
  return { holder = holder, fence = tonumber(fence), untilMs = tonumber(untilMs), version = tonumber(version) }
end
local function keep(name, one)
  redis.call('HSET', KEYS[1], name, string.format('%s|%d|%d|%d', one.holder, one.fence, one.untilMs, one.version))
end
local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end
`;

/** KEYS: leases, the fence’s counter. ARGV: name, holder, duration. Answers the fence, false while somebody else has it. */
export const acquireScript = `${readLease}
local before = lease(ARGV[1])
if before and before.untilMs > now() and before.holder ~= ARGV[2] then return false end
local fence = redis.call('INCR', KEYS[2])
keep(ARGV[1], { holder = ARGV[2], fence = fence, untilMs = now() + tonumber(ARGV[3]), version = before and before.version or 0 })
return fence
`;

/**
 * KEYS: leases. ARGV: duration, then name, holder and fence of each. Answers 1 or 0 for each; a duration of 0 gives them back. What was given
 * back is nobody's until it is acquired.
 */
export const renewScript = `${readLease}
local answers = {}
for at = 2, #ARGV, 3 do
  local one = lease(ARGV[at])
  local isHeld = one and one.untilMs > 0 and one.holder == ARGV[at + 1] and one.fence == tonumber(ARGV[at + 2])
  if isHeld then
    one.untilMs = ARGV[1] == '0' and 0 or now() + tonumber(ARGV[1])
    keep(ARGV[at], one)
  end
  table.insert(answers, isHeld and 1 or 0)
end
return answers
`;

/** KEYS: leases. Answers name, holder, fence, version and 1 for one that ran out, for each. */
export const listScript = `${readLease}
local answers = {}
local at = now()
for _, name in ipairs(redis.call('HKEYS', KEYS[1])) do
  local one = lease(name)
  table.insert(answers, { name, one.holder, one.fence, one.version, one.untilMs <= at and 1 or 0 })
end
return answers
`;

/**
 * KEYS: leases, then name spaces. ARGV: name, holder and fence of the lease (an empty name: none), then which of the name spaces, key, what
 * to do (1 sets, 0 removes, c removes the name space) and value of each write. Answers 0 where the lease is somebody else's.
 */
export const writeScript = `${readLease}
if ARGV[1] ~= '' then
  local one = lease(ARGV[1])
  if not one or one.holder ~= ARGV[2] or one.fence ~= tonumber(ARGV[3]) then return 0 end
  one.version = one.version + 1
  keep(ARGV[1], one)
end
for at = 4, #ARGV, 4 do
  local namespace = KEYS[1 + tonumber(ARGV[at])]
  if ARGV[at + 2] == '1' then redis.call('HSET', namespace, ARGV[at + 1], ARGV[at + 3])
  elseif ARGV[at + 2] == '0' then redis.call('HDEL', namespace, ARGV[at + 1])
  else redis.call('UNLINK', namespace) end
end
return 1
`;

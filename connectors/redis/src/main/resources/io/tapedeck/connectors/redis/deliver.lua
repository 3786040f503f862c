-- Adds outputs to a stream, each once. The hash beside the stream holds the writer's epoch and the last effect added
-- (ordinal, index); stream and hash change in one call, so the hash is right whatever is cut off between two calls.
--
-- An error is a word of ours and a sentence: without a second word Redis would put one of its own before it.

-- Lua's numbers are exact up to 2^53, which no ordinal reaches.
local function is_behind(ordinal, index, other_ordinal, other_index)
  return ordinal < other_ordinal or (ordinal == other_ordinal and index < other_index)
end

-- KEYS: stream, hash. ARGV: whether the stream may be made ('1').
-- Takes the next epoch. Gives it with the last effect: epoch, ordinal, index.
local function open(keys, args)
  local stream, progress = keys[1], keys[2]
  local kind = redis.call('TYPE', stream)['ok']
  if kind ~= 'stream' and kind ~= 'none' then
    return redis.error_reply('WRONGTYPE the key holds a ' .. kind)
  end
  if kind == 'none' and args[1] ~= '1' then
    return redis.error_reply('TAPEDECK-NOSTREAM there is no such stream')
  end
  local epoch = redis.call('HINCRBY', progress, 'epoch', 1)
  redis.call('HSETNX', progress, 'ordinal', '0')
  redis.call('HSETNX', progress, 'index', '-1')
  local last = redis.call('HMGET', progress, 'ordinal', 'index')
  return {epoch, last[1], last[2]}
end

-- KEYS: stream, hash. ARGV: epoch, ordinal and index of the last effect that the writer knows to be there, approximate
-- maximal length ('' for none), whether the stream may be made ('1'), and then for each effect its ordinal, its index,
-- how many names and contents of fields follow, and those.
-- Gives how many were added; those that were there already are passed over.
local function deliver(keys, args)
  local stream, progress = keys[1], keys[2]
  local held = redis.call('HMGET', progress, 'epoch', 'ordinal', 'index')
  local epoch = tonumber(held[1] or '0')
  if epoch > tonumber(args[1]) then
    return redis.error_reply('TAPEDECK-FENCED another writer was opened later')
  end
  local ordinal, index = tonumber(held[2] or '0'), tonumber(held[3] or '-1')
  if epoch < tonumber(args[1]) or is_behind(ordinal, index, tonumber(args[2]), tonumber(args[3])) then
    return redis.error_reply('TAPEDECK-FORGOT effects that were acknowledged are gone')
  end
  local added, at, failure = 0, 6, nil
  while at <= #args and not failure do
    local parts = tonumber(args[at + 2])
    local next_ordinal, next_index = tonumber(args[at]), tonumber(args[at + 1])
    if is_behind(ordinal, index, next_ordinal, next_index) then
      local command = {'XADD', stream}
      if args[5] ~= '1' then
        command[#command + 1] = 'NOMKSTREAM'
      end
      if args[4] ~= '' then
        command[#command + 1] = 'MAXLEN'
        command[#command + 1] = '~'
        command[#command + 1] = args[4]
      end
      command[#command + 1] = '*'
      for part = at + 3, at + 2 + parts do
        command[#command + 1] = args[part]
      end
      local id = redis.pcall(unpack(command))
      if type(id) == 'table' and id['err'] then
        failure = id
      elseif not id then
        failure = redis.error_reply('TAPEDECK-NOSTREAM there is no such stream')
      else
        ordinal, index, added = next_ordinal, next_index, added + 1
        held[2], held[3] = args[at], args[at + 1]
      end
    end
    at = at + 3 + parts
  end
  -- What was added before a failure stays: it counts.
  if added > 0 then
    redis.call('HSET', progress, 'ordinal', held[2], 'index', held[3])
  end
  return failure or added
end

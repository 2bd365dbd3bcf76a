-- Reads the status of a document. It goes before keep-success.lua and keep-outcome.lua.
-- Not cjson.decode: it fails on NaN and on more than 1000 levels, and would parse a big result only for its status.

-- The value of the top-level field "status", or nil. Writers put it first, which one match finds. Others cost a walk over
-- the tokens that matter, so that a "status" within a result or within a text is not taken for it.
local function status(document)
	local first = string.match(document, '^%s*{%s*"status"%s*:%s*"([^"\\]*)"')
	if first then
		return first
	end
	local depth, position, text, key = 0, 1, nil, nil
	while true do
		local start, _, token = string.find(document, '(["{}%[%]:,])', position)
		if not start then
			return nil
		end
		position = start + 1
		if token == '"' then
			local from = position
			repeat
				local stop, _, mark = string.find(document, '(["\\])', position)
				if not stop then
					return nil
				end
				position = stop + (mark == '"' and 1 or 2)
				token = mark
			until token == '"'
			if depth == 1 then
				text = string.sub(document, from, position - 2)
				if key == 'status' then
					return text
				end
			end
		elseif token == '{' or token == '[' then
			depth = depth + 1
			key = nil
		elseif token == '}' or token == ']' then
			depth = depth - 1
		elseif depth == 1 then
			key = (token == ':') and text or nil
		end
	end
end

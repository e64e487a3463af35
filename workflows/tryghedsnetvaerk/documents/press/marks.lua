-- What is marked to stay together is never parted by the end of a page. A drawing is asked for by its number alone.
function Div(part)
  if part.classes:includes("together") then
    local whole = pandoc.Blocks({ pandoc.RawBlock("typst", "#block(breakable: false, above: 1.95em)[") })
    whole:extend(part.content)
    whole:insert(pandoc.RawBlock("typst", "]"))
    return whole
  end
  if part.classes:includes("leaf") then
    return pandoc.RawBlock("typst", "#pagebreak(weak: true)")
  end
  if part.classes:includes("front") then
    return pandoc.RawBlock("typst", "#front()")
  end
  if part.classes:includes("summary") then
    local whole = pandoc.Blocks({ pandoc.RawBlock("typst", "#summary[") })
    whole:extend(part.content)
    whole:insert(pandoc.RawBlock("typst", "]"))
    return whole
  end
  if part.classes:includes("diagram") then
    return pandoc.RawBlock("typst", "#diagram(" .. tostring(tonumber(pandoc.utils.stringify(part))) .. ")")
  end
end

-- What ends in a colon is never parted from what it leads to.
function Para(part)
  local last = part.content[#part.content]
  if last and last.t == "Str" and last.text:match(":$") then
    return pandoc.Blocks({
      pandoc.RawBlock("typst", "#block(sticky: true)["), part, pandoc.RawBlock("typst", "]"),
    })
  end
end

-- What is quoted is never parted from the words right before it; what is drawn or in a table not from a few words.
local few = 300

local function leads(part, after)
  if after == nil or part.t ~= "Para" then return false end
  local drawn = after.t == "RawBlock" and after.text:match("^#diagram") ~= nil
  return after.t == "BlockQuote" or (drawn or after.t == "Table") and #pandoc.utils.stringify(part) < few
end

function Blocks(blocks)
  local found = pandoc.Blocks({})
  for nr, part in ipairs(blocks) do
    local after = blocks[nr + 1]
    if leads(part, after) then
      found:extend({ pandoc.RawBlock("typst", "#block(sticky: true)["), part, pandoc.RawBlock("typst", "]") })
    else
      found:insert(part)
    end
  end
  return found
end

-- A word that Typst would read as the mark of a list, a heading or a term ("3.", "-", "=") is written as a string.
-- Pandoc's writer does so at the start of a paragraph only, not at the start of a cell, a list item or bold text.
function Str(word)
  local text = word.text
  if text:match("^%d+%.$") or text:match("^[-+/]$") or text:match("^=+$") then
    return pandoc.RawInline("typst", '#"' .. text .. '"')
  end
end

-- A word that Typst would read as the mark of a list, a heading or a term ("3.", "-", "=") is written as a string.
-- Pandoc's writer does so at the start of a paragraph only, not at the start of a cell, a list item or bold text.
function Str(word)
  local text = word.text
  if text:match("^%d+%.$") or text:match("^[-+/]$") or text:match("^=+$") then
    return pandoc.RawInline("typst", '#"' .. text .. '"')
  end
end

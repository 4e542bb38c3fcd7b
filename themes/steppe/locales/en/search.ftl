# The search: the field in the header and the search page.

search = Search
    .description = Find places, routes and advice by name, region and month, typed in any language.
# In the empty field: what can be typed.
search-hint = Place, route or topic
search-close = Close the search
search-results = Results
# $count is a formatted number.
search-count = Results: { $count }
search-nothing = Nothing found. Try fewer or other words, or a name in any language.
search-all = All results
search-more = Show more
search-suggestion = Did you mean “{ $text }”?
search-failed = The search could not be loaded. Check your connection.
search-again = Try again
search-kind = Kind
search-region = Region
search-month = Month
# No filter is chosen.
search-any = Any
search-reset = Clear the filters
search-without = Finding things without the search
search-without-script = The search needs JavaScript. Everything can be found without it, too: by section, by topic and on the map.
search-by-section = By section
search-map = Map of all places

## The layout

site-name = Roads of Altai
skip = Skip to the content
menu = Main menu
languages = Languages
destinations = Destinations
feed = Feed of new pages
footer = A site for measuring speed.
breadcrumbs = Where this page stands

## Pages

contents = Contents
neighbours = Neighbouring pages
table = Table
borrowed = This page is not yet there in English. Its text is in: { $language }.

## Lists

newest = Newest
places = { $count ->
    [one] { $count } place
   *[other] { $count } places
}
pager = Pages of the list
page-of = Page { $number } of { $total }
first = First
previous = Previous
next = Next
last = Last

## Pages outside the content

not-found = Page not found
not-found-home = To the home page
choose-language = Choose a language
redirect = This page has moved

## Asked for by the program when a text has alerts or footnotes

alert-note = Note
alert-tip = Tip
alert-important = Important
alert-warning = Warning
alert-caution = Caution
footnotes = Footnotes
footnote-back = Back to the text
reading-time = { $count ->
    [one] { $count } minute to read
   *[other] { $count } minutes to read
}

## The site. A site sets its own name in its own messages.

site-name = Travel

## Frame of the page

skip-to-content = Skip to content
main-navigation = Sections
menu = Sections
footer-navigation = About this site
languages = Language
# Beside a language that the page is not translated into.
not-translated = not translated yet
home = Home
breadcrumbs = You are here
feed = Updates (Atom)

## Text of a page

contents = On this page
published = Published { DATETIME($date, dateStyle: "long") }
updated = Updated { DATETIME($date, dateStyle: "long") }
reading-time =
    { $minutes ->
        [one] { NUMBER($minutes) }-minute read
       *[other] { NUMBER($minutes) }-minute read
    }
# $reader is the tag of the reader's language, $reader_name its name in itself; $shown and $name are those of the language that the text is in.
borrowed-notice =
    { $reader ->
        [en] This page has not been translated into English yet.
       *[other] This page has not been translated into this language yet: { $reader_name }.
    } { $shown ->
        [kk] The text below is in Kazakh.
        [ru] The text below is in Russian.
        [zh] The text below is in Chinese.
        [en] The text below is in English.
       *[other] Language of the text: { $name }.
    }
draft = Draft
future = Not yet published
expired = Past
expired-notice = This page has been out of date since { DATETIME($date, dateStyle: "long") } and is kept for reference only.
past = Already over
neighbours = Previous and next pages
previous-page = Previous
next-page = Next
read-more = Learn more
gallery = Pictures
credit-illustration = Illustration: { $name }
credit-photograph = Photo: { $name }

# Where a film opens: $service is one of the names below, or a host.
video-watch = Watch on { $service }
video-youtube = YouTube
video-rutube = Rutube
video-vk = VK Video
video-bilibili = Bilibili
video-tencent = Tencent Video
video-vimeo = Vimeo

alert-note = Note
alert-tip = Tip
alert-important = Important
alert-warning = Warning
alert-caution = Caution
footnotes = Footnotes
footnote-back = Back to the text
table = Table

## Lists

section-empty = There is nothing here yet.
pages-count =
    { $count ->
        [one] { NUMBER($count) } page
       *[other] { NUMBER($count) } pages
    }
nearby = Nearest places
distance = { NUMBER($kilometers, maximumFractionDigits: 0) }{ "\u00A0" }km as the crow flies
pagination = Pages of the list
pagination-page = Page { NUMBER($number) }
pagination-previous = Previous
pagination-next = Next

## Errors and moved pages

not-found-title = Page not found
not-found-text = The address may contain a typo, or the page may have been moved or removed.
to-home = Go to the home page
redirect-title = This page has moved
redirect-link = Go to the new address

## Facts

facts = At a glance
fact-region = Region
fact-altitude = Elevation
fact-area = Area
fact-depth = Depth
fact-best-months = Best time to come
fact-border-zone = Border zone
fact-nearest-airport = Nearest airport
fact-duration = Suggested time
fact-crossings = Border crossings
fact-service = Services
fact-services = Services
fact-recurring = How often
fact-location = Coordinates
fact-getting-there = Getting there
fact-state = Status
fact-stops = Stops
fact-mode = Mode of transport
fact-joins = Connects
fact-dates = When
fact-place = Where

altitude = { NUMBER($meters) }{ "\u00A0" }m
# Beside `approximate = true`.
altitude-about = about { altitude }
area = { NUMBER($square_kilometers) }{ "\u00A0" }km²
# Beside `approximate = true`.
area-about = about { area }
# $ns is "north" or "south", $ew is "east" or "west".
coordinates =
    { NUMBER($lat) }°{ "\u00A0" }{ $ns ->
        [south] S
       *[north] N
    }, { NUMBER($lon) }°{ "\u00A0" }{ $ew ->
        [west] W
       *[east] E
    }
depth = { NUMBER($meters) }{ "\u00A0" }m
border-zone-permit = Travellers from abroad need a permit for the border zone. Ask about it in good time: the rules change.
map-services = Open in a map
# An editor reads this: a component :::map-link says neither.
map-link-without-place = write its place in degrees, lat=48.75 lon=85.75, or its address on a map, src="…"
duration =
    { $days ->
        [one] { NUMBER($days) } day
       *[other] { NUMBER($days) } days
    }
stay =
    { $days ->
        [one] Allow { NUMBER($days) } day
       *[other] Allow { NUMBER($days) } days
    }
leg =
    { $hours ->
        [one] About { NUMBER($hours) } hour’s travel
       *[other] About { NUMBER($hours) } hours’ travel
    }
itinerary = Stop by stop
# How months are written: "long" is June, "short" is Jun.
month-length = long
# Months in a row: the best time to come.
months-range = { $first } to { $last }
date-range = { DATETIME($from, dateStyle: "long") } – { DATETIME($to, dateStyle: "long") }
time-range = { DATETIME($from, dateStyle: "long") } – { DATETIME($to, timeStyle: "short") }

region-east-kazakhstan = East Kazakhstan Region
region-abai = Abai Region
region-zhetysu = Zhetysu Region
region-almaty = Almaty Region
region-xinjiang = Xinjiang

state-planned = Planned
state-open = Open
planned = This is planned and cannot be used yet. Please do not count on it for your journey.
planned-route = This route cannot be travelled yet. Please do not plan a journey around it.
planned-crossing = This crossing is not open yet. Please do not count on it for your journey.
recurring-yearly = Every year
# These stand in a list: "road and rail".
mode-road = road
mode-rail = rail

## Facts of the site’s own. The name of a fact is the message fact-NAME, that of a choice NAME-VALUE, a unit is unit-NAME.

yes = Yes
no = No
unit-meter = { NUMBER($number) }{ "\u00A0" }m
unit-kilometer = { NUMBER($number) }{ "\u00A0" }km
unit-square-kilometer = { NUMBER($number) }{ "\u00A0" }km²
unit-hectare = { NUMBER($number) }{ "\u00A0" }ha
unit-kilogram = { NUMBER($number) }{ "\u00A0" }kg
unit-liter = { NUMBER($number) }{ "\u00A0" }l
unit-celsius = { NUMBER($number) }{ "\u00A0" }°C
unit-percent = { NUMBER($number) }%
unit-minute = { NUMBER($number) }{ "\u00A0" }min
unit-hour = { NUMBER($number) }{ "\u00A0" }h
unit-day =
    { $number ->
        [one] { NUMBER($number) } day
       *[other] { NUMBER($number) } days
    }

## Kinds of pages

kind-destination = Destination
kind-route = Route
kind-crossing = Border crossing
kind-border-place = Place on the border
kind-event = Event
kind-wellness = Wellness
kind-clinic = Clinic
kind-article = Article
kind-page = Page
kind-section = Section

## Tags

tags = Topics
tags-eco = Ecotourism
tags-lake = Lakes
tags-mountains = Mountains
tags-border = Borderlands
tags-wellness = Wellness
tags-health = Health
tags-culture = Culture
tags-history = History
tags-trade = Trade
tags-rail = Railways

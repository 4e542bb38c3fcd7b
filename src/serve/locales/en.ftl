### What the preview says in the browser: the panel, the languages side by side, and pages that stand for a page that cannot be shown.

## The panel

panel-title = Preview
panel-open = Open the preview panel
panel-close = Close
panel-hide = Hide the panel
panel-move = Move to the other corner
panel-menu-language = Language of this panel
panel-menu-keys = Keys
panel-key-toggle = opens and closes this panel
panel-key-hide = hides it, and shows it again
panel-key-close = closes it

panel-this-page = This page
panel-rest-of-site = Elsewhere on the site
panel-site = The site
panel-nothing-wrong = Nothing is wrong here.
panel-checking = The whole site is being checked …
panel-severity-error = error
panel-severity-warning = warning
panel-hint = What to do
panel-place = Open in the editor
panel-open-failed = The editor could not be opened.
panel-count-errors = { $count ->
        [one] { $count } error
       *[other] { $count } errors
    }
panel-count-warnings = { $count ->
        [one] { $count } warning
       *[other] { $count } warnings
    }
panel-count-more = and { $count } more

panel-files = Files of this page
panel-languages = Languages of this page
panel-compare = Compare languages side by side
panel-not-a-page = This address is made by the site itself; no document stands behind it.
panel-state-draft = draft
panel-state-future = not yet published
panel-state-borrowed = borrowed from another language
panel-state-stale = last good version
panel-language-own = own text
panel-language-borrowed = borrowed from:
panel-language-draft = draft
panel-language-missing = missing
panel-language-current = shown here

panel-notice-stale = A file that this page needs cannot be used. You see the last version that worked; the page follows as soon as the file is mended.
panel-notice-failed = The site cannot be shown. This page follows as soon as the error is mended.
panel-notice-gone = There is no page at this address.
panel-notice-lost = The preview server is not running. Start it again: this page will reconnect by itself.

## Languages side by side

compare-title = Languages side by side
compare-languages = Languages
compare-scroll-together = Scroll together
compare-back = Back to the page
compare-choose = Choose at least one language.
compare-missing = The page does not exist in this language.
compare-not-a-page = This address is not a page of the site.

## Pages that stand for others

error-page-failed-title = The site cannot be shown
error-page-failed-text = Mend what is listed here and save the file: this page then shows the site by itself.
error-page-missing-title = There is no such page
error-page-missing-text = No page of the site has this address.
error-page-forbidden-title = This address is not answered
error-page-forbidden-text = The preview answers only under its own address. Open the address that the terminal shows.

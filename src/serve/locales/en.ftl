### Messages of the preview in the browser: the panel, languages side by side, and error pages.

## The panel

panel-title = Preview
panel-open = Open the preview panel
panel-close = Close
panel-hide = Hide the panel
panel-move = Move to the other corner
panel-menu-language = Language of this panel
panel-guide = Guides
panel-menu-keys = Keys
panel-key-toggle = opens and closes this panel
panel-key-hide = hides it, and shows it again
panel-key-close = closes it

panel-this-page = This page
panel-findings = Worth a look
panel-rest-of-site = Elsewhere on the site
panel-site = The site
panel-nothing-wrong = No problems found here.
panel-checking = Checking the whole site…
panel-severity-error = error
panel-severity-warning = warning
panel-hint = What to do
panel-place = Open in the editor
panel-open-failed = The editor could not be opened.
panel-fix = Fix
panel-fix-all = Fix all { $count } like this
panel-fix-before = Now
panel-fix-after = After the fix
panel-fix-more = and { $count ->
        [one] one more place
       *[other] { $count } more places
    }
panel-fix-failed = Nothing was fixed: the preview server did not answer.
panel-fix-forbidden = Nothing was done: only a browser on the computer where the preview runs can do that.
panel-fix-refused = { $reason ->
        [changed] Nothing was fixed: the file has changed since this was shown. Have a look at it again.
        [read-only] Nothing was fixed: `{ $file }` is write-protected.
        [second-name] Nothing was fixed: `{ $file }` is also known by a second name (a hard link). Correct it in the editor.
        [not-a-source] Nothing was fixed: `{ $file }` is not a text of the site.
       *[io] Nothing was fixed: `{ $file }` cannot be written: { $detail }
    }
panel-fixed = Fixed: `{ $file }`, line { $line }
panel-fixed-all = Fixed in { $count } places: `{ $file }`
panel-undo = Undo
panel-undone = Undone: `{ $file }` is as it was.
panel-undo-refused = { $reason ->
        [changed] This cannot be undone any more: the file has changed since.
        [read-only] This cannot be undone: `{ $file }` is write-protected.
        [second-name] This cannot be undone: `{ $file }` is also known by a second name (a hard link).
        [not-a-source] This cannot be undone any more: `{ $file }` is not there.
       *[io] This cannot be undone: `{ $file }` cannot be written: { $detail }
    }
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
panel-terms = Terms on this page
panel-terms-forbidden = not:
panel-languages = Languages of this page
panel-compare = Compare languages side by side
panel-not-a-page = The site generates this address by itself; there is no document for it.
panel-drafts-show = Show drafts, and pages whose day is to come or past
panel-drafts-hide = Hide drafts, and pages whose day is to come or past
panel-state-draft = draft
panel-state-future = not yet published
panel-state-expired = expired
panel-state-borrowed = borrowed from another language
panel-state-stale = last good version
panel-state-future-from = from { $date }
panel-state-expired-since = expired since { $date }
panel-language-own = own text
panel-language-borrowed = borrowed from:
panel-language-draft = draft
panel-language-missing = missing
panel-language-current = shown here

panel-notice-stale = A file that this page needs is broken. You see the last version that worked; the page updates as soon as the file is fixed.
panel-notice-failed = The site cannot be shown. This page updates as soon as the error is fixed.
panel-notice-gone = There is no page at this address.
panel-notice-pseudo = All texts are shown in a pseudo-language. What stays plain is written in a template and cannot be translated.
panel-notice-lost = The preview server is not running. Start it again, and this page reconnects by itself.

## Translations

panel-translation = Translation
panel-translation-from = from
panel-translation-unrecorded = Nobody has recorded yet what this translation was made from, so it is not known whether it is up to date.
panel-translation-borrowed = This page is not written in this language yet.
panel-block-show = Show on the page
panel-block-removed = removed:
panel-block-added = added:
panel-compare-blocks = Compare block by block
panel-accept = Accept
panel-accept-title = The translation says what the source says now
panel-accept-minor = Accept as minor
panel-accept-minor-title = The edit of the source changes nothing for translations, in any language
panel-accepted = { $count ->
        [one] Accepted: one block, { $language }
       *[other] Accepted: { $count } blocks, { $language }
    }
panel-accepted-minor = { $count ->
        [one] Accepted as a minor edit: one translated block
       *[other] Accepted as a minor edit: { $count } translated blocks
    }
panel-accept-failed = Nothing was accepted: the preview server did not answer.
panel-accept-refused = { $reason ->
        [changed] Nothing was accepted: the text has changed since this was shown. Have a look at it again.
        [nothing] Nothing was accepted: there is nothing to accept here.
        [unreadable] Nothing was accepted: `{ $file }` cannot be read. Correct it first.
        [read-only] Nothing was accepted: `{ $file }` is write-protected.
        [second-name] Nothing was accepted: `{ $file }` is also known by a second name (a hard link).
        [not-a-source] Nothing was accepted: `{ $file }` is not a text of the site.
       *[io] Nothing was accepted: `{ $file }` cannot be written: { $detail }
    }

## Languages side by side

compare-title = Languages side by side
compare-languages = Languages
compare-scroll-together = Scroll together
compare-back = Back to the page
compare-choose = Choose at least one language.
compare-missing = The page does not exist in this language.
compare-not-a-page = This address is not a page of the site.
compare-view = View
compare-view-pages = Pages
compare-view-blocks = Block by block
compare-only-work = Only what there is to do
compare-accept-all = Accept the whole translation
compare-accept-all-minor = Accept all changes as minor
compare-show = Show on the pages
compare-no-text = No translation
compare-no-source = No source any more
compare-no-translation = None of these languages is a translation: choose another one.

## Error pages

error-page-failed-title = The site cannot be shown
error-page-failed-text = Fix what is listed here and save the file. The site then appears here by itself.
error-page-missing-title = Page not found
error-page-missing-text = No page of the site has this address.
error-page-forbidden-title = Request refused
error-page-forbidden-text = The preview only accepts requests for the address shown in the terminal. Open that address.

## Pages that are not published

unpublished-title = This page is not published
unpublished-draft = It is a draft: remove `draft = true` from `{ $file }` to publish it.
unpublished-future = It will be published on { $date }, which is the `date` in `{ $file }`.
unpublished-expired = It has expired: `expires` in `{ $file }` is { $date }.
unpublished-waits = It is to be published in several languages together, and waits for: { $languages }.
unpublished-empty = Nothing that it would list is published.
unpublished-show = Show it in the preview
unpublished-show-text = The preview then shows all drafts, and pages whose day is to come or past, until you hide them in its panel. This publishes nothing.
unpublished-restart = `sapar serve --drafts` shows it.

### Messages of the preview in the browser: the panel, languages side by side, and error pages.

## The panel

panel-title = Алдын ала қарау
panel-open = Алдын ала қарау панелін ашу
panel-close = Жабу
panel-hide = Панельді жасыру
panel-move = Екінші бұрышқа жылжыту
panel-menu-language = Панельдің тілі
panel-guide = Нұсқаулықтар
panel-menu-keys = Пернелер
panel-key-toggle = панельді ашады және жабады (` — Ё пернесі)
panel-key-hide = панельді жасырады және қайта көрсетеді
panel-key-close = панельді жабады

panel-this-page = Осы бет
panel-findings = Назар аудартатын жайттар
panel-rest-of-site = Сайттың қалған бөлігі
panel-site = Бүкіл сайт
panel-nothing-wrong = Мұнда бәрі дұрыс.
panel-checking = Бүкіл сайт тексеріліп жатыр…
panel-severity-error = қате
panel-severity-warning = ескерту
panel-hint = Не істеу керек
panel-place = Редакторда ашу
panel-open-failed = Редакторды ашу мүмкін болмады.
panel-fix = Түзету
panel-fix-all = Осындай { $count } жердің бәрін түзету
panel-fix-before = Қазір
panel-fix-after = Түзетілген соң
panel-fix-more = { $count ->
        [one] тағы { $count } жерде
       *[other] тағы { $count } жерде
    }
panel-fix-failed = Ештеңе түзетілмеді: алдын ала қарау сервері жауап бермеді.
panel-fix-forbidden = Ештеңе істелмеді: мұны тек алдын ала қарау іске қосылған компьютердегі браузерден жасауға болады.
panel-fix-refused = { $reason ->
        [changed] Ештеңе түзетілмеді: файл осы арада өзгерген. Оны қайта қарап шығыңыз.
        [read-only] Ештеңе түзетілмеді: `{ $file }` файлы жазудан қорғалған.
        [second-name] Ештеңе түзетілмеді: `{ $file }` файлының екінші аты бар (қатты сілтеме). Оны редакторда түзетіңіз.
        [not-a-source] Ештеңе түзетілмеді: `{ $file }` сайттың мәтіні емес.
       *[io] Ештеңе түзетілмеді: `{ $file }` файлын жазу мүмкін болмады: { $detail }
    }
panel-fixed = Түзетілді: `{ $file }`, { $line }-жол
panel-fixed-all = { $count } жерде түзетілді: `{ $file }`
panel-undo = Болдырмау
panel-undone = Кері қайтарылды: `{ $file }` бұрынғы қалпында.
panel-undo-refused = { $reason ->
        [changed] Енді кері қайтару мүмкін емес: файл содан бері өзгерген.
        [read-only] Кері қайтару мүмкін емес: `{ $file }` файлы жазудан қорғалған.
        [second-name] Кері қайтару мүмкін емес: `{ $file }` файлының екінші аты бар (қатты сілтеме).
        [not-a-source] Енді кері қайтару мүмкін емес: `{ $file }` файлы жоқ.
       *[io] Кері қайтару мүмкін емес: `{ $file }` файлын жазу мүмкін болмады: { $detail }
    }
panel-count-errors = { $count ->
        [one] { $count } қате
       *[other] { $count } қате
    }
panel-count-warnings = { $count ->
        [one] { $count } ескерту
       *[other] { $count } ескерту
    }
panel-count-more = тағы { $count }

panel-files = Осы беттің файлдары
panel-terms = Осы беттегі терминдер
panel-terms-forbidden = қолданылмайды:
panel-languages = Осы беттің тілдері
panel-compare = Тілдерді қатар қойып салыстыру
panel-not-a-page = Бұл мекенжайды сайттың өзі құрайды, оның құжаты жоқ.
panel-drafts-show = Жоба нұсқасындағы, күні келмеген және мерзімі өткен беттерді көрсету
panel-drafts-hide = Жоба нұсқасындағы, күні келмеген және мерзімі өткен беттерді жасыру
panel-state-draft = жоба нұсқасы
panel-state-future = әлі жарияланбаған
panel-state-expired = мерзімі өткен
panel-state-borrowed = мәтіні басқа тілден алынған
panel-state-stale = соңғы жарамды нұсқасы
panel-state-future-from = жарияланатын күні: { $date }
panel-state-expired-since = мерзімі өткен күн: { $date }
panel-language-own = өз мәтіні бар
panel-language-borrowed = мәтін алынған тіл:
panel-language-draft = жоба нұсқасы
panel-language-missing = жоқ
panel-language-current = осында көрсетілген

panel-notice-stale = Осы бетке қажет файлдардың бірінде қате бар. Қазір беттің соңғы жарамды нұсқасы көрініп тұр; файл түзетілген бойда бет жаңарады.
panel-notice-failed = Сайтты көрсету мүмкін емес. Қате түзетілген бойда бет жаңарады.
panel-notice-gone = Бұл мекенжайда бет жоқ.
panel-notice-pseudo = Барлық мәтін псевдотілде көрсетілген. Өзгеріссіз қалған сөздер үлгіде жазылған, оларды аудару мүмкін емес.
panel-notice-lost = Алдын ала қарау сервері жұмыс істемей тұр. Оны қайта іске қосыңыз, сонда бет өздігінен қосылады.

## Translations

panel-translation = Аударма
panel-translation-from = түпнұсқа тілі:
panel-translation-unrecorded = Бұл аударманың қай мәтіннен жасалғанын әлі ешкім жазбаған, сондықтан оның ескірген-ескірмегені белгісіз.
panel-translation-borrowed = Бұл бет осы тілде әлі жазылмаған.
panel-block-show = Беттен көрсету
panel-block-removed = өшірілді:
panel-block-added = қосылды:
panel-compare-blocks = Үзінді бойынша салыстыру
panel-accept = Қабылдау
panel-accept-title = Аударма түпнұсқаның қазіргі мәтініне сай
panel-accept-minor = Ұсақ түзету деп қабылдау
panel-accept-minor-title = Түпнұсқадағы түзету ешбір тілдегі аударманы өзгертпейді
panel-accepted = { $count } үзінді қабылданды: { $language }
panel-accepted-minor = Ұсақ түзету деп танылды: аударманың { $count } үзіндісі қабылданды
panel-accept-failed = Ештеңе қабылданбады: алдын ала қарау сервері жауап бермеді.
panel-accept-refused = { $reason ->
        [changed] Ештеңе қабылданбады: мәтін осы арада өзгерген. Оны қайта қарап шығыңыз.
        [nothing] Ештеңе қабылданбады: мұнда қабылдайтын ештеңе жоқ.
        [unreadable] Ештеңе қабылданбады: `{ $file }` файлы оқылмайды. Алдымен соны түзетіңіз.
        [read-only] Ештеңе қабылданбады: `{ $file }` файлы жазудан қорғалған.
        [second-name] Ештеңе қабылданбады: `{ $file }` файлының екінші аты бар (қатты сілтеме).
        [not-a-source] Ештеңе қабылданбады: `{ $file }` сайттың мәтіні емес.
       *[io] Ештеңе қабылданбады: `{ $file }` файлын жазу мүмкін болмады: { $detail }
    }

## Languages side by side

compare-title = Тілдерді қатар салыстыру
compare-languages = Тілдер
compare-scroll-together = Бірге айналдыру
compare-back = Бетке оралу
compare-choose = Кемінде бір тілді таңдаңыз.
compare-missing = Бұл бет осы тілде жоқ.
compare-not-a-page = Бұл мекенжайда сайттың беті жоқ.
compare-view = Көрініс
compare-view-pages = Беттер
compare-view-blocks = Үзінділер
compare-only-work = Тек жұмысты қажет ететіндері
compare-accept-all = Аударманы түгел қабылдау
compare-accept-all-minor = Бәрін ұсақ түзету деп қабылдау
compare-show = Беттерден көрсету
compare-no-text = Аудармасы жоқ
compare-no-source = Түпнұсқасы қалмаған
compare-no-translation = Таңдалған тілдердің ішінде аударма жоқ: басқа тілді таңдаңыз.

## Error pages

error-page-failed-title = Сайтты көрсету мүмкін емес
error-page-failed-text = Төменде көрсетілген қателерді түзетіп, файлды сақтаңыз: содан кейін сайт осы жерде өздігінен ашылады.
error-page-missing-title = Мұндай бет жоқ
error-page-missing-text = Сайттың ешбір бетінде мұндай мекенжай жоқ.
error-page-forbidden-title = Сұрау қабылданбады
error-page-forbidden-text = Алдын ала қарау сервері терминалда көрсетілген мекенжайға келген сұрауларды ғана қабылдайды. Сол мекенжайды ашыңыз.

## Pages that are not published

unpublished-title = Бұл бет жарияланбаған
unpublished-draft = Бұл — жоба нұсқасы: жариялау үшін `{ $file }` файлынан `draft = true` жолын өшіріңіз.
unpublished-future = Бет { $date } күні жарияланады: `{ $file }` файлындағы `date` мәні осындай.
unpublished-expired = Беттің мерзімі өткен: `{ $file }` файлындағы `expires` мәні — { $date }.
unpublished-waits = Бет бірнеше тілде қатар жарияланады, күтіп тұрған тілдері: { $languages }.
unpublished-empty = Мұнда тізілетін беттердің ешқайсысы жарияланбаған.
unpublished-show = Алдын ала қарауда көрсету
unpublished-show-text = Содан кейін жоба нұсқасындағы, күні келмеген және мерзімі өткен беттердің бәрі көрініп тұрады; оларды алдын ала қарау панелінен қайта жасыра аласыз. Бұл әрекет сайтта ештеңе жарияламайды.
unpublished-restart = Оны `sapar serve --drafts` пәрменімен көруге болады.

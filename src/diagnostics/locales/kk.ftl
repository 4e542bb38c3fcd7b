### What the program says: diagnostics by their codes (a message and, as `.help`, the remedy), then the rest.

severity-error = қате
severity-warning = ескерту
severity-help = кеңес
did-you-mean = `{ $name }` дегіңіз келді ме?
omitted = осындай тағы { $number } жер бар

## Files

file-not-utf8 = `{ $file }` файлының мәтіні UTF-8 кодтауында емес
    .help = файлды UTF-8 кодтауымен сақтаңыз; көп редакторда ол «Басқаша сақтау» терезесінде таңдалады
file-has-bom = файл байт реті белгісінен (BOM) басталады
    .help = файлды «BOM-сыз UTF-8» түрінде сақтаңыз; бұл жолы белгі ескерілмей оқылды
document-empty = файл бос
    .help = файлды кемінде тақырыбы бар бет басы деректерінен бастаңыз: `+++`, `title = "…"`, `+++`; керек болмаса, файлды жойыңыз
file-too-large = файлдың көлемі { $limit } МБ-тан асады, ал мәтін мұндай үлкен болмайды
    .help = керек файл осы екенін тексеріңіз; сурет пен бейне беттің қасында өз атауы бар бөлек файл болып тұрады
file-unreadable = `{ $file }` файлын оқу мүмкін болмады: { $detail }
    .help = файлға қол жеткізу рұқсаттарын тексеріңіз
file-name-not-unicode = `{ $file }` файлының атауы Юникодта жазылмаған
    .help = файлға кез келген жүйе танитын әріптерден тұратын атау беріңіз
file-name-case = файлдың атауы `{ $name }` болып жазылуы керек
    .help = файлдың атауын өзгертіңіз: жүйе бас әріп пен кіші әріпті айырмаса да, сайт оларды айырады
link-outside-root = `{ $file }` — сайт қалтасынан тыс жерге апаратын символдық сілтеме
    .help = ол апаратын файлдың не қалтаның көшірмесін сайттың ішіне салыңыз
link-cycle = `{ $file }` — өзі тұрған қалтаға қайта апаратын символдық сілтеме
    .help = сілтемені жойыңыз
unknown-language-suffix = сайтта `{ $suffix }` тілі жоқ
    .help = файлды `{ $stem }.LANGUAGE.md` деп атаңыз, мұндағы LANGUAGE — мыналардың бірі: { $languages }; не осы тілді `sapar.toml` файлына қосыңыз
missing-language-suffix = файлдың атауында тіл көрсетілмеген
    .help = файлды `{ $stem }.LANGUAGE.md` деп атаңыз, мұндағы LANGUAGE — мыналардың бірі: { $languages }
duplicate-document = дәл осы бет дәл осы тілде `{ $other }` файлында да бар
    .help = екі файлдың біреуін ғана қалдырыңыз
duplicate-facts = осы беттің деректері `{ $other }` файлында да бар
    .help = бәрін екі файлдың біріне жинаңыз
facts-without-document = бұл деректер ешбір бетке тиесілі емес
    .help = `{ $document }` файлын жазыңыз не бұл файлды жойыңыз

## Front matter, facts and configuration

front-matter-missing = құжат бет басы деректерінен (front matter) басталмайды
    .help = бірінші жол `+++` болсын, оның астына `title = "…"` және жабатын `+++` жолын жазыңыз
front-matter-unclosed = бет басы деректері (front matter) жабылмаған
    .help = бет басы деректері бітіп, мәтін басталатын жерге `{ $marker }` жолын жазыңыз
toml-syntax = TOML оқылмады: { $detail }
    .help = TOML жолы `key = value` түрінде жазылады; мәтін тік тырнақшаға алынады
yaml-syntax = YAML оқылмады: { $detail }
    .help = YAML жолы `key: value` түрінде жазылады; ішінде қос нүкте бар мәтін тырнақшаға алынады
unknown-key = белгісіз кілт: `{ $key }`
    .help = мұнда мына кілттер танылады: { $known }
missing-key = `{ $key }` жетіспейді
    .help = қосыңыз: `{ $key } = …`, ал YAML болса — `{ $key }: …`
wrong-type = `{ $key }` мәні { expected-type } болуы керек, бірақ { found-type }
    .help = былай жазыңыз: `{ $example }`
expected-type = { $expected ->
    [text] мәтін
    [number] сан
    [integer] бүтін сан
    [boolean] `true` немесе `false`
    [date] күнтізбелік күн
    [date-range] күндер аралығы
    [months] айлар тізімі
    [coordinates] координаттар
    [money] ақша сомасы
    [list] тізім
    [table] кесте
   *[other] { $expected }
}
found-type = { $found ->
    [text] мәтін берілген
    [number] сан берілген
    [integer] бүтін сан берілген
    [boolean] `true` немесе `false` берілген
    [date] күнтізбелік күн берілген
    [list] тізім берілген
    [table] кесте берілген
    [null] ештеңе берілмеген
   *[other] { $found } берілген
}
invalid-date = `{ $value }` — дұрыс күн емес
    .help = жылын, айын және күнін жазыңыз: `2026-05-20`
invalid-date-range = аралықтың соңы басынан бұрын тұр
    .help = `from` — бірінші күн, `to` — соңғы күн
out-of-range = `{ $key }` мәні — { $value }, ал рұқсат етілген аралық: { $minimum } … { $maximum }
    .help = санды түзетіңіз
not-an-option = `{ $value }` — `{ $key }` үшін жарамсыз мән
    .help = мыналардың бірін таңдаңыз: { $options }
unknown-kind = белгісіз бет түрі: `{ $kind }`
    .help = белгілі түрлер: { $known }
fact-in-document = `{ $key }` мәні барлық тілде бірдей, сондықтан ол деректер файлында тұруы керек
    .help = оны `{ $facts }` файлына жылжытыңыз
localised-in-facts = `{ $key }` мәні әр тілде әртүрлі, сондықтан ол құжаттарда тұруы керек
    .help = оны `{ $document }` құжатының бет басы деректеріне жылжытыңыз
reference-not-found = `{ $key }` ішінде көрсетілген `{ $path }` деген бет жоқ
    .help = беттің content қалтасындағы жолын жазыңыз, мысалы `/destinations/markakol/`
invalid-slug = `{ $slug }` мекенжайдың бөлігі бола алмайды
    .help = әріп, цифр және дефис қолданыңыз; қиғаш сызық пен бос орын болмасын
slug-unused = басты бет әрқашан `/{ $language }/` мекенжайында тұрады, оның `slug` мәні қолданылмайды
    .help = осы жолды жойыңыз
invalid-alias = `{ $alias }` бұл сайттың бұрынғы мекенжайы бола алмайды
    .help = сайттың түбірінен басталатын жолды жазыңыз, мысалы `/old/address/`
invalid-term = `{ $term }` термин идентификаторы бола алмайды
    .help = латынның кіші әрпінен бастап, латынның кіші әріптерін, цифр мен дефис қолданыңыз; оқырманға көрінетін атау — `{ $taxonomy }-…` хабарламасы
invalid-taxonomy = `{ $taxonomy }` таксономия атауы бола алмайды
    .help = латынның кіші әрпінен бастап, латынның кіші әріптерін, цифр мен дефис қолданыңыз, мысалы `tags`; оқырманға көрінетін атау — идентификаторы сондай хабарлама
taxonomy-is-key = `{ $taxonomy }` кілтінің деректер мен құжаттарда басқа мағынасы бар, таксономия атауы бола алмайды
    .help = басқа атау таңдаңыз, мысалы `tags`
invalid-base-url = `{ $value }` — сайт мекенжайы емес
    .help = мекенжайды толық жазыңыз, мысалы `https://altai.example/` немесе `https://host.example/altai/`
invalid-language-tag = `{ $tag }` — тіл тегі емес
    .help = BCP 47 тегін жазыңыз: `kk`, `zh`, `kk-Arab`
duplicate-language = `{ $other }` және `{ $tag }` тегтері бір тілді білдіреді
    .help = екі кестенің бірін жойыңыз
unknown-language = сайтта `{ $tag }` тілі жоқ
    .help = сайттың тілдері: { $languages }
unknown-theme = `{ $theme }` деген безендіру тақырыбы жоқ
    .help = оны `themes/{ $theme }` қалтасына салыңыз не мыналардың бірін таңдаңыз: { $known }
unknown-section = сайтта `{ $path }` бөлімі жоқ
    .help = қалтаның content қалтасындағы жолын жазыңыз, мысалы `destinations`
no-languages = сайтта бірде-бір тіл көрсетілмеген
    .help = `sapar.toml` файлына әр тіл үшін кесте қосыңыз: `[languages.kk]`, ішінде `name = "Қазақша"`

## The site

duplicate-url = { $origin ->
        [generated] `{ $url }` мекенжайындағы файлды Sapar өзі жасайды
       *[source] `{ $url }` мекенжайы екі жерде берілген: осында және `{ $other }` ішінде
    }
    .help = { $origin ->
        [generated] басқа мекенжай таңдаңыз не файлдың атауын өзгертіңіз
       *[source] біреуінің `slug` не `aliases` мәнін немесе файлының атауын өзгертіңіз
    }
url-differs-by-case = `{ $url }` және `{ $other-url }` (`{ $other }`) мекенжайларының айырмасы — тек бас әріп пен кіші әріпте
    .help = біреуінің атауын өзгертіңіз: Windows пен macOS екеуін бір файлға сақтайды
section-without-index = қалтаның өз беті жоқ
    .help = тақырыбы бар `{ $document }` файлын жазыңыз; оған дейін қалтаның атауы көрсетіледі
term-without-name = `{ $term }` терминінің `{ $language }` тіліндегі атауы жоқ
    .help = `locales/{ $language }/` қалтасындағы файлдардың біріне `{ $message } = …` жолын қосыңыз

## Text

link-not-found = сілтеме ешқайда апармайды: `{ $target }`
    .help = беттің content қалтасындағы жолын тілін көрсетпей жазыңыз, мысалы `/destinations/markakol/`
link-unpublished = `{ $target }` жарияланбаған
    .help = бет — жоба нұсқасы не оның күні әлі келмеген немесе өтіп кеткен: оны жариялаңыз не оған сілтейтін жерді алып тастаңыз; `--drafts` берілсе, ол сайтқа кіреді
anchor-not-found = `{ $page }` бетінде `#{ $anchor }` тақырыпшасы жоқ
    .help = { $known ->
        [0] бетте тақырыпша жоқ
       *[other] беттегі тақырыпшалар: { $anchors }
    }
image-not-found = `{ $path }` суреті табылмады
    .help = файлды беттің қасына қойыңыз не оның content қалтасынан басталатын жолын алдына `/` қойып жазыңыз
image-unreadable = `{ $path }` суретінің өлшемін анықтау мүмкін болмады
    .help = файл шынымен сурет пе, тексеріңіз; өлшемі белгісіз болса, бет жүктелу кезінде секіреді
image-without-alt = `{ $path }` суретінің балама мәтіні жоқ
    .help = { $origin ->
        [facts] бет басы деректеріне суретте не бейнеленгенін жазыңыз: `alt = {"{"} "{ $path }" = "…" {"}"}`
       *[text] шаршы жақшаның ішіне суретте не бейнеленгенін жазыңыз: `![…]({ $path })`
    }
unsafe-link = `{ $scheme }:` түріндегі сілтемелер қауіпсіз емес
    .help = бетке немесе `https://` деп басталатын мекенжайға сілтеме жасаңыз
duplicate-heading-id = екі тақырыпшаның идентификаторы бірдей: `{ $id }`
    .help = біреуіне `{"{"}#…{"}"}` арқылы басқа идентификатор беріңіз
footnote-not-found = `{ $label }` ескертпесінің мәтіні жоқ
    .help = `[^{ $label }]: …` жолын қосыңыз
component-unclosed = `:::{ $name }` компоненті жабылмаған
    .help = компонент бітетін жерге `:::` жолын жазыңыз
component-unopened = бұл `:::` ештеңені жаппайды
    .help = жолды жойыңыз не одан жоғары компонент ашыңыз: `:::name`
component-misplaced = `:::` жолы мұнда жай мәтін болып тұр
    .help = үстінен бос жол қалдырыңыз және оны айналасындағы мәтіннен артық шегіндірмеңіз
component-syntax = жол оқылмады: { $reason ->
        [name] компоненттің атауы жоқ
        [value] `{ $detail }=` дегеннен кейін мән жоқ
        [quote] мәтіннің тырнақшасы жабылмаған
        [duplicate] `{ $detail }` екі рет жазылған
       *[other] түсініксіз бөлік: `{ $detail }`
    }
    .help = былай жазыңыз: `:::name key="text" count=3`
component-unknown = безендіру тақырыбында `{ $name }` компоненті жоқ
    .help = { $count ->
        [0] безендіру тақырыбында бірде-бір компонент жоқ
       *[other] безендіру тақырыбының компоненттері: { $known }
    }
component-unknown-argument = `{ $name }` компонентінде `{ $argument }` аргументі жоқ
    .help = { $count ->
        [0] ол ешқандай аргумент алмайды
       *[other] оның аргументтері: { $known }
    }
component-missing-argument = `{ $name }` компонентіне `{ $argument }` аргументі керек
    .help = былай жазыңыз: `:::{ $name } { $argument }="…"`
component-argument-type = `{ $name }` компонентінің `{ $argument }` аргументі { $expected ->
        [string] мәтін
        [bool] `true` немесе `false`
        [integer] бүтін сан
        [float] сан
        [number] сан
       *[other] { $expected }
    } болуы керек
    .help = мәтін тырнақшаға алынады, сан алынбайды

## Messages

message-syntax = хабарламалар оқылмады: { $detail }
    .help = хабарлама `id = text` түрінде жазылады; мәтінді жалғастыратын жолдар шегініспен басталады
message-duplicate = `{ $id }` хабарламасы екі рет жазылған
    .help = біреуін жойыңыз; соңғысы ғана ескеріледі
message-unknown = `{ $id }` деген хабарлама жоқ
    .help = оны `locales/` қалтасындағы файлға барлық тілде қосыңыз
message-reference = `{ $id }` хабарламасы сілтейтін `{ $reference }` жоқ
    .help = атауын түзетіңіз не хабарламаны қосыңыз
message-unresolvable = `{ $id }` хабарламасын құрау мүмкін емес: { $detail }
    .help = бір-біріне тұйық шеңбермен сілтейтін хабарламалар не түрі келмейтін мән берілген функция бар-жоғын тексеріңіз
message-function = `{ $id }` хабарламасы шақыратын `{ $function }` жоқ
    .help = қолдануға болатын функциялар: NUMBER, DATETIME және LIST
message-missing-argument = `{ $id }` хабарламасына `{ $argument }` аргументі керек
    .help = оны былай беріңіз: `"{ $id }" | t({ $argument }=…)`
message-missing-plural = `{ $id }` хабарламасында мына сан тұлғалары жетіспейді: { $categories }
    .help = `{ $language }` тілінде санның мынадай тұлғалары бар: { $all }
message-unreachable-plural = `{ $id }` хабарламасындағы `{ $category }` тұлғасы еш жерде қолданылмайды
    .help = `{ $language }` тілінде санның мынадай тұлғалары бар: { $all }
message-untranslated = `{ $id }` хабарламасы `{ $language }` тілінде жоқ
    .help = оны `locales/{ $language }/` қалтасындағы файлға қосыңыз; оған дейін `{ $shown }` тіліндегі мәтін көрсетіледі

## Maps

map-syntax = GeoJSON оқылмады: { $detail }
    .help = RFC 7946 бойынша `FeatureCollection` жазыңыз; QGIS сияқты бағдарламалар оны сақтай алады
map-geometry = `{ $kind }` түріндегі нысан { $expected } немесе { $multiple } болуға тиіс және бос болмауы керек
    .help = `geometry` мәнін түзетіңіз немесе басқа `kind` таңдаңыз
map-coordinates = `{ $value }` — Жер бетінде жоқ орын
    .help = алдымен бойлықты (-180 … 180), содан кейін ендікті (-90 … 90) жазыңыз

## Templates

template-syntax = үлгі оқылмады: { $detail }
    .help = үлгінің белгіленген жерін түзетіңіз
template-missing = безендіру тақырыбында `{ $template }` үлгісі жоқ
    .help = `{ $file }` файлын жазыңыз
template-unknown = `{ $name }` деген үлгі жоқ
    .help = безендіру тақырыбының үлгілері: { $known }
template-cycle = үлгілер бірін-бірі шеңбер бойымен кеңейтеді не кірістіреді: { $chain }
    .help = шеңберді үзіңіз
template-unknown-variable = мұнда `{ $name }` айнымалысы жоқ
    .help = { $known ->
        [none] алдымен оның бар-жоғын тексеріңіз: `{"{"}% if … %{"}"}`
       *[other] мұндағы айнымалылар: { $known }
    }
template-unknown-function = `{ $name }` деген функция жоқ
    .help = функциялар: { $known }
template-unknown-filter = `{ $name }` деген сүзгі жоқ
    .help = сүзгілер: { $known }
template-unknown-argument = `{ $name }` `{ $argument }` деген аргумент алмайды
    .help = { $count ->
        [0] ол ешқандай аргумент алмайды
       *[other] оның аргументтері: { $known }
    }
template-unknown-test = `{ $name }` деген тексеру жоқ
    .help = қолдануға болатын тексерулер: `defined`, `undefined`, `string`, `number`, `map`, `array` және Tera жүйесінің басқа тексерулері
template-unknown-component = `{ $name }` деген компонент жоқ
    .help = безендіру тақырыбының компоненттері: { $known }
template-duplicate-component = `{ $name }` компоненті `{ $first }` ішінде де, `{ $second }` ішінде де анықталған
    .help = екеуінің біреуін ғана қалдырыңыз
template-unknown-block = жоғарғы үлгілердің ешқайсысында `{ $name }` блогы жоқ
    .help = блокты кеңейтілетін үлгіге қосыңыз не атауын түзетіңіз
template-failed = `{ $page }` бетінде үлгі қате берді: { $detail }
    .help = үлгінің белгіленген жерін түзетіңіз
asset-not-found = `{ $path }` деген статикалық файл жоқ
    .help = оны сайттың не безендіру тақырыбының `static/` қалтасына салыңыз

## The outside world

site-not-found = `{ $path }` ішінде сайт жоқ: `sapar.toml` табылмады
    .help = сайт қалтасына өтіңіз, оны `--root` арқылы көрсетіңіз не `sapar new site` пәрменімен жаңа сайт бастаңыз
output-is-source = дайын сайтты `{ $path }` қалтасына жазу сайттың өз файлдарын өшіріп жіберер еді
    .help = `--out` арқылы бөлек қалта таңдаңыз, мысалы `public`
output-has-foreign-files = дайын сайтқа арналған `{ $path }` қалтасында Sapar жазбаған файлдар бар, мысалы `{ $file }`
    .help = ештеңе өзгертілген жоқ. Сайтқа тиесілі файлдарды `static/` қалтасына салыңыз; содан кейін бұл қалтаны өзіңіз босатыңыз не `--out` арқылы басқасын таңдаңыз
output-busy = қазір `{ $path }` қалтасына басқа құрастыру жазып жатыр
    .help = ол аяқталғанша күте тұрыңыз
write-failed = `{ $path }` жазылмады: { $detail }
    .help = бос орын мен рұқсаттарды тексеріңіз; соңғы сәтті құрастырылған сайт өзгеріссіз қалды
read-failed = `{ $path }` оқылмады: { $detail }
    .help = оның бар екенін және оқуға рұқсат берілгенін тексеріңіз
cache-not-writable = `{ $path }` кэші жазылмады: { $detail }
    .help = сайт бәрібір құрастырылады, бірақ кейінгі құрастырулар ұзағырақ болады; бос орын мен рұқсаттарды тексеріңіз
cache-not-removable = `{ $path }` өшірілмеді: { $detail }
    .help = оған қол жеткізу рұқсаттарын тексеріңіз; кэштің бір бөлігі ғана өшірілсе де, зияны жоқ
port-unavailable = `{ $host }` мекенжайындағы { $port } портын ашу мүмкін болмады: { $detail }
    .help = `--port` арқылы басқа порт не `--host` арқылы басқа мекенжай таңдаңыз
watch-failed = `{ $path }` қалтасындағы өзгерістерді бақылау мүмкін болмады: { $detail }
    .help = `--poll` қосып көріңіз: сонда өзгерістер қайта-қайта тексеріліп тұрады
already-exists = `{ $path }` бұрыннан бар
    .help = ештеңе өзгертілген жоқ; басқа атау таңдаңыз
invalid-path = `{ $path }` бет жолы бола алмайды
    .help = қалталар мен атауды қиғаш сызықпен бөліп жазыңыз, мысалы `destinations/markakol`
internal-error = `{ $page }` бетінде Sapar бағдарламасының өзінде қате шықты: { $detail }
    .help = бұл — бағдарламаның қатесі: оған себеп болған бетті қоса жіберіп, хабарлауыңызды сұраймыз

## The command line

cli = Қазақ, орыс, қытай және ағылшын тілдері тең қатар тұратын туристік сайттарды құрастырады
cli-usage = Қолданылуы:
cli-commands = Пәрмендер
cli-options = Параметрлер
cli-arguments = Аргументтер
cli-help = Осы анықтаманы көрсету
cli-version = Бағдарламаның нұсқасын көрсету
cli-lang = Бағдарлама хабарламаларының тілі: kk, ru, zh немесе en
cli-build = Серверге жүктеуге дайын сайтты құрастыру
cli-build-root = `sapar.toml` тұрған сайт қалтасы (көрсетілмесе, ағымдағы қалта)
cli-build-out = Дайын сайт жазылатын қалта (көрсетілмесе, сайттың `public` қалтасы)
cli-build-base-url = `base_url` орнына алынатын сайт мекенжайы
cli-build-drafts = Жоба нұсқасындағы беттерді, сондай-ақ күні әлі келмеген не мерзімі өткен беттерді қоса құрастыру
cli-build-now = Бүгінгі деп саналатын күн, мысалы 2026-05-20
cli-build-strict = Ескертулерді қате деп санау
cli-build-format = Жауап пішімі: human (әдепкі) немесе json
cli-build-quiet = Тек қателер мен ескертулерді шығару
cli-serve = Сайтты жазып отырып браузерден көру
cli-serve-root = `sapar.toml` тұрған сайт қалтасы (көрсетілмесе, ағымдағы қалта)
cli-serve-port = Порт нөмірі; бос болмаса, келесі бос порт алынады (көрсетілмесе, 1111)
cli-serve-host = Қай мекенжайда ашылады (көрсетілмесе, 127.0.0.1: тек осы компьютерден көрінеді)
cli-serve-open = Браузерді ашу
cli-serve-follow = Браузерді жаңа ғана сақталған бетке көшіру
cli-serve-drafts = Жоба нұсқасындағы беттерді, сондай-ақ күні әлі келмеген не мерзімі өткен беттерді қоса көрсету
cli-serve-poll = Жүйе өзгерісті хабарламайтын жерде (желілік диск, контейнер) өзгерістерді қайта-қайта тексеру
cli-serve-editor = Файлды керек жолынан ашатын нәрсе: бағдарлама не мекенжай, мысалы {"vscode://file{path}:{line}:{column}"}
cli-clean = Соңғы құрастыруда қолданылмағанды кэштен өшіру
cli-clean-root = `sapar.toml` тұрған сайт қалтасы (көрсетілмесе, ағымдағы қалта)
cli-clean-cache = Бүкіл кэшті өшіру: келесі құрастыру бәрін басынан оқып, қайта жасайды
cli-new = Жаңа бет не сайт бастау
cli-new-page = Сайттың әр тілінде құжаты бар бет бастау
cli-new-page-path = Беттің content қалтасындағы жолы, мысалы destinations/markakol
cli-new-page-root = `sapar.toml` тұрған сайт қалтасы (көрсетілмесе, ағымдағы қалта)
cli-new-site = Жаңа сайт бастау
cli-new-site-folder = Жаңа сайттың қалтасы: жоқ болса, жасалады, бар болса, бос болуы керек

## What commands say

build-progress = Құрастыру
build-pages = { $language }: { $count ->
        [one] { $own } бет
       *[other] { $own } бет
    }{ $borrowed-count ->
        [0] { "" }
        [one] , тағы { $borrowed } бет басқа тілден алынған
       *[other] , тағы { $borrowed } бет басқа тілдерден алынған
    }
serve-ready = Алдын ала қарау: { $url } (тоқтату үшін Ctrl-C)
serve-port-taken = { $taken } порты бос емес, сондықтан { $port } порты алынды.
serve-open-to-network = алдын ала қарауды осы желідегі кез келген адам аша алады; ол сайтты көпшілікке жариялауға арналмаған
serve-polls = қалталар тым көп, жүйе олардың өзгерісін хабарлай алмайды; сондықтан өзгерістер секундына екі рет тексеріледі
serve-errors = { $errors ->
        [one] Сайтта бір қате бар
       *[other] Сайтта { $errors } қате бар
    }; түзетуіңізге қарай алдын ала қарау да жаңарып отырады.
serve-healed = Қателердің бәрі түзетілді.
clean-done = { $count ->
        [0] Өшіретін ештеңе жоқ
        [one] { $files } файл өшірілді ({ $megabytes } МБ)
       *[other] { $files } файл өшірілді ({ $megabytes } МБ)
    }
build-done = { $folder } қалтасында { $count ->
        [one] { $files } файл
       *[other] { $files } файл
    }, { $changed-count ->
        [0] өзгеріс жоқ
       *[other] өзгергені: { $changed }
    } ({ $seconds } с)
error-count = { $errors } қате
warning-count = { $warnings } ескерту
build-warnings = { warning-count }
build-failed = сайт құрастырылмады: { $errors ->
        [0] { warning-count }
       *[other] { $warnings ->
            [0] { error-count }
           *[other] { error-count }, { warning-count }
        }
    }; соңғы сәтті құрастырылған сайт сол күйінде қалды
new-file = { $file }
new-page-next = Бет барлық тілде жоба нұсқасында тұр: тақырыптары мен мәтіндерін жазыңыз, содан кейін `draft = true` жолын алып тастаңыз.
new-site-next = Келесі қадам: `sapar build --root { $folder }`

## Usage

usage-unknown-argument = белгісіз аргумент: `{ $argument }`
usage-unknown-command = белгісіз пәрмен: `{ $argument }`
usage-invalid-value = `{ $value }` — `{ $argument }` үшін жарамсыз мән
usage-missing-value = `{ $argument }` параметрінен кейін мән жазылмаған
usage-missing-argument = `{ $argument }` көрсетілмеген
usage-repeated-argument = `{ $argument }` бірнеше рет берілген
usage-error = пәрмен түсініксіз
usage-values = мыналардың бірін жазыңыз: { $values }
usage-example = былай жазыңыз: { $example }
usage-help = қалай шақырылатынын `{ $command } --help` көрсетеді

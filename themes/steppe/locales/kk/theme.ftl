## Сайт. Сайттың өз атауы оның жеке хабарламаларында беріледі.

site-name = Саяхат

## Беттің жақтауы

skip-to-content = Негізгі мазмұнға өту
main-navigation = Бөлімдер
menu = Бөлімдер
footer-navigation = Сайт туралы
languages = Тіл таңдау
# Бет аударылмаған тілдің қасында тұрады.
not-translated = әзірге аударылмаған
home = Басты бет
breadcrumbs = Сіз осындасыз
feed = Жаңалықтар таспасы (Atom)

## Беттің мәтіні

contents = Осы бетте
published = Жарияланған күні: { DATETIME($date, dateStyle: "long") }
updated = Жаңартылған күні: { DATETIME($date, dateStyle: "long") }
reading-time =
    { $minutes ->
        [one] Оқу уақыты: { NUMBER($minutes) } минут
       *[other] Оқу уақыты: { NUMBER($minutes) } минут
    }
# $reader is the tag of the reader's language, $reader_name its name in itself; $shown and $name are those of the language that the text is in.
borrowed-notice =
    { $reader ->
        [kk] Бұл бет қазақ тіліне әзірге аударылмаған.
       *[other] Бұл беттің мына тілдегі аудармасы әзірге жоқ: { $reader_name }.
    } { $shown ->
        [ru] Төмендегі мәтін орыс тілінде берілген.
        [zh] Төмендегі мәтін қытай тілінде берілген.
        [en] Төмендегі мәтін ағылшын тілінде берілген.
        [kk] Төмендегі мәтін қазақ тілінде берілген.
       *[other] Мәтіннің тілі: { $name }.
    }
draft = Жоба нұсқасы
future = Әлі жарияланбаған
expired = Мерзімі өткен
expired-notice = Бұл беттегі мәлімет ескірген, мерзімі өткен күні: { DATETIME($date, dateStyle: "long") }. Бет анықтама үшін ғана сақталып тұр.
past = Өтіп кетті
neighbours = Алдыңғы және келесі бет
previous-page = Алдыңғы бет
next-page = Келесі бет
read-more = Толығырақ
gallery = Суреттер
credit-illustration = Иллюстрация: { $name }
credit-photograph = Фото: { $name }

# Where a film opens: $service is one of the names below, or a host.
video-watch = Қарау: { $service }
video-youtube = YouTube
video-rutube = Rutube
video-vk = VK Видео
video-bilibili = Bilibili
video-tencent = Tencent Video
video-vimeo = Vimeo

alert-note = Ескертпе
alert-tip = Кеңес
alert-important = Маңызды
alert-warning = Назар аударыңыз
alert-caution = Абайлаңыз
footnotes = Түсіндірмелер
footnote-back = Мәтінге оралу
table = Кесте

## Тізімдер

section-empty = Мұнда әзірге ештеңе жоқ.
pages-count =
    { $count ->
        [one] { NUMBER($count) } бет
       *[other] { NUMBER($count) } бет
    }
nearby = Ең жақын жерлер
distance = түзу сызықпен { NUMBER($kilometers, maximumFractionDigits: 0) }{ "\u00A0" }км
pagination = Тізім беттері
pagination-page = { NUMBER($number) }-бет
pagination-previous = Алдыңғы
pagination-next = Келесі

## Қателер мен көшірілген беттер

not-found-title = Бет табылмады
not-found-text = Мекенжай қате терілген немесе бет басқа жерге көшірілген не жойылған болуы мүмкін.
to-home = Басты бетке өту
redirect-title = Бет көшірілді
redirect-link = Жаңа мекенжайға өту

## Деректер

facts = Қысқаша дерек
fact-region = Өңір
fact-altitude = Теңіз деңгейінен биіктігі
fact-area = Ауданы
fact-depth = Тереңдігі
fact-best-months = Баруға қолайлы кез
fact-border-zone = Шекаралық аймақ
fact-nearest-airport = Ең жақын әуежай
fact-duration = Қанша күн керек
fact-crossings = Шекара өткелдері
fact-service = Қызмет түрі
fact-services = Қызметтер
fact-recurring = Қаншалықты жиі өтеді
fact-location = Координаттары
fact-getting-there = Қалай жетуге болады
fact-state = Жай-күйі
fact-stops = Бағыттағы аялдамалар
fact-mode = Қатынас түрі
fact-joins = Жалғайтын жерлері
fact-dates = Өтетін уақыты
fact-place = Өтетін жері

altitude = { NUMBER($meters) }{ "\u00A0" }м
altitude-about = шамамен { altitude }
area = { NUMBER($square_kilometers) }{ "\u00A0" }км²
area-about = шамамен { area }
# $ns — «north» не «south», $ew — «east» не «west».
coordinates =
    { NUMBER($lat) }°{ "\u00A0" }{ $ns ->
        [south] о.{ "\u00A0" }е.
       *[north] с.{ "\u00A0" }е.
    }, { NUMBER($lon) }°{ "\u00A0" }{ $ew ->
        [west] б.{ "\u00A0" }б.
       *[east] ш.{ "\u00A0" }б.
    }
depth = { NUMBER($meters) }{ "\u00A0" }м
border-zone-permit = Шекаралық аймаққа кіру үшін шетелдік жолаушыға рұқсат керек. Тәртіп өзгеріп тұрады, сондықтан оны алдын ала біліп алыңыз.
map-services = Картадан ашу
# An editor reads this: a component :::map-link says neither.
map-link-without-place = орнын градуспен жазыңыз, lat=48.75 lon=85.75, немесе картадағы сілтемесін беріңіз, src="…"
duration =
    { $days ->
        [one] { NUMBER($days) } күн
       *[other] { NUMBER($days) } күн
    }
stay =
    { $days ->
        [one] Аялдау: { NUMBER($days) } күн
       *[other] Аялдау: { NUMBER($days) } күн
    }
leg =
    { $hours ->
        [one] Жолға шамамен { NUMBER($hours) } сағат кетеді
       *[other] Жолға шамамен { NUMBER($hours) } сағат кетеді
    }
itinerary = Аялдамалар ретімен
# Айларды жазу түрі: «long» — маусым, «short» — мау.
month-length = long
# Months in a row: the best time to come.
months-range = { $first }{ "\u00A0" }— { $last }
date-range = { DATETIME($from, dateStyle: "long") }{ "\u00A0" }— { DATETIME($to, dateStyle: "long") }
time-range = { DATETIME($from, dateStyle: "long") }{ "\u00A0" }— { DATETIME($to, timeStyle: "short") }

region-east-kazakhstan = Шығыс Қазақстан облысы
region-abai = Абай облысы
region-zhetysu = Жетісу облысы
region-almaty = Алматы облысы
region-xinjiang = Шыңжаң

state-planned = Жоспарда
state-open = Ашық
planned = Бұл әзірге жоспар ғана. Жақын арадағы сапарыңызда оған сүйенбеңіз.
planned-route = Бұл бағытпен әзірге жүруге болмайды. Жақын арадағы сапарыңызда оған сүйенбеңіз.
planned-crossing = Бұл өткел әзірге ашылған жоқ. Жақын арадағы сапарыңызда оған сүйенбеңіз.
recurring-yearly = Жыл сайын
# Тізбеде тұрады: «автомобиль және теміржол».
mode-road = автомобиль
mode-rail = теміржол

## Сайттың өз деректері. Деректің атауы — fact-АТАУ хабарламасы, таңдау нұсқасынікі — АТАУ-МӘН, өлшем бірлігінікі — unit-АТАУ.

yes = Иә
no = Жоқ
unit-meter = { NUMBER($number) }{ "\u00A0" }м
unit-kilometer = { NUMBER($number) }{ "\u00A0" }км
unit-square-kilometer = { NUMBER($number) }{ "\u00A0" }км²
unit-hectare = { NUMBER($number) }{ "\u00A0" }га
unit-kilogram = { NUMBER($number) }{ "\u00A0" }кг
unit-liter = { NUMBER($number) }{ "\u00A0" }л
unit-celsius = { NUMBER($number) }{ "\u00A0" }°C
unit-percent = { NUMBER($number) }%
unit-minute = { NUMBER($number) }{ "\u00A0" }мин
unit-hour = { NUMBER($number) }{ "\u00A0" }сағ
unit-day =
    { $number ->
        [one] { NUMBER($number) } күн
       *[other] { NUMBER($number) } күн
    }

## Бет түрлері

kind-destination = Көрікті жер
kind-route = Бағыт
kind-crossing = Шекара өткелі
kind-border-place = Шекарадағы жер
kind-event = Іс-шара
kind-wellness = Сауықтыру
kind-clinic = Клиника
kind-article = Мақала
kind-page = Бет
kind-section = Бөлім

## Тақырыптар

tags = Тақырыптар
tags-eco = Экотуризм
tags-lake = Көлдер
tags-mountains = Таулар
tags-border = Шекара маңы
tags-wellness = Сауықтыру
tags-health = Денсаулық
tags-culture = Мәдениет
tags-history = Тарих
tags-trade = Сауда
tags-rail = Теміржол

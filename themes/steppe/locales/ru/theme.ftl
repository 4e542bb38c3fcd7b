## Сайт. Своё название сайт задаёт в собственных сообщениях.

site-name = Путешествия

## Рамка страницы

skip-to-content = Перейти к содержанию
main-navigation = Разделы
menu = Разделы
footer-navigation = О сайте
languages = Выбор языка
# Рядом с языком, на который страница не переведена.
not-translated = пока не переведено
home = Главная
breadcrumbs = Вы здесь
feed = Лента новостей (Atom)

## Текст страницы

contents = На этой странице
published = Опубликовано { DATETIME($date, dateStyle: "long") }
updated = Обновлено { DATETIME($date, dateStyle: "long") }
reading-time =
    { $minutes ->
        [one] { NUMBER($minutes) } минута чтения
        [few] { NUMBER($minutes) } минуты чтения
        [many] { NUMBER($minutes) } минут чтения
       *[other] { NUMBER($minutes) } минуты чтения
    }
# $reader is the tag of the reader's language, $reader_name its name in itself; $shown and $name are those of the language that the text is in.
borrowed-notice =
    { $reader ->
        [ru] Эта страница пока не переведена на русский язык.
       *[other] Эта страница пока не переведена на этот язык: { $reader_name }.
    } { $shown ->
        [kk] Ниже приводится текст на казахском языке.
        [zh] Ниже приводится текст на китайском языке.
        [en] Ниже приводится текст на английском языке.
        [ru] Ниже приводится текст на русском языке.
       *[other] Язык текста: { $name }.
    }
draft = Черновик
future = Ещё не опубликовано
expired = Неактуально
expired-notice = С { DATETIME($date, dateStyle: "long") } сведения на этой странице неактуальны; она сохранена только для справки.
past = Уже прошло
neighbours = Предыдущая и следующая страницы
previous-page = Предыдущая страница
next-page = Следующая страница
read-more = Подробнее
gallery = Изображения
credit-illustration = Иллюстрация: { $name }
credit-photograph = Фото: { $name }

# Where a film opens: $service is one of the names below, or a host.
video-watch = Смотреть: { $service }
video-youtube = YouTube
video-rutube = Rutube
video-vk = VK Видео
video-bilibili = Bilibili
video-tencent = Tencent Video
video-vimeo = Vimeo

alert-note = Примечание
alert-tip = Совет
alert-important = Важно
alert-warning = Внимание
alert-caution = Осторожно
footnotes = Сноски
footnote-back = Вернуться к тексту
table = Таблица

## Списки

section-empty = Здесь пока ничего нет.
pages-count =
    { $count ->
        [one] { NUMBER($count) } страница
        [few] { NUMBER($count) } страницы
        [many] { NUMBER($count) } страниц
       *[other] { NUMBER($count) } страницы
    }
nearby = Ближайшие места
distance = { NUMBER($kilometers, maximumFractionDigits: 0) }{ "\u00A0" }км по прямой
pagination = Страницы списка
pagination-page = Страница { NUMBER($number) }
pagination-previous = Назад
pagination-next = Вперёд

## Ошибки и переехавшие страницы

not-found-title = Страница не найдена
not-found-text = Возможно, в адресе опечатка или страницу перенесли либо удалили.
to-home = На главную
redirect-title = Страница переехала
redirect-link = Перейти по новому адресу

## Сведения

facts = Коротко
fact-region = Регион
fact-altitude = Высота над уровнем моря
fact-area = Площадь
fact-depth = Глубина
fact-best-months = Лучшие месяцы
fact-border-zone = Пограничная зона
fact-nearest-airport = Ближайший аэропорт
fact-duration = Сколько времени
fact-crossings = Пограничные переходы
fact-service = Услуги
fact-services = Услуги
fact-recurring = Как часто
fact-location = Координаты
fact-getting-there = Как добраться
fact-state = Статус
fact-stops = Остановок
fact-mode = Вид сообщения
fact-joins = Соединяет
fact-dates = Когда
fact-place = Где

altitude = { NUMBER($meters) }{ "\u00A0" }м
altitude-about = около { altitude }
area = { NUMBER($square_kilometers) }{ "\u00A0" }км²
area-about = около { area }
# $ns — «north» или «south», $ew — «east» или «west».
coordinates =
    { NUMBER($lat) }°{ "\u00A0" }{ $ns ->
        [south] ю.{ "\u00A0" }ш.
       *[north] с.{ "\u00A0" }ш.
    }, { NUMBER($lon) }°{ "\u00A0" }{ $ew ->
        [west] з.{ "\u00A0" }д.
       *[east] в.{ "\u00A0" }д.
    }
depth = { NUMBER($meters) }{ "\u00A0" }м
border-zone-permit = Иностранцам для въезда в пограничную зону нужен пропуск. Узнайте о нём заранее: правила меняются.
map-services = Открыть на карте
# An editor reads this: a component :::map-link says neither.
map-link-without-place = укажите место в градусах, lat=48.75 lon=85.75, или его адрес на карте, src="…"
duration =
    { $days ->
        [one] { NUMBER($days) } день
        [few] { NUMBER($days) } дня
        [many] { NUMBER($days) } дней
       *[other] { NUMBER($days) } дня
    }
stay =
    { $days ->
        [one] Остановка на { NUMBER($days) } день
        [few] Остановка на { NUMBER($days) } дня
        [many] Остановка на { NUMBER($days) } дней
       *[other] Остановка на { NUMBER($days) } дня
    }
leg =
    { $hours ->
        [one] Около { NUMBER($hours) } часа в пути
        [few] Около { NUMBER($hours) } часов в пути
        [many] Около { NUMBER($hours) } часов в пути
       *[other] Около { NUMBER($hours) } часа в пути
    }
itinerary = Маршрут по остановкам
# Как писать месяцы: «long» — июнь, «short» — июнь, сент.
month-length = long
# Months in a row: the best time to come.
months-range = { $first }{ "\u00A0" }— { $last }
date-range = { DATETIME($from, dateStyle: "long") }{ "\u00A0" }— { DATETIME($to, dateStyle: "long") }
time-range = { DATETIME($from, dateStyle: "long") }{ "\u00A0" }— { DATETIME($to, timeStyle: "short") }

region-east-kazakhstan = Восточно-Казахстанская область
region-abai = Область Абай
region-zhetysu = Область Жетысу
region-almaty = Алматинская область
region-xinjiang = Синьцзян

state-planned = Планируется
state-open = Открыт
planned = Это пока только планируется. Не рассчитывайте на это в ближайшей поездке.
planned-route = Проехать по этому маршруту пока нельзя. Не включайте его в план ближайшей поездки.
planned-crossing = Этот переход пока не действует. Не рассчитывайте на него в ближайшей поездке.
recurring-yearly = Ежегодно
# Стоят в перечислении: «автомобильное и железнодорожное».
mode-road = автомобильное
mode-rail = железнодорожное

## Собственные сведения сайта. Название сведения — сообщение fact-ИМЯ, варианта выбора — ИМЯ-ЗНАЧЕНИЕ, единицы — unit-ИМЯ.

yes = Да
no = Нет
unit-meter = { NUMBER($number) }{ "\u00A0" }м
unit-kilometer = { NUMBER($number) }{ "\u00A0" }км
unit-square-kilometer = { NUMBER($number) }{ "\u00A0" }км²
unit-hectare = { NUMBER($number) }{ "\u00A0" }га
unit-kilogram = { NUMBER($number) }{ "\u00A0" }кг
unit-liter = { NUMBER($number) }{ "\u00A0" }л
unit-celsius = { NUMBER($number) }{ "\u00A0" }°C
unit-percent = { NUMBER($number) }{ "\u00A0" }%
unit-minute = { NUMBER($number) }{ "\u00A0" }мин
unit-hour = { NUMBER($number) }{ "\u00A0" }ч
unit-day =
    { $number ->
        [one] { NUMBER($number) } день
        [few] { NUMBER($number) } дня
        [many] { NUMBER($number) } дней
       *[other] { NUMBER($number) } дня
    }

## Виды страниц

kind-destination = Место
kind-route = Маршрут
kind-crossing = Пограничный переход
kind-border-place = Место на границе
kind-event = Событие
kind-wellness = Оздоровление
kind-clinic = Клиника
kind-article = Статья
kind-page = Страница
kind-section = Раздел

## Темы

tags = Темы
tags-eco = Экотуризм
tags-lake = Озёра
tags-mountains = Горы
tags-border = Приграничье
tags-wellness = Оздоровление
tags-health = Здоровье
tags-culture = Культура
tags-history = История
tags-trade = Торговля
tags-rail = Железные дороги

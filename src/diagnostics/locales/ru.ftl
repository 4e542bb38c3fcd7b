### What the program says: diagnostics by their codes (a message and, as `.help`, the remedy), then the rest.

severity-error = ошибка
severity-warning = предупреждение
severity-help = подсказка
did-you-mean = возможно, вы имели в виду `{ $name }`?
omitted = и ещё { $count ->
        [one] { $number } такое место
        [few] { $number } таких места
        [many] { $number } таких мест
       *[other] { $number } такого места
    }

## Files

file-not-utf8 = текст в `{ $file }` не в кодировке UTF-8
    .help = сохраните файл в кодировке UTF-8; в большинстве редакторов её выбирают в окне «Сохранить как»
file-has-bom = файл начинается с метки порядка байтов (BOM)
    .help = сохраните файл как «UTF-8 без BOM»; на этот раз метка пропущена при чтении
document-empty = файл пуст
    .help = начните с шапки документа (front matter), где есть хотя бы заголовок: `+++`, `title = "…"`, `+++`; или удалите файл
file-too-large = файл больше { $limit } МБ, а текстов такого размера не бывает
    .help = проверьте, тот ли это файл; изображения и видео кладут рядом со страницей отдельными файлами под своими именами
file-unreadable = не удалось прочитать `{ $file }`: { $detail }
    .help = проверьте права доступа к файлу
file-name-not-unicode = имя файла `{ $file }` записано не в Юникоде
    .help = дайте файлу имя из букв, которые понимает любая система
file-name-case = имя файла нужно писать `{ $name }`
    .help = переименуйте файл: заглавные и строчные буквы различаются, даже если система их не различает
link-outside-root = `{ $file }` — символическая ссылка, ведущая за пределы папки сайта
    .help = скопируйте в папку сайта то, на что она ведёт
link-cycle = `{ $file }` — символическая ссылка, ведущая обратно в папку, где она лежит
    .help = удалите ссылку
content-missing = на сайте нет папки `{ $file }`
    .help = без неё исчезли бы все страницы; восстановите её или укажите нужный сайт через `--root`
unknown-language-suffix = на сайте нет языка `{ $suffix }`
    .help = назовите файл `{ $stem }.LANGUAGE.md`, где LANGUAGE — один из языков: { $languages }; или добавьте язык в `sapar.toml`
missing-language-suffix = в имени файла не указан язык
    .help = назовите файл `{ $stem }.LANGUAGE.md`, где LANGUAGE — один из языков: { $languages }
duplicate-document = та же страница на том же языке есть и в `{ $other }`
    .help = оставьте только один из двух файлов
duplicate-facts = факты этой страницы записаны и в `{ $other }`
    .help = соберите их все в одном из двух файлов
facts-without-document = эти факты не относятся ни к одной странице
    .help = создайте `{ $document }` или удалите этот файл

## Front matter, facts and configuration

front-matter-missing = документ не начинается с шапки (front matter)
    .help = первой строкой поставьте `+++`, ниже напишите `title = "…"` и закрывающую строку `+++`
front-matter-unclosed = шапка документа (front matter) не закрыта
    .help = напишите строку `{ $marker }` там, где заканчивается шапка и начинается текст
toml-syntax = не удалось прочитать TOML: { $detail }
    .help = строка TOML имеет вид `key = value`; тексты пишут в прямых кавычках
yaml-syntax = не удалось прочитать YAML: { $detail }
    .help = строка YAML имеет вид `key: value`; текст с двоеточием внутри берут в кавычки
unknown-key = неизвестный ключ `{ $key }`
    .help = здесь допустимы ключи: { $known }
missing-key = не хватает `{ $key }`
    .help = добавьте `{ $key } = …`, а в YAML — `{ $key }: …`
wrong-type = в `{ $key }` { expected-type }, а { found-type }
    .help = напишите так: `{ $example }`
expected-type = { $expected ->
    [text] нужен текст
    [number] нужно число
    [integer] нужно целое число
    [boolean] нужно `true` или `false`
    [date] нужна дата
    [date-range] нужен период с первым и последним днём
    [months] нужен список месяцев
    [coordinates] нужны координаты
    [money] нужна денежная сумма
    [list] нужен список
    [table] нужна таблица
   *[other] нужно { $expected }
}
found-type = { $found ->
    [text] указан текст
    [number] указано число
    [integer] указано целое число
    [boolean] указано `true` или `false`
    [date] указана дата
    [list] указан список
    [table] указана таблица
    [null] ничего не указано
   *[other] указано { $found }
}
invalid-date = `{ $value }` — не дата
    .help = укажите год, месяц и день: `2026-05-20`
invalid-date-range = период заканчивается раньше, чем начинается
    .help = `from` — первый день, `to` — последний
out-of-range = значение `{ $key }` — { $value }, а должно быть от { $minimum } до { $maximum }
    .help = исправьте число
not-an-option = `{ $value }` — недопустимое значение для `{ $key }`
    .help = выберите одно из значений: { $options }
unknown-kind = неизвестный вид страницы `{ $kind }`
    .help = известные виды: { $known }
fact-in-document = значение `{ $key }` одинаково на всех языках, его место — в фактах
    .help = перенесите его в `{ $facts }`
localised-in-facts = значение `{ $key }` на каждом языке своё, его место — в документах
    .help = перенесите его в шапку документа `{ $document }`
reference-not-found = `{ $key }` указывает на `{ $path }`, но такой страницы нет
    .help = укажите путь страницы внутри папки content, например `/destinations/markakol/`
invalid-slug = `{ $slug }` не может быть частью адреса
    .help = используйте буквы, цифры и дефисы, без косых черт и пробелов
slug-unused = главная страница всегда стоит по адресу `/{ $language }/`, её `slug` не используется
    .help = удалите эту строку
invalid-alias = `{ $alias }` не может быть прежним адресом на этом сайте
    .help = укажите путь от корня сайта, например `/old/address/`
invalid-term = `{ $term }` не может быть идентификатором термина
    .help = начните со строчной латинской буквы и используйте строчные латинские буквы, цифры и дефисы; название, которое видят читатели, задаёт сообщение `{ $taxonomy }-…`
invalid-taxonomy = `{ $taxonomy }` не может быть именем таксономии
    .help = начните со строчной латинской буквы и используйте строчные латинские буквы, цифры и дефисы, например `tags`; название, которое видят читатели, задаёт сообщение с тем же именем
taxonomy-is-key = `{ $taxonomy }` имеет в фактах или документах другое значение и не может быть именем таксономии
    .help = выберите другое имя, например `tags`
invalid-base-url = `{ $value }` — не адрес сайта
    .help = укажите адрес полностью, например `https://altai.example/` или `https://host.example/altai/`
invalid-language-tag = `{ $tag }` — не языковой тег
    .help = укажите тег BCP 47: `kk`, `zh`, `kk-Arab`
duplicate-language = теги `{ $other }` и `{ $tag }` обозначают один и тот же язык
    .help = удалите одну из двух таблиц
unknown-language = на сайте нет языка `{ $tag }`
    .help = языки сайта: { $languages }
unknown-theme = темы оформления `{ $theme }` нет
    .help = положите её в `themes/{ $theme }` или выберите одну из имеющихся: { $known }
unknown-section = на сайте нет раздела `{ $path }`
    .help = укажите путь папки внутри папки content, например `destinations`
no-languages = у сайта не задано ни одного языка
    .help = добавьте в `sapar.toml` таблицу для каждого языка: `[languages.kk]` с `name = "Қазақша"`

## The site

duplicate-url = { $origin ->
        [generated] файл по адресу `{ $url }` Sapar создаёт сам
       *[source] адрес `{ $url }` повторяется: здесь и в `{ $other }`
    }
    .help = { $origin ->
        [generated] выберите другой адрес либо переименуйте файл
       *[source] измените `slug` или `aliases` в одном из двух мест либо переименуйте один из файлов
    }
url-differs-by-case = адреса `{ $url }` и `{ $other-url }` (из `{ $other }`) различаются только заглавными и строчными буквами
    .help = измените один из них: в Windows и macOS оба попадут в один файл
section-without-index = у папки нет собственной страницы
    .help = создайте `{ $document }` с заголовком; до тех пор показывается имя папки
place-without-name = у места `{ $page }` нет названия; языки: { $languages }
    .help = текст страницы на них ещё не написан: добавьте название в её факты, `names = {"{"} { $first } = "…" {"}"}`
term-without-name = у термина `{ $term }` нет названия на языке `{ $language }`
    .help = добавьте `{ $message } = …` в один из файлов в `locales/{ $language }/`

## Text

link-not-found = ссылка никуда не ведёт: `{ $target }`
    .help = укажите путь страницы внутри папки content, без языка, например `/destinations/markakol/`
link-unpublished = `{ $target }` не опубликовано
    .help = страница — черновик, либо её дата ещё не наступила или уже прошла: пока она не опубликована, текст здесь стоит без ссылки; с `--drafts` страница входит в сайт
anchor-not-found = на странице `{ $page }` нет заголовка `#{ $anchor }`
    .help = { $known ->
        [0] на этой странице нет заголовков
       *[other] заголовки этой страницы: { $anchors }
    }
image-not-found = изображение `{ $path }` не найдено
    .help = положите файл рядом со страницей или укажите путь к нему от папки content, начиная с `/`
image-unreadable = не удалось определить размер изображения `{ $path }`
    .help = проверьте, действительно ли этот файл — изображение; если размер неизвестен, страница «прыгает» при загрузке
image-without-alt = у изображения `{ $path }` нет альтернативного текста
    .help = { $origin ->
        [facts] опишите в шапке документа (front matter), что на нём показано: `alt = {"{"} "{ $path }" = "…" {"}"}`
       *[text] опишите в квадратных скобках, что на нём показано: `![…]({ $path })`
    }
unsafe-link = ссылки вида `{ $scheme }:` небезопасны
    .help = сошлитесь на страницу или на адрес, который начинается с `https://`
duplicate-heading-id = у двух заголовков один и тот же идентификатор `{ $id }`
    .help = дайте одному из них другой идентификатор в `{"{"}#…{"}"}`
footnote-not-found = у сноски `{ $label }` нет текста
    .help = добавьте строку `[^{ $label }]: …`
component-unclosed = компонент `:::{ $name }` не закрыт
    .help = напишите строку `:::` там, где он заканчивается
component-unopened = эта строка `:::` ничего не закрывает
    .help = удалите её или откройте выше компонент: `:::name`
component-misplaced = строка `:::` здесь — обычный текст
    .help = оставьте над ней пустую строку и не сдвигайте её вправо дальше соседнего текста
component-syntax = не удалось прочитать строку: { $reason ->
        [name] у компонента нет имени
        [value] нет значения после `{ $detail }=`
        [quote] у текста нет закрывающей кавычки
        [duplicate] `{ $detail }` встречается дважды
       *[other] непонятный фрагмент `{ $detail }`
    }
    .help = напишите так: `:::name key="text" count=3`
component-unknown = в теме оформления нет компонента `{ $name }`
    .help = { $count ->
        [0] в теме оформления нет ни одного компонента
       *[other] компоненты темы оформления: { $known }
    }
component-unknown-argument = у компонента `{ $name }` нет аргумента `{ $argument }`
    .help = { $count ->
        [0] у него нет аргументов
       *[other] его аргументы: { $known }
    }
component-missing-argument = компоненту `{ $name }` нужен аргумент `{ $argument }`
    .help = напишите `:::{ $name } { $argument }="…"`
component-argument-type = в аргументе `{ $argument }` компонента `{ $name }` { $expected ->
        [string] нужен текст
        [bool] нужно `true` или `false`
        [integer] нужно целое число
        [float] нужно число
        [number] нужно число
       *[other] нужно { $expected }
    }
    .help = тексты пишут в кавычках, числа — без кавычек

## Messages

message-syntax = не удалось прочитать сообщения: { $detail }
    .help = сообщение имеет вид `id = text`; строки, продолжающие текст, начинают с отступа
message-duplicate = сообщение `{ $id }` встречается дважды
    .help = удалите одно из двух; действует последнее
message-unknown = сообщения `{ $id }` нет
    .help = добавьте его в один из файлов в `locales/` — на каждом языке
message-reference = сообщение `{ $id }` ссылается на `{ $reference }`, но такого имени нет
    .help = исправьте имя или добавьте недостающее сообщение
message-unresolvable = сообщение `{ $id }` не удаётся собрать: { $detail }
    .help = проверьте, не ссылаются ли сообщения друг на друга по кругу и не получает ли функция значение неподходящего типа
message-function = сообщение `{ $id }` вызывает функцию `{ $function }`, которой нет
    .help = доступны функции NUMBER, DATETIME и LIST
message-missing-argument = сообщению `{ $id }` нужен аргумент `{ $argument }`
    .help = передайте его: `"{ $id }" | t({ $argument }=…)`
message-missing-plural = в сообщении `{ $id }` не хватает форм числа: { $categories }
    .help = в языке `{ $language }` есть такие формы числа: { $all }
message-unreachable-plural = форма `{ $category }` сообщения `{ $id }` никогда не используется
    .help = в языке `{ $language }` есть такие формы числа: { $all }
message-untranslated = сообщения `{ $id }` нет на языке `{ $language }`
    .help = добавьте его в один из файлов в `locales/{ $language }/`; до тех пор показывается текст на языке `{ $shown }`

## Maps

map-syntax = не удалось прочитать GeoJSON: { $detail }
    .help = напишите `FeatureCollection` по RFC 7946; её умеют сохранять такие программы, как QGIS
map-geometry = объект вида `{ $kind }` должен быть { $expected } или { $multiple } и не может быть пустым
    .help = исправьте `geometry` или выберите другой `kind`
map-coordinates = `{ $value }` — такого места на Земле нет
    .help = сначала пишут долготу, от -180 до 180, затем широту, от -90 до 90

## Templates

template-syntax = не удалось прочитать шаблон: { $detail }
    .help = исправьте шаблон в отмеченном месте
template-missing = в теме оформления нет шаблона `{ $template }`
    .help = создайте `{ $file }`
template-unknown = шаблона `{ $name }` нет
    .help = шаблоны темы оформления: { $known }
template-cycle = шаблоны расширяют или подключают друг друга по кругу: { $chain }
    .help = разорвите этот круг
template-unknown-variable = здесь нет переменной `{ $name }`
    .help = { $known ->
        [none] сначала проверьте, есть ли она: `{"{"}% if … %{"}"}`
       *[other] переменные, доступные здесь: { $known }
    }
template-unknown-function = функции `{ $name }` нет
    .help = доступные функции: { $known }
template-unknown-filter = фильтра `{ $name }` нет
    .help = доступные фильтры: { $known }
template-unknown-argument = `{ $name }` не принимает аргумента `{ $argument }`
    .help = { $count ->
        [0] аргументов здесь нет
       *[other] допустимые аргументы: { $known }
    }
template-unknown-test = теста `{ $name }` нет
    .help = доступны тесты `defined`, `undefined`, `string`, `number`, `map`, `array` и другие тесты Tera
template-unknown-component = компонента `{ $name }` нет
    .help = компоненты темы оформления: { $known }
template-duplicate-component = компонент `{ $name }` определён и в `{ $first }`, и в `{ $second }`
    .help = оставьте одно из двух определений
template-unknown-block = ни в одном из вышестоящих шаблонов нет блока `{ $name }`
    .help = добавьте блок в расширяемый шаблон или исправьте имя
template-failed = шаблон не сработал на странице `{ $page }`: { $detail }
    .help = исправьте шаблон в отмеченном месте
asset-not-found = статического файла `{ $path }` нет
    .help = положите его в `static/` сайта или темы оформления

## The outside world

site-not-found = в `{ $path }` нет сайта: не найден `sapar.toml`
    .help = перейдите в папку сайта, укажите её через `--root` или создайте новый сайт командой `sapar new site`
output-is-source = запись готового сайта в папку `{ $path }` уничтожила бы его исходные файлы
    .help = выберите через `--out` отдельную папку, например `public`
output-has-foreign-files = в папке готового сайта `{ $path }` есть файлы, созданные не программой Sapar, например `{ $file }`
    .help = ничего не изменено. Файлы, которые относятся к сайту, положите в `static/`; затем очистите папку сами или выберите другую через `--out`. Если всё в ней записано прежней сборкой, добавьте `--adopt`
output-busy = в `{ $path }` сейчас записывает файлы другая сборка
    .help = дождитесь её окончания
state-not-folder = `{ $path }` должна быть служебной папкой Sapar, но это файл или символическая ссылка
    .help = ничего не изменено. Удалите её или выберите другую папку через `--out`
manifest-damaged = манифест `{ $path }` повреждён: по нему уже нельзя узнать, какие файлы в `{ $folder }` записаны программой Sapar
    .help = ничего не изменено. Добавьте `--adopt`, чтобы принять папку, если эта сборка записала бы ровно те файлы, что в ней лежат; остальные будут перечислены
manifest-version = манифест `{ $path }` папки `{ $folder }` записан другой версией Sapar (формат { $version })
    .help = ничего не изменено. Используйте ту версию Sapar или добавьте `--adopt`, чтобы принять папку, если эта сборка записала бы ровно те файлы, что в ней лежат; остальные будут перечислены
adopt-refused = папку `{ $path }` нельзя принять. Файлов в ней, которых эта сборка не записала бы: { $count } ({ $files })
    .help = ничего не изменено. Переместите эти файлы из папки или удалите их, затем снова запустите сборку с `--adopt`
many-removals = эта сборка удалила бы { $removed } из { $published } опубликованных страниц
    .help = ничего не удалено. Проверьте, не пропало ли что-нибудь из `content/`; если страницы и правда нужно убрать, добавьте `--allow-removals`
output-file-found = пока сайт собирался, кто-то положил в папку готового сайта файл `{ $file }`; теперь он лежит в `{ $path }`
    .help = Sapar не удаляет файлы, которые не записывал. Если файл относится к сайту, положите его в `static/`, а отсюда уберите
publish-interrupted = сайт в `{ $path }` заменён лишь частично: { $detail }
    .help = устраните причину и запустите сборку снова: она завершит замену
write-failed = не удалось записать `{ $path }`: { $detail }
    .help = проверьте свободное место и права доступа; последний удачно собранный сайт не тронут
read-failed = не удалось прочитать `{ $path }`: { $detail }
    .help = проверьте, что такой путь существует и доступен для чтения
cache-not-writable = не удалось записать кэш `{ $path }`: { $detail }
    .help = сайт всё равно собирается, но следующие сборки будут дольше; проверьте свободное место и права доступа
cache-not-removable = не удалось удалить `{ $path }`: { $detail }
    .help = проверьте права доступа; если кэш удалён лишь частично, это не страшно
port-unavailable = не удалось открыть порт { $port } по адресу `{ $host }`: { $detail }
    .help = выберите другой порт через `--port` или другой адрес через `--host`
watch-failed = не удаётся следить за изменениями в папке `{ $path }`: { $detail }
    .help = попробуйте `--poll`: тогда изменения проверяются снова и снова
already-exists = `{ $path }` уже существует
    .help = ничего не изменено; выберите другое имя
invalid-path = `{ $path }` не может быть путём страницы
    .help = укажите папки и имя через косую черту, например `destinations/markakol`
internal-error = сбой в самой программе Sapar на странице `{ $page }`: { $detail }
    .help = это ошибка программы: сообщите о ней, пожалуйста, и приложите страницу, на которой она возникла

## The command line

cli = Собирает туристические сайты, где казахский, русский, китайский и английский языки равноправны
cli-usage = Использование:
cli-commands = Команды
cli-options = Параметры
cli-arguments = Аргументы
cli-help = Показать эту справку
cli-version = Показать версию
cli-lang = Язык сообщений программы: kk, ru, zh или en
cli-build = Собрать сайт, готовый к выгрузке на сервер
cli-build-root = Папка сайта, в которой лежит `sapar.toml` (по умолчанию — текущая)
cli-build-out = Папка для готового сайта (по умолчанию — `public` в папке сайта)
cli-build-base-url = Адрес сайта вместо `base_url`
cli-build-drafts = Включить черновики, а также страницы, дата которых ещё не наступила или срок которых истёк
cli-build-now = День, который считать сегодняшним, например 2026-05-20
cli-build-strict = Считать предупреждения ошибками
cli-build-format = Формат вывода: human (по умолчанию) или json
cli-build-quiet = Выводить только ошибки и предупреждения
cli-build-in-place = Заменять опубликованные файлы по одному, не меняя папки местами (для точек монтирования и серверов, которые держат папку открытой)
cli-build-adopt = Принять папку готового сайта, манифест которой утрачен, если эта сборка записала бы ровно те же файлы
cli-build-allow-removals = Разрешить удаление более половины опубликованных страниц
cli-serve = Показывать сайт в браузере, пока вы пишете
cli-serve-root = Папка сайта, в которой лежит `sapar.toml` (по умолчанию — текущая)
cli-serve-port = Порт; если он занят — следующий свободный (по умолчанию — 1111)
cli-serve-host = Адрес, по которому открыт предпросмотр (по умолчанию — 127.0.0.1: только этот компьютер)
cli-serve-open = Открыть браузер
cli-serve-follow = Переводить браузер на только что сохранённую страницу
cli-serve-drafts = Показывать и черновики, и страницы, дата которых ещё не наступила или срок которых истёк
cli-serve-poll = Проверять изменения снова и снова, если система о них не сообщает (сетевые диски, контейнеры)
cli-serve-editor = Чем открыть файл на нужной строке: программа или адрес, например {"vscode://file{path}:{line}:{column}"}
cli-clean = Удалить из кэша то, что не понадобилось последней сборке
cli-clean-root = Папка сайта, в которой лежит `sapar.toml` (по умолчанию — текущая)
cli-clean-cache = Удалить весь кэш: следующая сборка прочитает и создаст всё заново
cli-new = Создать новую страницу или новый сайт
cli-new-page = Создать страницу: по документу на каждом языке сайта
cli-new-page-path = Путь страницы внутри папки content, например destinations/markakol
cli-new-page-root = Папка сайта, в которой лежит `sapar.toml` (по умолчанию — текущая)
cli-new-site = Создать новый сайт
cli-new-site-folder = Папка для нового сайта: если её нет, она будет создана, если есть — должна быть пустой

## What commands say

build-in-place-mount = `{ $folder }` — точка монтирования, поэтому файлы заменены по одному.
build-in-place-parent = В папку, где находится `{ $folder }`, нельзя записывать, поэтому файлы заменены по одному.
build-in-place-refused = Система не даёт поменять папку `{ $folder }` местами с новой, поэтому файлы заменены по одному.
build-progress = Сборка
build-pages = { $language }: { $count ->
        [one] { $own } страница
        [few] { $own } страницы
        [many] { $own } страниц
       *[other] { $own } страницы
    }{ $borrowed-count ->
        [0] { "" }
        [one] , ещё { $borrowed } показана на другом языке
        [few] , ещё { $borrowed } показаны на других языках
        [many] , ещё { $borrowed } показано на других языках
       *[other] , ещё { $borrowed } показаны на других языках
    }
serve-ready = Предпросмотр: { $url } (завершить — Ctrl-C)
serve-port-taken = Порт { $taken } занят, поэтому выбран порт { $port }.
serve-open-to-network = предпросмотр доступен всем в этой сети; для публикации сайта он не предназначен
serve-polls = система не может сообщать об изменениях в таком числе папок, поэтому они проверяются дважды в секунду
serve-errors = { $errors ->
        [one] На сайте { $errors } ошибка
        [few] На сайте { $errors } ошибки
        [many] На сайте { $errors } ошибок
       *[other] На сайте { $errors } ошибки
    }; исправляйте их — предпросмотр обновится сам.
serve-healed = Все ошибки исправлены.
clean-done = { $count ->
        [0] Удалять нечего
        [one] Удалён { $files } файл ({ $megabytes } МБ)
        [few] Удалено { $files } файла ({ $megabytes } МБ)
        [many] Удалено { $files } файлов ({ $megabytes } МБ)
       *[other] Удалено { $files } файла ({ $megabytes } МБ)
    }
build-done = { $count ->
        [one] { $files } файл
        [few] { $files } файла
        [many] { $files } файлов
       *[other] { $files } файла
    } в { $folder }, { $changed-count ->
        [0] изменений нет
       *[other] изменено: { $changed }
    } ({ $seconds } с)
error-count = { $errors ->
        [one] { $errors } ошибка
        [few] { $errors } ошибки
        [many] { $errors } ошибок
       *[other] { $errors } ошибки
    }
warning-count = { $warnings ->
        [one] { $warnings } предупреждение
        [few] { $warnings } предупреждения
        [many] { $warnings } предупреждений
       *[other] { $warnings } предупреждения
    }
build-warnings = { warning-count }
build-failed = сайт не собран: { $errors ->
        [0] { warning-count }
       *[other] { $warnings ->
            [0] { error-count }
           *[other] { error-count }, { warning-count }
        }
    }; последний удачно собранный сайт остался без изменений
new-file = { $file }
new-page-next = Страница создана как черновик на всех языках: впишите заголовки и тексты, затем уберите `draft = true`.
new-site-next = Дальше: `sapar build --root { $folder }`

## Usage

usage-unknown-argument = неизвестный аргумент `{ $argument }`
usage-unknown-command = неизвестная команда `{ $argument }`
usage-invalid-value = `{ $value }` — недопустимое значение для `{ $argument }`
usage-missing-value = после `{ $argument }` не указано значение
usage-missing-argument = не указано: `{ $argument }`
usage-repeated-argument = `{ $argument }` указан несколько раз
usage-error = команда не распознана
usage-values = укажите одно из значений: { $values }
usage-example = напишите так: { $example }
usage-help = `{ $command } --help` покажет, как вызывать команду

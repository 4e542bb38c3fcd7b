### Messages of the preview in the browser: the panel, languages side by side, and error pages.

## The panel

panel-title = Предпросмотр
panel-open = Открыть панель предпросмотра
panel-close = Закрыть
panel-hide = Скрыть панель
panel-move = Переместить в другой угол
panel-menu-language = Язык панели
panel-guide = Руководства
panel-menu-keys = Клавиши
panel-key-toggle = открывает и закрывает панель (` — клавиша Ё)
panel-key-hide = скрывает панель и возвращает её
panel-key-close = закрывает панель

panel-this-page = Эта страница
panel-findings = Стоит взглянуть
panel-rest-of-site = Остальной сайт
panel-site = Сайт
panel-nothing-wrong = Здесь всё в порядке.
panel-checking = Идёт проверка всего сайта…
panel-severity-error = ошибка
panel-severity-warning = предупреждение
panel-hint = Что делать
panel-place = Открыть в редакторе
panel-open-failed = Не удалось открыть редактор.
panel-fix = Исправить
panel-fix-all = Исправить все похожие места ({ $count })
panel-fix-before = Сейчас
panel-fix-after = Станет
panel-fix-more = и ещё { $count ->
        [one] { $count } место
        [few] { $count } места
        [many] { $count } мест
       *[other] { $count } места
    }
panel-fix-failed = Ничего не исправлено: сервер предпросмотра не ответил.
panel-fix-forbidden = Ничего не сделано: это можно сделать только в браузере на том компьютере, где запущен предпросмотр.
panel-fix-refused = { $reason ->
        [changed] Ничего не исправлено: файл за это время изменился. Посмотрите на него ещё раз.
        [read-only] Ничего не исправлено: файл `{ $file }` защищён от записи.
        [second-name] Ничего не исправлено: у файла `{ $file }` есть второе имя (жёсткая ссылка). Исправьте его в редакторе.
        [not-a-source] Ничего не исправлено: `{ $file }` — не текст сайта.
       *[io] Ничего не исправлено: файл `{ $file }` не удалось записать: { $detail }
    }
panel-fixed = Исправлено: `{ $file }`, строка { $line }
panel-fixed-all = { $count ->
        [one] Исправлено { $count } место
        [few] Исправлено { $count } места
        [many] Исправлено { $count } мест
       *[other] Исправлено { $count } места
    }: `{ $file }`
panel-undo = Отменить
panel-undone = Отменено: `{ $file }` снова такой, как был.
panel-undo-refused = { $reason ->
        [changed] Отменить уже нельзя: файл с тех пор изменился.
        [read-only] Отменить не удалось: файл `{ $file }` защищён от записи.
        [second-name] Отменить не удалось: у файла `{ $file }` есть второе имя (жёсткая ссылка).
        [not-a-source] Отменить уже нельзя: файла `{ $file }` нет.
       *[io] Отменить не удалось: файл `{ $file }` не удалось записать: { $detail }
    }
panel-count-errors = { $count ->
        [one] { $count } ошибка
        [few] { $count } ошибки
        [many] { $count } ошибок
       *[other] { $count } ошибки
    }
panel-count-warnings = { $count ->
        [one] { $count } предупреждение
        [few] { $count } предупреждения
        [many] { $count } предупреждений
       *[other] { $count } предупреждения
    }
panel-count-more = и ещё { $count }

panel-files = Файлы страницы
panel-terms = Термины на этой странице
panel-terms-forbidden = не писать:
panel-languages = Языки страницы
panel-compare = Сравнить языки рядом
panel-not-a-page = Этот адрес сайт создаёт сам: отдельного документа для него нет.
panel-drafts-show = Показать черновики и страницы, срок которых не наступил или прошёл
panel-drafts-hide = Скрыть черновики и страницы, срок которых не наступил или прошёл
panel-state-draft = черновик
panel-state-future = ещё не опубликовано
panel-state-expired = уже не актуально
panel-state-borrowed = текст взят из другого языка
panel-state-stale = последняя рабочая версия
panel-state-future-from = с { $date }
panel-state-expired-since = неактуально с { $date }
panel-language-own = свой текст
panel-language-borrowed = текст взят из языка:
panel-language-draft = черновик
panel-language-missing = нет
panel-language-current = показано здесь

panel-notice-stale = В одном из файлов, нужных этой странице, есть ошибка. Показана последняя рабочая версия; страница обновится, как только файл будет исправлен.
panel-notice-failed = Сайт не удаётся показать. Страница обновится, как только ошибка будет исправлена.
panel-notice-gone = По этому адресу нет страницы.
panel-notice-pseudo = Все тексты показаны на псевдоязыке. Что осталось обычным, записано в шаблоне, и перевести это нельзя.
panel-notice-lost = Сервер предпросмотра не запущен. Запустите его снова, и страница подключится сама.

## Translations

panel-translation = Перевод
panel-translation-from = с языка:
panel-translation-unrecorded = Пока никто не записал, с чего сделан этот перевод, поэтому неизвестно, не устарел ли он.
panel-translation-borrowed = На этом языке страница пока не написана.
panel-block-show = Показать на странице
panel-block-removed = удалено:
panel-block-added = добавлено:
panel-compare-blocks = Сравнить по фрагментам
panel-accept = Принять
panel-accept-title = Перевод соответствует нынешнему исходному тексту
panel-accept-minor = Принять: правка мелкая
panel-accept-minor-title = Правка исходного текста не меняет переводов ни на одном языке
panel-accepted = { $count ->
        [one] Принят { $count } фрагмент
        [few] Приняты { $count } фрагмента
        [many] Принято { $count } фрагментов
       *[other] Принято { $count } фрагмента
    }: { $language }
panel-accepted-minor = { $count ->
        [one] Правка признана мелкой: принят { $count } фрагмент перевода
        [few] Правка признана мелкой: приняты { $count } фрагмента переводов
        [many] Правка признана мелкой: принято { $count } фрагментов переводов
       *[other] Правка признана мелкой: принято { $count } фрагмента переводов
    }
panel-accept-failed = Ничего не принято: сервер предпросмотра не ответил.
panel-accept-refused = { $reason ->
        [changed] Ничего не принято: текст за это время изменился. Посмотрите на него ещё раз.
        [nothing] Ничего не принято: здесь нечего принимать.
        [unreadable] Ничего не принято: файл `{ $file }` не читается. Сначала исправьте его.
        [read-only] Ничего не принято: файл `{ $file }` защищён от записи.
        [second-name] Ничего не принято: у файла `{ $file }` есть второе имя (жёсткая ссылка).
        [not-a-source] Ничего не принято: `{ $file }` — не текст сайта.
       *[io] Ничего не принято: файл `{ $file }` не удалось записать: { $detail }
    }

## Languages side by side

compare-title = Языки рядом
compare-languages = Языки
compare-scroll-together = Прокручивать вместе
compare-back = Вернуться на страницу
compare-choose = Выберите хотя бы один язык.
compare-missing = На этом языке страницы нет.
compare-not-a-page = По этому адресу на сайте нет страницы.
compare-view = Вид
compare-view-pages = Страницы
compare-view-blocks = По фрагментам
compare-only-work = Только то, что требует работы
compare-accept-all = Принять весь перевод
compare-accept-all-minor = Принять: все правки мелкие
compare-show = Показать на страницах
compare-no-text = Перевода нет
compare-no-source = Исходного текста больше нет
compare-no-translation = Среди выбранных языков нет перевода: выберите другой язык.

## Error pages

error-page-failed-title = Сайт не удаётся показать
error-page-failed-text = Исправьте перечисленное ниже и сохраните файл: сайт появится здесь сам.
error-page-missing-title = Такой страницы нет
error-page-missing-text = Ни у одной страницы сайта нет такого адреса.
error-page-forbidden-title = Запрос отклонён
error-page-forbidden-text = Предпросмотр принимает запросы только по адресу, показанному в терминале. Откройте этот адрес.

## Pages that are not published

unpublished-title = Эта страница не опубликована
unpublished-draft = Это черновик: чтобы опубликовать его, удалите `draft = true` из файла `{ $file }`.
unpublished-future = Она будет опубликована { $date }: эта дата указана как `date` в файле `{ $file }`.
unpublished-expired = Её срок прошёл: в файле `{ $file }` указано `expires` = { $date }.
unpublished-waits = Страница публикуется сразу на нескольких языках и ждёт: { $languages }.
unpublished-empty = Ничего из того, что она бы перечисляла, не опубликовано.
unpublished-show = Показать в предпросмотре
unpublished-show-text = Предпросмотр покажет все черновики и страницы, срок которых не наступил или прошёл, пока вы не скроете их в его панели. На сайте ничего не публикуется.
unpublished-restart = Её показывает `sapar serve --drafts`.

## The layout

site-name = Дороги Алтая
skip = Перейти к содержанию
menu = Главное меню
languages = Языки
destinations = Куда поехать
feed = Лента новых страниц
footer = Сайт для измерения скорости.
breadcrumbs = Расположение страницы

## Pages

contents = Содержание
neighbours = Соседние страницы
table = Таблица
borrowed = Этой страницы ещё нет на русском. Язык текста: { $language }.

## Lists

newest = Недавно добавленные
places = { $count ->
    [one] { $count } место
    [few] { $count } места
    [many] { $count } мест
   *[other] { $count } места
}
pager = Страницы списка
page-of = Страница { $number } из { $total }
first = Первая
previous = Назад
next = Вперёд
last = Последняя

## Pages outside the content

not-found = Страница не найдена
not-found-home = На главную страницу
choose-language = Выберите язык
redirect = Страница переехала

## Asked for by the program when a text has alerts or footnotes

alert-note = Примечание
alert-tip = Совет
alert-important = Важно
alert-warning = Предупреждение
alert-caution = Осторожно
footnotes = Сноски
footnote-back = Вернуться к тексту
reading-time = { $count ->
    [one] { $count } минута чтения
    [few] { $count } минуты чтения
    [many] { $count } минут чтения
   *[other] { $count } минуты чтения
}

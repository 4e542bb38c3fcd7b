## The layout

site-name = Алтай жолдары
skip = Мазмұнға өту
menu = Негізгі мәзір
languages = Тілдер
destinations = Көрікті жерлер
feed = Жаңа жазбалар таспасы
footer = Жылдамдықты өлшеуге арналған сайт.
breadcrumbs = Бет орны

## Pages

contents = Мазмұны
neighbours = Көрші беттер
table = Кесте
borrowed = Бұл бет қазақ тілінде әлі жоқ. Мәтін тілі: { $language }.

## Lists

newest = Жаңадан қосылғандар
places = { $count } орын
pager = Тізім беттері
page-of = { $number }-бет, барлығы { $total }
first = Бірінші
previous = Алдыңғы
next = Келесі
last = Соңғы

## Pages outside the content

not-found = Бет табылмады
not-found-home = Басты бетке өту
choose-language = Тілді таңдаңыз
redirect = Бет басқа жерге көшті

## Asked for by the program when a text has alerts or footnotes

alert-note = Назар аударыңыз
alert-tip = Кеңес
alert-important = Маңызды
alert-warning = Ескерту
alert-caution = Сақ болыңыз
footnotes = Ескертпелер
footnote-back = Мәтінге қайту
reading-time = { $count ->
    [one] { $count } минут оқу
   *[other] { $count } минут оқу
}

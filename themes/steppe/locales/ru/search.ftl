# Поиск: поле в шапке и страница поиска.

search = Поиск
    .description = Найдите места, маршруты и советы по названию, региону и месяцу – писать можно на любом языке.
# В пустом поле: что можно набрать.
search-hint = Место, маршрут или тема
search-close = Закрыть поиск
search-results = Результаты
# $count is a formatted number.
search-count = Найдено: { $count }
search-nothing = Ничего не нашлось. Попробуйте написать короче, другими словами или на другом языке.
search-all = Все результаты
search-more = Показать ещё
search-suggestion = Возможно, вы имели в виду «{ $text }»?
search-failed = Поиск не загрузился. Проверьте соединение.
search-again = Повторить
search-kind = Вид
search-region = Регион
search-month = Месяц
# Ни один фильтр не выбран.
search-any = Любой
search-reset = Сбросить фильтры
search-without = Как найти без поиска
search-without-script = Для поиска нужен JavaScript. Но всё можно найти и без него: по разделам, по темам и на карте.
search-by-section = По разделам
search-map = Карта всех мест

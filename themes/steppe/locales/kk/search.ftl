# Іздеу: беттің басындағы өріс және іздеу беті.

search = Іздеу
    .description = Жерлерді, бағыттарды және кеңестерді атауы, өңірі мен айы бойынша табыңыз – кез келген тілде жазып іздей аласыз.
# Бос өрістегі кеңес.
search-hint = Жер, бағыт немесе тақырып
search-close = Іздеуді жабу
search-results = Нәтижелер
# $count is a formatted number.
search-count = Табылды: { $count }
search-nothing = Ештеңе табылмады. Қысқарақ, басқа сөзбен немесе басқа тілде жазып көріңіз.
search-all = Барлық нәтиже
search-more = Тағы көрсету
search-suggestion = «{ $text }» деп іздегіңіз келді ме?
search-failed = Іздеу жүктелмеді. Байланысты тексеріңіз.
search-again = Қайталау
search-kind = Түрі
search-region = Өңір
search-month = Ай
# Бірде-бір сүзгі таңдалмаған.
search-any = Бәрі
search-reset = Сүзгілерді тазарту
search-without = Іздеусіз қалай табуға болады
search-without-script = Іздеу үшін JavaScript керек. Бірақ онсыз да бәрін табуға болады: бөлімдер мен тақырыптар бойынша және картадан.
search-by-section = Бөлімдер бойынша
search-map = Барлық жердің картасы

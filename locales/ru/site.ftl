# Собственные слова сайта: его название, темы, регионы.

site-name = Путешествия по Алтаю и Тянь-Шаню
site-description = Озёра, горы, пограничные переходы и оздоровительные традиции востока Казахстана и Синьцзяна — для путешественников, на четырёх языках.
site-footer = О поездках по востоку Казахстана и Синьцзяну — на четырёх языках.

tags = Темы
tags-eco = Экотуризм
tags-lake = Озёра
tags-mountains = Горы
tags-border = Граница
tags-wellness = Оздоровление
tags-health = Здоровье
tags-culture = Культура
tags-history = История
tags-trade = Торговля
tags-rail = Железные дороги
tags-city = Города
tags-canyons = Каньоны и пески
tags-planning = Подготовка к поездке

region-east-kazakhstan = Восточно-Казахстанская область
region-abai = Область Абай
region-zhetysu = Область Жетысу
region-almaty = Алматинская область
region-xinjiang = Синьцзян

//! The words of the generated places in each of the four languages: names, headings and a vocabulary for the text. The same position
//! has the same meaning in all languages, so that a page and its translations are about one place.

/// The words of one language.
pub(crate) struct Words {
    /// BCP 47 tag, as used in file names and URLs.
    pub(crate) tag: &'static str,
    /// Home page: title.
    pub(crate) home: &'static str,
    /// The list of all places: title.
    pub(crate) places: &'static str,
    /// The list of all terms: title.
    pub(crate) topics: &'static str,
    /// Title of a place, with the placeholders `NAME`, `KIND` and `NUMBER`.
    pub(crate) title: &'static str,
    /// Names of places, combined with every kind of place.
    pub(crate) names: [&'static str; 20],
    /// Kinds of places.
    pub(crate) kinds: [&'static str; 10],
    /// Names of the ten terms, in the order of [`TERMS`].
    pub(crate) terms: [&'static str; 10],
    /// Headings of a page, in their order.
    pub(crate) headings: [&'static str; 6],
    /// First row of the table.
    pub(crate) columns: [&'static str; 3],
    /// First column of the table.
    pub(crate) seasons: [&'static str; 4],
    /// Joined by [`Words::space`], these make a text without meaning that has the letters and word lengths of the language.
    pub(crate) vocabulary: &'static [&'static str],
    /// The separator of words.
    pub(crate) space: &'static str,
    /// The separator of clauses.
    pub(crate) comma: &'static str,
    /// The end of a sentence.
    pub(crate) stop: &'static str,
}

/// Language-neutral ids of the ten terms of the taxonomy `tags`.
pub(crate) const TERMS: [&str; 10] =
    ["eco", "lake", "mountain", "hiking", "village", "culture", "history", "winter", "family", "birds"];

/// All languages, in the order of the sites' configurations.
pub(crate) const LANGUAGES: [Words; 4] = [KAZAKH, RUSSIAN, CHINESE, ENGLISH];

// One word a line, as rustfmt would have it, is three hundred lines.
#[rustfmt::skip]
const KAZAKH: Words = Words {
    tag: "kk",
    home: "Алтай жолдары",
    places: "Көрікті жерлер",
    topics: "Тақырыптар",
    title: "NAME KIND NUMBER",
    names: [
        "Марқакөл", "Қатон", "Рахман", "Қанас", "Берел", "Нарым", "Бұқтырма", "Үлбі", "Күршім", "Зайсан",
        "Хему", "Буыршын", "Алтай", "Аққол", "Сарымсақты", "Азутау", "Тарбағатай", "Ертіс", "Көктау", "Қызылсу",
    ],
    kinds: [
        "көлі", "алқабы", "асуы", "соқпағы", "ауылы", "сарқырамасы", "бұлағы", "шолу алаңы", "жайлауы", "мұздығы",
    ],
    terms: [
        "экотуризм", "көлдер", "таулар", "жаяу саяхат", "ауылдар", "мәдениет", "тарих", "қыс", "отбасымен", "құстар",
    ],
    headings: [
        "Қалай жетуге болады", "Көлікпен", "Не көруге болады", "Қашан барған жөн", "Ауа райы", "Пайдалы мәлімет",
    ],
    columns: ["Маусым", "Температура", "Саяхатшылар"],
    seasons: ["Көктем", "Жаз", "Күз", "Қыс"],
    vocabulary: &[
        "тау", "өзен", "көл", "жол", "орман", "таза", "биік", "кең", "жайлау", "ауыл", "қонақ", "саяхатшы", "аспан",
        "бұлақ", "жаз", "қыс", "күз", "көктем", "ескі", "жаңа", "көне", "қорық", "табиғат", "жануар", "құс", "балық",
        "шатқал", "асу", "соқпақ", "тас", "гүл", "шөп", "самал", "жылы", "суық", "тыныш", "бірнеше", "сағат",
        "шақырым", "жағалау", "көрінеді", "барады", "өтеді", "созылады",
    ],
    space: " ",
    comma: ", ",
    stop: ".",
};

#[rustfmt::skip]
const RUSSIAN: Words = Words {
    tag: "ru",
    home: "Дороги Алтая",
    places: "Куда поехать",
    topics: "Темы",
    title: "KIND NAME NUMBER",
    names: [
        "Маркаколь", "Катон", "Рахман", "Канас", "Берель", "Нарым", "Бухтарма", "Ульба", "Курчум", "Зайсан",
        "Хему", "Бурчун", "Алтай", "Акколь", "Сарымсакты", "Азутау", "Тарбагатай", "Иртыш", "Коктау", "Кызылсу",
    ],
    kinds: [
        "Озеро", "Долина", "Перевал", "Тропа", "Село", "Водопад", "Родник", "Смотровая площадка", "Луг", "Ледник",
    ],
    terms: [
        "экотуризм", "озёра", "горы", "пешие маршруты", "сёла", "культура", "история", "зима", "с детьми", "птицы",
    ],
    headings: ["Как добраться", "На машине", "Что посмотреть", "Когда приезжать", "Погода", "Полезно знать"],
    columns: ["Сезон", "Температура", "Путешественники"],
    seasons: ["Весна", "Лето", "Осень", "Зима"],
    vocabulary: &[
        "гора", "река", "озеро", "дорога", "лес", "чистый", "высокий", "широкий", "долина", "село", "гость",
        "путешественник", "небо", "родник", "лето", "зима", "осень", "весна", "старый", "новый", "древний",
        "заповедник", "природа", "зверь", "птица", "рыба", "ущелье", "перевал", "тропа", "камень", "цветок", "трава",
        "ветер", "тёплый", "холодный", "тихий", "несколько", "час", "километр", "берег", "виден", "ведёт", "проходит",
        "тянется",
    ],
    space: " ",
    comma: ", ",
    stop: ".",
};

#[rustfmt::skip]
const CHINESE: Words = Words {
    tag: "zh",
    home: "阿尔泰之路",
    places: "目的地",
    topics: "主题",
    title: "NAMEKINDNUMBER",
    names: [
        "马尔卡科尔", "卡通", "拉赫曼", "喀纳斯", "别列利", "纳雷姆", "布赫塔尔马", "乌利巴", "库尔舒姆", "斋桑",
        "禾木", "布尔津", "阿勒泰", "阿克科尔", "萨雷姆萨克特", "阿祖套", "塔尔巴哈台", "额尔齐斯", "科克套", "克孜勒苏",
    ],
    kinds: ["湖", "谷", "山口", "步道", "村", "瀑布", "泉", "观景台", "草甸", "冰川"],
    terms: ["生态旅游", "湖泊", "山地", "徒步", "村庄", "文化", "历史", "冬季", "亲子", "观鸟"],
    headings: ["交通", "自驾", "看点", "最佳季节", "天气", "实用信息"],
    columns: ["季节", "气温", "游客"],
    seasons: ["春季", "夏季", "秋季", "冬季"],
    vocabulary: &[
        "山", "河流", "湖泊", "道路", "森林", "清澈", "高耸", "宽阔", "牧场", "村庄", "客人", "旅行者", "天空", "泉水",
        "夏天", "冬天", "秋天", "春天", "古老", "新建", "悠久", "保护区", "自然", "动物", "鸟类", "鱼", "峡谷", "山口",
        "步道", "岩石", "花", "草地", "微风", "温暖", "寒冷", "宁静", "几个", "小时", "公里", "岸边", "可以看到", "通向",
        "经过", "延伸",
    ],
    space: "",
    comma: "，",
    stop: "。",
};

#[rustfmt::skip]
const ENGLISH: Words = Words {
    tag: "en",
    home: "Roads of Altai",
    places: "Destinations",
    topics: "Topics",
    title: "NAME KIND NUMBER",
    names: [
        "Markakol", "Katon", "Rakhman", "Kanas", "Berel", "Narym", "Bukhtarma", "Ulba", "Kurchum", "Zaysan",
        "Hemu", "Burqin", "Altai", "Akkol", "Sarymsakty", "Azutau", "Tarbagatai", "Irtysh", "Koktau", "Kyzylsu",
    ],
    kinds: ["Lake", "Valley", "Pass", "Trail", "Village", "Falls", "Spring", "Viewpoint", "Meadow", "Glacier"],
    terms: [
        "ecotourism", "lakes", "mountains", "hiking", "villages", "culture", "history", "winter", "with children",
        "birds",
    ],
    headings: ["Getting there", "By car", "What to see", "When to come", "Weather", "Good to know"],
    columns: ["Season", "Temperature", "Travellers"],
    seasons: ["Spring", "Summer", "Autumn", "Winter"],
    vocabulary: &[
        "mountain", "river", "lake", "road", "forest", "clear", "high", "wide", "pasture", "village", "guest",
        "traveller", "sky", "spring", "summer", "winter", "autumn", "meadow", "old", "new", "ancient", "reserve",
        "nature", "animal", "bird", "fish", "gorge", "pass", "trail", "stone", "flower", "grass", "breeze", "warm",
        "cold", "quiet", "several", "hour", "kilometre", "shore", "appears", "leads", "crosses", "stretches",
    ],
    space: " ",
    comma: ", ",
    stop: ".",
};

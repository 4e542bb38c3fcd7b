//! Words of links that do not say where these lead.

/// Whole texts of links, in lower case. Who hears a page read out, or looks through its links, is not told where to these lead.
const VAGUE: [&str; 39] = [
    // English
    "here",
    "click here",
    "tap here",
    "this link",
    "this page",
    "link",
    "read here",
    "see here",
    // Russian
    "здесь",
    "тут",
    "сюда",
    "вот здесь",
    "вот тут",
    "ссылка",
    "по ссылке",
    "по этой ссылке",
    "эта ссылка",
    "нажмите здесь",
    "нажмите сюда",
    "жмите сюда",
    "кликните здесь",
    // Kazakh
    "осында",
    "мұнда",
    "осы жерде",
    "осы жерден",
    "осыдан",
    "сілтеме",
    "осы сілтеме",
    "осы сілтемеден",
    "мына жерде",
    "мына жерден",
    "осында басыңыз",
    // Chinese
    "这里",
    "这儿",
    "此处",
    "点击这里",
    "点击此处",
    "点这里",
    "链接",
];

/// Whether a link says no more than "here".
pub(super) fn is_vague(text: &str) -> bool {
    let is_mark = |c: char| !c.is_alphanumeric();
    // The longest of them has fourteen letters.
    text.len() <= 64 && VAGUE.contains(&text.trim_matches(is_mark).to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn here_is_no_name_of_a_page() {
        for vague in ["Here", "here.", "Здесь", "осында", "这里", "» Click here", "По этой ссылке"]
        {
            assert!(is_vague(vague), "{vague}");
        }
        for name in ["Here be dragons", "Markakol", "Жол осында басталады", "这里的湖", ""]
        {
            assert!(!is_vague(name), "{name}");
        }
    }
}

//! The forms of 200 nouns, made by the grammar from the noun outwards, and their stems.

use std::collections::BTreeMap;

use super::stem;

/// Nouns of all endings and both harmonies. Those before a voiced consonant of their own have it behind a stroke; those that
/// lose a vowel have the short form there.
const NOUNS: &str = "тау көл өзен су жол қала ауыл дала орман бұлақ/бұлағ тас құм шөл арал жаға теңіз мұхит аспан ай күн жұлдыз \
    жер ел халық/халқ адам бала әке ана аға іні қыз ұл дос көрші қонақ/қонағ саяхатшы жолаушы балықшы аңшы маман дәрігер \
    мұғалім оқушы студент турист көлік/көліг ұшақ/ұшағ пойыз автобус машина кеме қайық/қайығ көпір шекара кеден өткел бекет \
    станция вокзал әуежай қонақүй мейрамхана дүкен базар нарық/нарқ ақша теңге баға билет құжат паспорт виза рұқсат тіл сөз \
    кітап/кітаб хат газет журнал сурет фильм музей театр мешіт шіркеу мектеп/мектеб университет аурухана емхана үй бөлме есік/есіг \
    терезе қабырға төбе еден орындық/орындығ үстел төсек/төсег шам қазан пышақ/пышағ қасық/қасығ тамақ/тамағ нан ет сүт қымыз \
    шай су май тұз қант жеміс алма жүзім қауын қарбыз көкөніс күріш балық/балығ тауық/тауығ жылқы ат түйе қой ешкі сиыр ит \
    мысық/мысығ құс қыран аққу қасқыр түлкі аю марал бұғы арқар барс ағаш гүл шөп/шөб жапырақ/жапырағ тамыр бұтақ/бұтағ қайың \
    терек/терег қарағай емен жыл ай апта сағат минут таң кеш түн көктем жаз күз қыс ауа жел жаңбыр қар мұз найзағай бұлт тұман \
    аяз ыстық/ыстығ бас қол аяқ/аяғ көз құлақ/құлағ мұрын/мұрн ауыз/ауз тіс жүрек/жүрег қан тері киім көйлек/көйлег етік/етіг \
    бөрік/бөрк той ойын ән күй би өнер тарих мәдениет дәстүр салт заң құқық/құқығ қорық/қорығ саябақ/саябағ шатқал үңгір сарқырама \
    мұздық/мұздығ шың асу аңғар қыстау облыс аудан";

#[derive(Clone, Copy, PartialEq)]
enum Sound {
    Vowel,
    /// у, и, ю, й, р: what follows is as behind a vowel, or as behind a voiced consonant.
    Glide,
    Lateral,
    Nasal,
    Sibilant,
    Voiceless,
}

fn last(word: &str) -> char {
    word.chars().next_back().expect("a word")
}

fn sound(word: &str) -> Sound {
    match last(word) {
        'а' | 'ә' | 'е' | 'о' | 'ө' | 'ұ' | 'ү' | 'ы' | 'і' | 'я' | 'э' => Sound::Vowel,
        'у' | 'и' | 'й' | 'ю' | 'р' => Sound::Glide,
        'л' => Sound::Lateral,
        'м' | 'н' | 'ң' => Sound::Nasal,
        'з' | 'ж' => Sound::Sibilant,
        _ => Sound::Voiceless,
    }
}

/// Chooses the form of an ending by the last clear vowel of a word.
fn harmonise<'e>(word: &str, back: &'e str, front: &'e str) -> &'e str {
    let clear = word.chars().rev().find(|c| "аоұыяёәеөүі".contains(*c));
    // би, су: и asks for front vowels, у for back ones.
    let is_front = match clear {
        Some(vowel) => "әеөүі".contains(vowel),
        None => word.contains('и') || word.contains('ү'),
    };
    if is_front { front } else { back }
}

fn plural(word: &str) -> String {
    let ending = match sound(word) {
        Sound::Vowel | Sound::Glide => harmonise(word, "лар", "лер"),
        Sound::Lateral | Sound::Nasal | Sound::Sibilant => harmonise(word, "дар", "дер"),
        Sound::Voiceless => harmonise(word, "тар", "тер"),
    };
    format!("{word}{ending}")
}

/// The possessive forms of a noun whose form before vowels is `short`, with the person.
fn possessives(word: &str, short: &str) -> Vec<(String, u8)> {
    let endings = [("ым", "ім", 1), ("ың", "ің", 2), ("ыңыз", "іңіз", 4), ("ымыз", "іміз", 4)];
    let mut forms = Vec::new();
    for (back, front, person) in endings {
        let ending = harmonise(word, back, front);
        forms.push(match sound(word) {
            Sound::Vowel => (format!("{word}{}", ending.chars().skip(1).collect::<String>()), person),
            _ => (format!("{short}{ending}"), person),
        });
    }
    forms.push(match sound(word) {
        Sound::Vowel => (format!("{word}{}", harmonise(word, "сы", "сі")), 3),
        _ => (format!("{short}{}", harmonise(word, "ы", "і")), 3),
    });
    forms
}

/// All cases of a form. `person`: 0 without a possessive ending, 4 for endings in -з.
fn cases(word: &str, person: u8) -> Vec<String> {
    let kind = sound(word);
    let voiced = |d: &'static str, t: &'static str| if kind == Sound::Voiceless { t } else { d };
    let ending = |back: &str, front: &str| format!("{word}{}", harmonise(word, back, front));
    let genitive = match kind {
        Sound::Vowel | Sound::Nasal => ending("ның", "нің"),
        Sound::Voiceless => ending("тың", "тің"),
        _ => ending("дың", "дің"),
    };
    let dative = match person {
        1 | 2 => ending("а", "е"),
        3 => ending("на", "не"),
        _ => ending(voiced("ға", "қа"), voiced("ге", "ке")),
    };
    let accusative = match (person, kind) {
        (3, _) => ending("н", "н"),
        (_, Sound::Vowel) => ending("ны", "ні"),
        _ => ending(voiced("ды", "ты"), voiced("ді", "ті")),
    };
    let locative = match person {
        3 => ending("нда", "нде"),
        _ => ending(voiced("да", "та"), voiced("де", "те")),
    };
    let ablative = match (person, kind) {
        (3, _) | (_, Sound::Nasal) => ending("нан", "нен"),
        _ => ending(voiced("дан", "тан"), voiced("ден", "тен")),
    };
    let instrumental = match kind {
        Sound::Sibilant => "бен",
        Sound::Voiceless => "пен",
        _ => "мен",
    };
    let attributive = match person {
        3 => ending("ндағы", "ндегі"),
        _ => ending(voiced("дағы", "тағы"), voiced("дегі", "тегі")),
    };
    let instrumental = format!("{word}{instrumental}");
    vec![word.to_owned(), genitive, dative, accusative, locative, ablative, instrumental, attributive]
}

/// All numbers, persons and cases of a noun.
fn forms(word: &str, short: &str) -> Vec<String> {
    let plural = plural(word);
    let mut forms = [cases(word, 0), cases(&plural, 0)].concat();
    for (form, person) in [possessives(word, short), possessives(&plural, &plural)].concat() {
        forms.extend(cases(&form, person));
    }
    forms
}

fn nouns() -> impl Iterator<Item = (&'static str, String)> {
    NOUNS.split_whitespace().map(|noun| {
        let (word, short) = noun.split_once('/').unwrap_or((noun, noun));
        (word, short.to_owned())
    })
}

#[test]
fn the_paradigm_is_that_of_the_grammar() {
    let of = |word: &str, short: &str| forms(word, short);
    for (word, short, expected) in [
        (
            "көл",
            "көл",
            "көлдің көлге көлді көлде көлден көлмен көлдер көлдерге көлім көліме көлі көліне көлін көлінде көліңіз көлдеріміз",
        ),
        (
            "қала",
            "қала",
            "қаланың қалаға қаланы қалада қаладан қаламен қалалар қалам қалаң қаласы қаласында қаламыз қалаларыңыздан",
        ),
        (
            "кітап",
            "кітаб",
            "кітаптың кітапқа кітапты кітапта кітаптан кітаппен кітаптар кітабым кітабы кітабыңызбен кітабымыздың",
        ),
        (
            "орман",
            "орман",
            "орманның орманға орманды орманда орманнан орманмен ормандар орманы орманын орманындағы",
        ),
        ("мұз", "мұз", "мұздың мұзға мұзды мұзбен мұздар мұзы"),
        ("халық", "халқ", "халықтың халыққа халқы халқымыз халқымызға халықтар"),
        ("үй", "үй", "үйдің үйге үйлер үймен үйі үйінде"),
    ] {
        let made = of(word, short);
        for form in expected.split(' ') {
            assert!(made.contains(&form.to_owned()), "{form}: {made:?}");
        }
    }
}

#[test]
fn all_forms_of_a_noun_have_one_stem() {
    let mut wrong = Vec::new();
    for (word, short) in nouns() {
        let own = stem(word);
        let others: Vec<String> = forms(word, &short)
            .into_iter()
            .filter(|form| stem(form) != own)
            .map(|form| format!("{form}→{}", stem(&form)))
            .collect();
        if !others.is_empty() {
            wrong.push(format!("{word} ({own}): {}", others.join(", ")));
        }
    }
    assert!(nouns().count() >= 200, "{}", nouns().count());
    assert!(wrong.is_empty(), "{} nouns:\n{}", wrong.len(), wrong.join("\n"));
}

/// Different nouns with one stem: what a search for one finds of the other.
#[test]
fn few_nouns_are_merged() {
    let mut stems: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (word, _) in nouns() {
        let words = stems.entry(stem(word)).or_default();
        if !words.contains(&word) {
            words.push(word);
        }
    }
    let merged: Vec<&Vec<&str>> = stems.values().filter(|words| words.len() > 1).collect();
    assert!(merged.is_empty(), "{merged:?}");
}

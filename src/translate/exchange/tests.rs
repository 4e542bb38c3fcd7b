//! Every format gives back what was written, and reads what other programs write.

use proptest::prelude::*;

use super::*;

fn read(format: Format, text: &str) -> (Exchange, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let exchange = format.read(&SourceText::new("translation", text), &mut diagnostics);
    (exchange, diagnostics)
}

fn read_well(format: Format, text: &str) -> Exchange {
    let (exchange, diagnostics) = read(format, text);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    exchange
}

/// Words with everything that a format could mistake for its own.
fn words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zәғқа-я中文]{1,8}",
        Just("\n".to_owned()),
        Just("\t".to_owned()),
        Just("{".to_owned()),
        Just("{1}".to_owned()),
        Just("{{/2}".to_owned()),
        Just("\\n \"x\"".to_owned()),
        Just("```".to_owned()),
        Just("<g id=\"1\">&amp;]]>".to_owned()),
        Just("## x".to_owned()),
        Just(" ".to_owned()),
        Just("=+,;".to_owned()),
        Just("'".to_owned()),
        Just("🏔️".to_owned()),
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

fn inline() -> impl Strategy<Value = InlineText> {
    let piece = prop_oneof![
        3 => words().prop_map(|words| vec![Piece::Text(words)]),
        1 => (10_usize..20).prop_map(|number| vec![Piece::Protected(number)]),
        1 => (words(), 1_usize..4).prop_map(|(words, number)| {
            vec![Piece::Open(number), Piece::Text(words), Piece::Close(number)]
        }),
        // Parts that do not nest.
        1 => words().prop_map(|words| {
            vec![Piece::Open(5), Piece::Open(6), Piece::Text(words), Piece::Close(5), Piece::Close(6)]
        }),
    ];
    prop::collection::vec(piece, 0..4).prop_map(|pieces| InlineText::new(pieces.concat()))
}

fn unit() -> impl Strategy<Value = Unit> {
    let states = prop_oneof![Just(UnitState::Stale), Just(UnitState::Machine), Just(UnitState::Translated)];
    let id = "[/a-zә.#=+-]{1,12}";
    let file = "(content/[a-z ]{1,6}[a-z]\\.md|locales/kk/a\\.ftl)";
    let line = prop::option::of(1_usize..99_999);
    let notes = prop::collection::vec("[a-zа-я{}<&][a-z: \"]{0,9}[a-z]", 0..3);
    let base = prop::option::of("-|[0-9a-f]{12}");
    (id, file, line, inline(), prop::option::of(inline()), inline(), states, (notes, base)).prop_filter_map(
        "a unit has a source",
        |(id, file, line, source, previous, target, state, (notes, base))| {
            let previous = previous.filter(|previous| !previous.is_empty());
            let target = if target.is_empty() { InlineText::default() } else { target };
            let state = match state {
                _ if target.is_empty() => UnitState::Missing,
                // XLIFF 1.2 writes it as units that nobody has worked on.
                UnitState::Stale if target == source => UnitState::Translated,
                state => state,
            };
            (!source.is_empty()).then_some(Unit {
                id,
                file,
                line,
                source,
                previous,
                target,
                state,
                base,
                notes,
            })
        },
    )
}

fn exchange() -> impl Strategy<Value = Exchange> {
    prop::collection::vec(unit(), 1..5).prop_map(|units| Exchange {
        source_language: "ru".to_owned(),
        target_language: "zh-Hans".to_owned(),
        units,
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(exchange in exchange()) {
        for format in Format::ALL {
            let text = format.write(&exchange);
            prop_assert_eq!(Format::of(&text), format);
            let (found, diagnostics) = read(format, &text);
            prop_assert!(diagnostics.is_empty(), "{:?}: {:?}\n{}", format, diagnostics, text);
            prop_assert_eq!(&found, &exchange, "{:?}\n{}", format, text);
            prop_assert_eq!(format.write(&found), text);
        }
    }

    #[test]
    fn no_text_is_a_reason_to_panic(text in ".{0,200}", exchange in exchange(), cut in 0_usize..4_000) {
        for format in Format::ALL {
            read(format, &text);
            let written = format.write(&exchange);
            let cut = written.floor_char_boundary(cut);
            read(format, &written[..cut]);
            read(format, &format!("{}{text}{}", &written[..cut], &written[cut..]));
            Format::of(&text);
        }
    }
}

/// The targets of units, with placeholders.
fn targets(exchange: &Exchange) -> Vec<String> {
    exchange.units.iter().map(|unit| unit.target.to_string()).collect()
}

#[test]
fn po_files_of_other_programs_are_read() {
    // A byte order mark, carriage returns, a header of another order, wrapped strings, other flags, previous texts and contexts, obsolete entries.
    let text = "\u{FEFF}# Translation\r\nmsgid \"\"\r\nmsgstr \"\"\r\n\"Content-Type: text/plain; charset=UTF-8\\n\"\r\n\
        \"Language: zh_Hans\\n\"\r\n\"Plural-Forms: nplurals=1; plural=0;\\n\"\r\n\"X-Generator: Poedit 3.4\\n\"\r\n\r\n\
        # Переводчик\r\n#. /lake/\r\n#: content/a.ru.md:7 content/b.ru.md\r\n#, fuzzy, c-format\r\n\
        #| msgctxt \"old\"\r\n#| msgid \"\"\r\n#| \"Старый \"\r\n#| \"текст\"\r\nmsgctxt \"a#1\"\r\n\
        msgid \"\"\r\n\"Новый \"\r\n\"текст\"\r\nmsgstr \"新\" \"文\"\r\n\r\n#~ msgid \"x\"\r\n#~ msgstr \"y\"\r\n\r\n\
        msgid \"no context\"\r\nmsgid_plural \"many\"\r\nmsgstr[0] \"一\"\r\nmsgstr[1] \"二\"";
    let exchange = read_well(Format::Po, text);
    assert_eq!(exchange.target_language, "zh-Hans");
    let [first, second] = &exchange.units[..] else { panic!("{exchange:?}") };
    assert_eq!((&*first.id, &*first.file, first.line), ("a#1", "content/a.ru.md", Some(7)));
    assert_eq!(first.source.to_string(), "Новый текст");
    assert_eq!(first.previous.as_ref().expect("it has one").to_string(), "Старый текст");
    assert_eq!((first.target.to_string(), first.state), ("新文".to_owned(), UnitState::Stale));
    assert_eq!(first.notes, ["Переводчик", "/lake/"]);
    assert_eq!((&*second.id, second.target.to_string()), ("", "一".to_owned()));
}

#[test]
fn xliff_files_of_other_programs_are_read() {
    // Segments as elements of their own, native code within placeholders, other elements and namespaces, entities and sections.
    let one = r#"<?xml version='1.0'?><x:xliff xmlns:x="urn:oasis:names:tc:xliff:document:1.2" xmlns:o="o" version="1.2">
        <x:file original="content/a.ru.md" source-language="ru" target-language="kk" datatype="html">
        <x:header><x:skl><x:external-file href="a"/></x:skl><x:note>tool</x:note></x:header><x:body><x:group id="g">
        <x:trans-unit id="a#1" approved="yes" o:key="1"><x:source>Не <x:bpt id="i1">&lt;b&gt;</x:bpt>всё<x:ept id="i1">&lt;/b&gt;</x:ept></x:source>
        <x:seg-source><x:mrk mtype="seg" mid="1">Не всё</x:mrk></x:seg-source>
        <x:target xml:lang="kk"><x:mrk mtype="seg" mid="1">Бәрі <x:bpt id="i1">&lt;b&gt;</x:bpt>емес<x:ept id="i1"/></x:mrk> &#1201;<![CDATA[<&>]]></x:target>
        <x:alt-trans match-quality="90%"><x:source>x</x:source><x:target>y</x:target></x:alt-trans></x:trans-unit>
        </x:group></x:body></x:file></x:xliff>"#;
    let exchange = read_well(Format::Xliff, one);
    assert_eq!((&*exchange.source_language, &*exchange.target_language), ("ru", "kk"));
    assert_eq!(targets(&exchange), ["Бәрі {1}емес{/1} ұ<&>"]);
    assert_eq!(exchange.units[0].source.to_string(), "Не {1}всё{/1}");
    assert_eq!(
        (exchange.units[0].state, exchange.units[0].previous.is_none()),
        (UnitState::Translated, true)
    );

    let two = r#"<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="ru" trgLang="en"><file id="f">
        <skeleton>x</skeleton><group id="g"><unit id="u1" name="a#1"><originalData><data id="d1">code</data></originalData>
        <segment state="final"><source>Раз. </source><target>One. </target></segment>
        <ignorable><source> </source><target> </target></ignorable>
        <segment id="s2"><source><sc id="1"/>Два<ec startRef="1"/><ph id="2" dataRef="d1"/></source>
        <target><ph id="2" dataRef="d1"/><mrk id="m" type="term"><sc id="1"/>Two</mrk><cp hex="001B"/><ec startRef="1"/></target></segment></unit>
        </group></file></xliff>"#;
    let exchange = read_well(Format::Xliff2, two);
    assert_eq!(targets(&exchange), ["One.  {2}{1}Two{/1}"]);
    assert_eq!(exchange.units[0].source.to_string(), "Раз.  {1}Два{/1}{2}");
}

#[test]
fn tables_of_spreadsheets_in_other_languages_are_read() {
    let text =
        "\u{FEFF}id;notes;Source;target\r\na#1;;\"Раз; \"\"два\"\"\";Бір\r\n;;;\r\nb#2;;Үш;'+7 727\r\n";
    let exchange = read_well(Format::Csv, text);
    assert_eq!(targets(&exchange), ["Бір", "+7 727"]);
    assert_eq!(exchange.units[0].source.to_string(), "Раз; \"два\"");
}

#[test]
fn what_cannot_be_read_is_told_at_its_place() {
    for (format, text, kind, line) in [
        (Format::Po, "msgid \"a\"\nmsgstr \"b\n", "unclosed", 2),
        (Format::Po, "msgid \"a\"\nmsgstr \"b\"\n<<<<<<< HEAD\n", "unexpected", 3),
        (Format::Po, "msgid \"a\"\n\nmsgid \"b\"\nmsgstr \"c\"\n", "incomplete", 1),
        (Format::Xliff, "<xliff version=\"1.2\">\n<file>", "truncated", 2),
        (Format::Xliff2, "<xliff version=\"2.0\">\n<file></xliff>", "other", 2),
        (Format::Xliff2, "not XML", "truncated", 1),
        (Format::Csv, "id,source\na,b\n", "columns", 1),
        (Format::Markdown, "## a\n\n```source\nx\n```\nНовый перевод\n", "unexpected", 6),
        (Format::Markdown, "## a\n\n```source\nx\n", "unclosed", 3),
    ] {
        let (_, diagnostics) = read(format, text);
        let [diagnostic] = &diagnostics[..] else { panic!("{format:?}: {diagnostics:?}") };
        let found = diagnostic.arguments.iter().find(|(name, _)| *name == "kind").expect("it has a kind");
        assert_eq!(found.1, kind.into(), "{text}");
        let place = diagnostic.location.as_ref().map(crate::diagnostics::Location::line);
        assert_eq!(place, Some(line), "{text}");
    }
}

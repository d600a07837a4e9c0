//! The catalogue of what the server says: Fluent messages in `host/words/LANGUAGE/NOUN.ftl`, built into the program.
//!
//! The words of a rejection have its code as their id, with `-` for the point. Besides the arguments of a message there are
//! functions: `SIZE($bytes)`, a size in KB, MB or GB; `DURATION($seconds)`, seconds or minutes; `CODE($character)`, the number of a
//! character as people read it, and `POINT($character)` as a number to select by; `EMPTY($list)`, `yes` or `no`.

use crate::language::Language;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use guiju_domain::message::{Argument, Message};
use guiju_model::{Date, Moment, Period, time};
use std::sync::LazyLock;

type Bundle = FluentBundle<FluentResource>;

macro_rules! sources {
    ($language:literal: $($noun:ident)+) => {
        &[$((stringify!($noun), include_str!(concat!("../../words/", $language, "/", stringify!($noun), ".ftl")))),+]
    };
}

/// One file of each language for every list of rejections, and for what else the server says.
macro_rules! nouns {
    ($($(#[$about:meta])* $noun:ident::$list:ident)+) => {
        /// Noun and messages in Chinese.
        const CHINESE: &[(&str, &str)] = sources!("zh-CN": $($noun)+ call command declared effect error health history job line lint matter notice proof search statistics step table);
        /// Noun and messages in English.
        const ENGLISH: &[(&str, &str)] = sources!("en": $($noun)+ call command declared effect error health history job line lint matter notice proof search statistics step table);
    };
}
guiju_domain::rejection_nouns!(nouns);

static BUNDLES: LazyLock<[Bundle; 2]> =
    LazyLock::new(|| [bundle(Language::Chinese, CHINESE), bundle(Language::English, ENGLISH)]);

/// The messages of a language.
fn bundle(language: Language, sources: &[(&str, &str)]) -> Bundle {
    let tag = language.tag();
    let mut bundle = Bundle::new_concurrent(tag.parse().into_iter().collect());
    // The marks of writing direction would stand in mails and exports.
    bundle.set_use_isolating(false);
    for (noun, source) in sources {
        let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(usable, errors)| {
            tracing::error!(tag, noun, ?errors, "messages that cannot be read");
            usable
        });
        if let Err(errors) = bundle.add_resource(resource) {
            tracing::error!(tag, noun, ?errors, "messages that are there twice");
        }
    }
    for error in functions(&mut bundle, language).into_iter().filter_map(Result::err) {
        tracing::error!(tag, %error, "a function of the messages is missing");
    }
    bundle
}

/// Makes the functions known that messages may use.
fn functions(bundle: &mut Bundle, language: Language) -> [Result<(), fluent_bundle::FluentError>; 5] {
    [
        bundle.add_function("SIZE", |values, _| number(values).map_or(FluentValue::Error, |bytes| size(bytes).into())),
        bundle.add_function("DURATION", move |values, _| {
            number(values).map_or(FluentValue::Error, |seconds| duration(seconds, language).into())
        }),
        bundle.add_function("POINT", |values, _| character(values).map_or(FluentValue::Error, FluentValue::from)),
        bundle.add_function("CODE", |values, _| {
            character(values).map_or(FluentValue::Error, |point| format!("U+{point:04X}").into())
        }),
        bundle.add_function("EMPTY", |values, _| match values.first() {
            Some(FluentValue::String(text)) if text.is_empty() => "yes".into(),
            _ => "no".into(),
        }),
    ]
}

/// The number that a function is called with.
fn number(values: &[FluentValue<'_>]) -> Option<u64> {
    match values.first()? {
        FluentValue::Number(number) => Some(usize::from(number) as u64),
        _ => None,
    }
}

/// The code point of the character that a function is called with.
fn character(values: &[FluentValue<'_>]) -> Option<u32> {
    match values.first()? {
        FluentValue::String(text) => text.chars().next().map(u32::from),
        _ => None,
    }
}

/// A number of bytes as people read it.
fn size(bytes: u64) -> String {
    const UNITS: [(u64, &str); 3] = [(1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB")];
    match UNITS.iter().find(|(unit, _)| bytes >= *unit) {
        Some((unit, name)) if bytes.is_multiple_of(*unit) => format!("{} {name}", bytes / unit),
        Some((unit, name)) => format!("{:.1} {name}", bytes as f64 / *unit as f64),
        None => format!("{bytes} B"),
    }
}

/// A number of seconds as people read it: from a minute on in minutes, rounded up.
fn duration(seconds: u64, language: Language) -> String {
    let (count, chinese, english) =
        if seconds < 60 { (seconds, "秒", "second") } else { (seconds.div_ceil(60), "分钟", "minute") };
    match language {
        Language::Chinese => format!("{count} {chinese}"),
        Language::English if count == 1 => format!("{count} {english}"),
        Language::English => format!("{count} {english}s"),
    }
}

fn of(language: Language) -> &'static Bundle {
    match language {
        Language::Chinese => &BUNDLES[0],
        Language::English => &BUNDLES[1],
    }
}

/// A message with its arguments. A message that does not exist is shown by its id; the tests let none be missing.
#[must_use]
pub fn message(message: &Message, language: Language) -> String {
    let (id, bundle) = (message.id.as_ref(), of(language));
    let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else {
        tracing::error!(id, "there is no such message");
        return id.to_owned();
    };
    let arguments = message.arguments.iter().map(|(name, value)| (name.as_ref(), value_of(value, language)));
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(&arguments.collect::<FluentArgs>()), &mut errors).into_owned();
    if !errors.is_empty() {
        tracing::error!(id, ?errors, "a message that cannot be formed");
    }
    text
}

/// An argument as messages of a language take it.
fn value_of(argument: &Argument, language: Language) -> FluentValue<'static> {
    match argument {
        // Numbers are written without separators, as they are entered.
        Argument::Number(number) => FluentValue::from(*number),
        Argument::Bytes(bytes) => FluentValue::from(bytes.0),
        other => FluentValue::from(text(other, language)),
    }
}

/// An argument as a text.
#[must_use]
pub fn text(argument: &Argument, language: Language) -> String {
    match argument {
        Argument::Number(number) => number.to_string(),
        Argument::Bytes(bytes) => size(bytes.0),
        Argument::Text(text) => text.clone().into_owned(),
        Argument::List(values) => {
            let sentences = values.iter().any(|value| matches!(value, Argument::Message(_)));
            let between = match language {
                Language::Chinese if sentences => "；",
                Language::Chinese => "、",
                Language::English if sentences => "; ",
                Language::English => ", ",
            };
            values.iter().map(|value| text(value, language)).collect::<Vec<_>>().join(between)
        }
        Argument::Character(character) => character.to_string(),
        Argument::Bilingual(text) => match language {
            Language::Chinese => text.chinese.clone().into_owned(),
            Language::English => text.english.clone().into_owned(),
        },
        Argument::Day(date) => day(*date, language),
        Argument::Period(period) => span(*period, language),
        Argument::Message(within) => message(within, language),
    }
}

/// A day as it is written out.
fn day(date: Date, language: Language) -> String {
    match language {
        Language::Chinese => date.in_words(),
        Language::English => date.to_string(),
    }
}

/// From when to when, with the end's day where it is another one.
fn span(period: Period, language: Language) -> String {
    let Period { from, to } = period;
    let at = |moment: Moment| format!("{} {}", day(moment.date(), language), time::clock(moment.minutes()));
    let end = if from.date() == to.date() { time::clock(to.minutes()) } else { at(to) };
    match language {
        Language::Chinese => format!("{}—{end}", at(from)),
        Language::English => format!("{} – {end}", at(from)),
    }
}

#[cfg(test)]
mod tests {
    use super::{CHINESE, ENGLISH, Language, duration, message, of, size};
    use crate::error::KINDS;
    use fluent_bundle::{FluentResource, FluentValue};
    use guiju_domain::{
        Rejection,
        jobs::JobKind,
        message::Message,
        rejection::{Account, Decision, Text},
        settings,
    };
    use std::{collections::BTreeSet, ffi::OsStr, fs, path::Path};

    /// Ids of the messages in the files of a language.
    fn ids(sources: &[(&str, &str)]) -> Vec<String> {
        let mut ids = Vec::new();
        for (noun, source) in sources {
            let resource = FluentResource::try_new((*source).to_owned());
            let resource = resource.unwrap_or_else(|(_, errors)| panic!("{noun}: {errors:?}"));
            ids.extend(resource.entries().filter_map(|entry| match entry {
                fluent_syntax::ast::Entry::Message(message) => Some(message.id.name.to_owned()),
                _ => None,
            }));
        }
        ids
    }

    #[test]
    fn both_languages_have_the_same_messages_once() {
        let (chinese, english) = (ids(CHINESE), ids(ENGLISH));
        assert_eq!(chinese, english, "the files of both languages list the same messages in the same order");
        assert_eq!(chinese.iter().collect::<BTreeSet<_>>().len(), chinese.len(), "a message is there twice");
    }

    /// A message has words in both languages that need no other arguments than these. A number formats in every place, but as a character.
    fn formed(id: &str, arguments: &[&'static str]) {
        for language in [Language::Chinese, Language::English] {
            let (bundle, mut errors) = (of(language), Vec::new());
            let pattern = bundle.get_message(id).and_then(|message| message.value()).expect(id);
            let arguments = arguments.iter().map(|name| (*name, FluentValue::from(2))).collect();
            let text = bundle.format_pattern(pattern, Some(&arguments), &mut errors);
            errors.retain(|why| !["CODE", "POINT"].iter().any(|function| why.to_string().contains(function)));
            assert!(errors.is_empty(), "{id}: {text} {errors:?}");
        }
    }

    #[test]
    fn every_rejection_and_every_slip_has_its_words_with_its_arguments() {
        Rejection::declared().for_each(|declared| formed(&declared.code.replace('.', "-"), declared.arguments));
        guiju_lint::Slip::CODES.iter().for_each(|(code, arguments)| formed(&format!("lint-{code}"), arguments));
    }

    /// The texts of the Rust files below a folder of the server.
    fn sources_below(folder: &Path) -> String {
        let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        files
            .map(|path| match path.extension().and_then(OsStr::to_str) {
                _ if path.is_dir() => sources_below(&path),
                Some("rs") => fs::read_to_string(&path).unwrap(),
                _ => String::new(),
            })
            .collect()
    }

    #[test]
    fn every_message_is_said_somewhere_and_every_id_is_a_message() {
        let top = Path::new(env!("CARGO_MANIFEST_DIR"));
        let sources = sources_below(&top.join("src")) + &sources_below(&top.join("domain/src"));
        let codes = Rejection::codes().map(|code| code.replace('.', "-"));
        let tables = crate::store::row_digests::covered().map(|(name, ..)| crate::evidence::table_named(name).id);
        let mut said = codes.chain(tables.map(Into::into)).collect::<BTreeSet<_>>();
        said.extend(guiju_lint::Slip::CODES.iter().map(|(code, _)| format!("lint-{code}")));
        said.extend(JobKind::ALL.iter().map(|kind| kind.message().id.into_owned()));
        let known = ids(CHINESE).into_iter().collect::<BTreeSet<_>>();
        let unused = known.iter().filter(|id| !said.contains(*id) && !sources.contains(&format!("\"{id}\"")));
        assert_eq!(unused.collect::<Vec<_>>(), Vec::<&String>::new(), "nothing says these");
        let calls = ["Message::new(", "words::said(", "message!(", "text!("].into_iter();
        let named = calls.flat_map(|call| sources.split(call).skip(1));
        let named = named.filter_map(|call| call.trim_start().strip_prefix('"')?.split('"').next());
        let is_id = |id: &&str| id.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        let named = named.filter(|id| *id != "no-such-message").filter(is_id);
        let missing = named.filter(|id| !known.contains(*id));
        assert_eq!(missing.collect::<Vec<_>>(), Vec::<&str>::new(), "these have no words");
    }

    /// What is written between the bracket that was opened before and the one that closes it.
    fn bracketed(text: &str) -> &str {
        let (mut depth, mut quoted, mut escaped) = (0_u32, false, false);
        for (at, sign) in text.char_indices() {
            match sign {
                _ if escaped => escaped = false,
                '\\' => escaped = quoted,
                '"' => quoted = !quoted,
                _ if quoted => {}
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' if depth == 0 => return &text[..at],
                ')' | ']' | '}' => depth -= 1,
                _ => {}
            }
        }
        text
    }

    /// The names in a call such as `"id", name, other = value`.
    fn arguments(call: &str) -> BTreeSet<String> {
        let (mut names, mut rest) = (BTreeSet::new(), call);
        while let Some(at) = rest.find(',') {
            rest = rest[at + 1..].trim_start();
            let name = rest.chars().take_while(|sign| sign.is_ascii_lowercase() || *sign == '_').collect::<String>();
            let value = rest[name.len()..].trim_start().strip_prefix('=').unwrap_or_default();
            if !name.is_empty() {
                names.insert(name);
            }
            // The value's own commas stand within brackets.
            let mut ends = 0;
            while let Some(sign) = value[ends..].chars().next().filter(|sign| *sign != ',') {
                ends += sign.len_utf8();
                if matches!(sign, '(' | '[' | '{') {
                    ends += bracketed(&value[ends..]).len() + 1;
                }
            }
            rest = if value.is_empty() { rest } else { &value[ends..] };
        }
        names
    }

    #[test]
    fn words_name_what_they_are_given() {
        assert_eq!(arguments(r#""id", one, other = f(1, g(2)), last = ["a", "b"]"#).len(), 3);
        let top = Path::new(env!("CARGO_MANIFEST_DIR"));
        let sources = sources_below(&top.join("src")) + &sources_below(&top.join("domain/src"));
        let mut seen = 0;
        // A call may stand within another, so that each is read from where it begins to the bracket that closes it.
        let calls = ["message!(", "text!("].into_iter().flat_map(|call| sources.match_indices(call));
        for (at, call) in calls {
            let call = bracketed(&sources[at + call.len()..]).trim();
            let Some((id, _)) = call.strip_prefix('"').and_then(|call| call.split_once('"')) else { continue };
            if !id.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') || id == "no-such-message" {
                continue;
            }
            let given = arguments(call);
            for language in [Language::Chinese, Language::English] {
                let bundle = of(language);
                let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else { continue };
                let values = given.iter().map(|name| (name.as_str(), FluentValue::from(2))).collect();
                let mut errors = Vec::new();
                let text = bundle.format_pattern(pattern, Some(&values), &mut errors);
                assert_eq!(
                    errors.iter().map(ToString::to_string).collect::<Vec<_>>(),
                    Vec::<String>::new(),
                    "{id}: {text}"
                );
                seen += 1;
            }
        }
        assert!(seen > 200, "{seen} messages were looked at");
    }

    #[test]
    fn every_kind_of_problem_has_words() {
        let known = ids(CHINESE);
        let classes = Rejection::codes().count();
        assert!(classes > 100, "{classes} codes");
        // A kind is either that of rejections with codes of their own, or an error with words of its own.
        let of_rejections =
            ["invalid", "forbidden", "not-found", "gone", "slow", "conflict", "rejected", "vacancy", "throttled"];
        for (kind, status) in KINDS {
            let own = known.contains(&format!("error-{kind}"));
            assert!(own != of_rejections.contains(&kind), "{kind} ({status})");
        }
    }

    fn both(why: impl Into<Rejection>) -> [String; 2] {
        let said = why.into().message();
        [Language::Chinese, Language::English].map(|language| message(&said, language))
    }

    #[test]
    fn arguments_are_shown_as_people_read_them() {
        let unknown = Message::new("no-such-message", vec![("names", vec!["甲", "乙"].into())]);
        assert_eq!(message(&unknown, Language::Chinese), "no-such-message");
        let now = vec!["甲".to_owned(), "乙".to_owned()];
        assert_eq!(both(Decision::NoLongerYours { now })[0], "这件事项已不由您办理，现由甲、乙办理");
        assert!(both(Decision::NoLongerYours { now: Vec::new() })[0].contains("无人担任"));
        assert!(both(Text::Control { character: '\0' })[0].contains("NUL"));
        assert!(both(Text::Control { character: '\u{8}' })[1].contains("(U+0008)"));
        assert_eq!(both(Account::Throttled { seconds: 61 })[1], "Too many attempts; try again in 2 minutes");
    }

    #[test]
    fn a_message_may_stand_in_another() {
        let Err(why) = settings::SECOND_FACTOR.check(settings::Value::Number(1)) else { panic!("a number for names") };
        assert_eq!(
            both(why),
            [
                "“必须启用动态口令的人员”只能从这些中选：系统管理员、安全员、审计员、可查阅保密内容的岗位",
                "“Who must use a second factor” takes any of: administrators, security officers, auditors, holders of posts that open confidential content",
            ]
        );
    }

    #[test]
    fn sizes_and_times_are_in_the_largest_unit() {
        assert_eq!([64 << 20, 1 << 30, 1536, 700].map(size), ["64 MB", "1 GB", "1.5 KB", "700 B"]);
        assert_eq!([1, 59, 60, 61].map(|of| duration(of, Language::Chinese)), ["1 秒", "59 秒", "1 分钟", "2 分钟"]);
        assert_eq!(duration(60, Language::English), "1 minute");
    }
}

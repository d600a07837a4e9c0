//! The catalogue of what the server says: Fluent messages in `host/words/LANGUAGE/NOUN.ftl`, built into the program.
//!
//! The words of a rejection have its code as their id, with `-` for the point. Besides the arguments of a message there are two
//! functions: `SIZE($bytes)`, a size in KB or MB, and `CODE($character)`, the number of a character.

use crate::language::Language;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use guiju_domain::rejection::{Argument, Arguments};
use guiju_model::{Moment, Period, time};
use std::sync::LazyLock;

type Bundle = FluentBundle<FluentResource>;

macro_rules! sources {
    ($language:literal: $($noun:literal)+) => {
        &[$(($noun, include_str!(concat!("../../words/", $language, "/", $noun, ".ftl")))),+]
    };
}

macro_rules! nouns {
    ($($noun:literal)+) => {
        /// Noun and messages in Chinese.
        const CHINESE: &[(&str, &str)] = sources!("zh-CN": $($noun)+);
        /// Noun and messages in English.
        const ENGLISH: &[(&str, &str)] = sources!("en": $($noun)+);
    };
}

// One file of each language for each noun.
nouns! {
    "act"
    "booking"
    "filing"
    "record"
    "unknown"
    "vacancy"
}

static BUNDLES: LazyLock<[Bundle; 2]> = LazyLock::new(|| [bundle("zh-CN", CHINESE), bundle("en", ENGLISH)]);

/// The messages of a language.
fn bundle(tag: &str, sources: &[(&str, &str)]) -> Bundle {
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
    let functions = [
        bundle.add_function("SIZE", |values, _| match values.first() {
            Some(FluentValue::Number(bytes)) => super::sized(usize::from(bytes) as u64).into(),
            _ => FluentValue::Error,
        }),
        bundle.add_function("CODE", |values, _| match values.first() {
            Some(FluentValue::String(text)) => {
                text.chars().next().map_or(FluentValue::Error, |first| format!("U+{:04X}", first as u32).into())
            }
            _ => FluentValue::Error,
        }),
    ];
    for error in functions.into_iter().filter_map(Result::err) {
        tracing::error!(tag, %error, "a function of the messages is missing");
    }
    bundle
}

fn of(language: Language) -> &'static Bundle {
    match language {
        Language::Chinese => &BUNDLES[0],
        Language::English => &BUNDLES[1],
    }
}

/// A message with its arguments. A message that does not exist is shown by its id; the tests let none be missing.
#[must_use]
pub fn message(language: Language, id: &str, arguments: &Arguments) -> String {
    let bundle = of(language);
    let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else {
        tracing::error!(id, "there is no such message");
        return id.to_owned();
    };
    let arguments = arguments.iter().map(|(name, value)| (*name, shown(value, language))).collect::<FluentArgs>();
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(&arguments), &mut errors).into_owned();
    if !errors.is_empty() {
        tracing::error!(id, ?errors, "a message that cannot be formed");
    }
    text
}

/// The words of a rejection.
#[must_use]
pub fn rejected(language: Language, code: &str, arguments: &Arguments) -> String {
    message(language, &code.replace('.', "-"), arguments)
}

/// An argument as messages of a language take it.
fn shown(argument: &Argument, language: Language) -> FluentValue<'static> {
    match argument {
        // Numbers are written without separators, as they are entered.
        Argument::Number(number) => FluentValue::from(*number),
        Argument::Text(text) => FluentValue::from(text.clone().into_owned()),
        Argument::List(texts) => FluentValue::from(texts.join(match language {
            Language::Chinese => "、",
            Language::English => ", ",
        })),
        Argument::Character(character) => FluentValue::from(character.to_string()),
        Argument::Bytes(bytes) => FluentValue::from(bytes.0),
        Argument::Bilingual(text) => FluentValue::from(match language {
            Language::Chinese => text.chinese,
            Language::English => text.english,
        }),
        Argument::Period(period) => FluentValue::from(span(*period, language)),
    }
}

/// From when to when, with the end's day where it is another one.
fn span(period: Period, language: Language) -> String {
    let Period { from, to } = period;
    let day = |moment: Moment| match language {
        Language::Chinese => moment.date().in_words(),
        Language::English => moment.date().to_string(),
    };
    let at = |moment: Moment| format!("{} {}", day(moment), time::clock(moment.minutes()));
    let end = if from.date() == to.date() { time::clock(to.minutes()) } else { at(to) };
    match language {
        Language::Chinese => format!("{}—{end}", at(from)),
        Language::English => format!("{} – {end}", at(from)),
    }
}

#[cfg(test)]
mod tests {
    use super::{CHINESE, ENGLISH, Language, message, of};
    use fluent_bundle::{FluentResource, FluentValue};
    use guiju_domain::{Rejection, rejection::Argument};
    use std::collections::BTreeSet;

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

    #[test]
    fn every_rejection_has_its_words_with_its_arguments() {
        for declared in Rejection::declared() {
            let id = declared.code.replace('.', "-");
            for language in [Language::Chinese, Language::English] {
                let bundle = of(language);
                let pattern = bundle.get_message(&id).and_then(|message| message.value());
                let pattern = pattern.unwrap_or_else(|| panic!("{}: no words in {language:?}", declared.code));
                // A number formats in every place, also where a message selects by a name or asks for a size.
                let arguments = declared.arguments.iter().map(|name| (*name, FluentValue::from(2))).collect();
                let mut errors = Vec::new();
                let text = bundle.format_pattern(pattern, Some(&arguments), &mut errors);
                let errors = errors.iter().map(ToString::to_string).filter(|why| !why.contains("CODE"));
                assert_eq!(errors.collect::<Vec<_>>(), Vec::<String>::new(), "{}: {text}", declared.code);
            }
        }
    }

    #[test]
    fn arguments_are_shown_as_people_read_them() {
        let list = vec![("names", Argument::List(vec!["甲".to_owned(), "乙".to_owned()]))];
        assert_eq!(message(Language::Chinese, "no-such-message", &list), "no-such-message");
    }
}

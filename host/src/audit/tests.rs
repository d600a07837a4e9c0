//! Each kind of event has a sentence in both languages, whatever an earlier version left out of its body.

use super::{changes, choices, recorded::Recorded, sentences};
use crate::{keepers::RequestWording, language::Language, policy::OfficePolicy, staff::Staff, words};
use guiju_domain::{
    events::{EventKind, Theme, Thing},
    message,
};
use guiju_model::Date;
use serde_json::{Value, json};

/// What each kind is said to be, in a language, of a body.
fn said(language: Language, body: &Value) -> Vec<(&'static str, String)> {
    let (staff, policy) = (Staff::default(), OfficePolicy::default());
    let of = Recorded { body, staff: &staff, policy: &policy, day: Date(20_000) };
    language.within(|| {
        let said = EventKind::ALL.into_iter().map(|kind| {
            let sentence = sentences::sentence(kind, &of).unwrap_or_else(|| panic!("no sentence for {kind}"));
            (kind.name(), words::answer(&sentence))
        });
        said.collect()
    })
}

#[test]
fn every_kind_has_a_sentence_in_both_languages() {
    // A body of an earlier version has less in it, or something else.
    for body in [json!({}), json!(null), json!({ "person": "text", "regulation": 3, "after": [], "count": -1 })] {
        let (chinese, english) = (said(Language::Chinese, &body), said(Language::English, &body));
        for ((kind, chinese), (_, english)) in chinese.iter().zip(&english) {
            assert!(!chinese.contains("audit-") && !english.contains("audit-"), "{kind}: {chinese} / {english}");
            assert!(!chinese.contains("{$") && !english.contains("{$"), "{kind}: {chinese} / {english}");
            assert_ne!(chinese, english, "{kind}");
        }
    }
}

#[test]
fn every_theme_and_thing_has_a_name_in_both_languages() {
    let names = |language: Language| {
        language.within(|| {
            let themes = Theme::ALL.map(|theme| words::answer(&choices::theme(theme)));
            let things = Thing::ALL.map(|thing| words::answer(&message!("audit-thing", thing = thing.name())));
            (themes.to_vec(), things.to_vec())
        })
    };
    let (chinese, english) = (names(Language::Chinese), names(Language::English));
    for names in [&chinese.0, &chinese.1, &english.0, &english.1] {
        let once = names.iter().collect::<std::collections::BTreeSet<_>>();
        assert_eq!(once.len(), names.len(), "{names:?}");
    }
}

#[test]
fn the_reason_is_told_whatever_it_is_called() {
    let (staff, policy) = (Staff::default(), OfficePolicy::default());
    for name in ["reason", "words", "opinion"] {
        let body = json!({ name: " 单位修订 " });
        let of = Recorded { body: &body, staff: &staff, policy: &policy, day: Date(20_000) };
        assert_eq!(changes::reason(&of).as_deref(), Some("单位修订"), "{name}");
    }
}

/// An event of the baseline, as it wrote it: the sentence and what is stated.
fn of_the_baseline(language: Language, kind: EventKind, body: &Value) -> (String, Vec<String>) {
    let (staff, policy) = (Staff::default(), OfficePolicy::default());
    let of = Recorded { body, staff: &staff, policy: &policy, day: Date(20_000) };
    let wording = RequestWording::default();
    let said = || sentences::sentence(kind, &of).map(|said| words::answer(&said)).unwrap_or_default();
    language.within(|| (said(), changes::details(kind, &of, &wording)))
}

#[test]
fn the_people_and_posts_of_the_baseline_are_told() {
    let mut person = json!({ "attributes": { "married": true }, "department": "办公室", "left": false, "name": "周建国", "person": 2 });
    let (said, stated) = of_the_baseline(Language::Chinese, EventKind::BaselinePerson, &person);
    assert_eq!(said, "录入或修改人员周建国的资料");
    assert_eq!(stated, ["姓名：周建国", "部门：办公室", "married：是"]);
    person["left"] = json!(true);
    assert_eq!(of_the_baseline(Language::English, EventKind::BaselinePerson, &person).0, "周建国 left the office");
    let post = json!({ "department": "党政领导", "deputy": null, "holder": null, "id": null, "roles": ["secretary"], "supervises": ["综治办"], "title": "书记" });
    let (said, stated) = of_the_baseline(Language::English, EventKind::BaselinePost, &post);
    assert_eq!(said, "Entered or changed the post 书记 (党政领导)");
    assert!(
        stated.iter().any(|line| line.contains("secretary")) && stated.iter().any(|line| line.contains("综治办")),
        "{stated:?}"
    );
}

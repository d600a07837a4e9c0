//! Questions in parts: the same comes back, and what is given again and again is stored once.

use super::{
    Question, Reply,
    deflate::{deflated, inflated},
    parts::{Parts, joined, packed, split},
    same,
};
use guiju_model::{Check, Entry, FormId, Json, Known, Ledger, PersonId, RecordId, Route, Status, Subject};

/// A question about a period with so many records.
fn question(records: u64) -> Question {
    let entry = |number: u64| Entry {
        id: RecordId::from(number),
        person: Some(PersonId::from(7_u64)),
        starts: 1_700_000_000 + i64::try_from(number).unwrap_or_default() * 86_400,
        ends: 1_700_003_600,
        content: Json::from(format!("{{\"amount\":{},\"purpose\":\"第 {number} 次下乡的差旅费\"}}", number * 731)),
        status: Status::Completed,
        step: None,
    };
    let known = vec![Known {
        source: FormId::from("travel/claim"),
        entries: (0..records).map(entry).collect(),
        groups: Vec::new(),
        numbers: None,
    }];
    let facts = guiju_model::Facts {
        now: 1_700_000_000,
        parameters: Json::from(format!("{{\"limits\":[{}]}}", "100,".repeat(60) + "1")),
        known,
        ..guiju_model::Facts::default()
    };
    Question::Period(Ledger {
        assessed: "month".to_owned(),
        subject: Subject::Office,
        starts: 20_000,
        ends: 20_030,
        facts,
    })
}

#[test]
fn a_question_comes_back_as_it_was() {
    for records in [0, 1, 2, 40, 300] {
        let (asked, mut parts) = (question(records), Parts::new());
        let split = split(asked.clone(), &mut parts).unwrap();
        assert_eq!(joined(&split.asked, &split.digests, &parts).unwrap(), asked, "{records}");
        let Some((gone, _)) = parts.pop_first() else { panic!("no parts of {records} records") };
        assert!(joined(&split.asked, &split.digests, &parts).is_err(), "{gone:?} is gone");
        parts.insert(gone, packed(&"another").unwrap());
        assert!(joined(&split.asked, &split.digests, &parts).is_err(), "{gone:?} is another");
    }
}

/// Texts of any length are deflated whole, one after the other.
#[test]
fn nothing_is_lost_by_deflating() {
    for length in [0, 1, 95, 4_000, 900_000] {
        let text = (0..length).map(|index: u32| (index.wrapping_mul(2_654_435_761) >> 24) as u8).collect::<Vec<_>>();
        assert_eq!(inflated(&deflated(&text).unwrap()).unwrap(), text, "{length}");
    }
}

/// A register that grows by a record with each filing: what is stored of all filings is a small part of what each would take.
#[test]
fn what_is_given_again_is_stored_once() {
    let (mut whole, mut stored, mut parts) = (0, 0, Parts::new());
    for records in 100..200 {
        let asked = question(records);
        whole += packed(&asked).unwrap().len();
        let split = split(asked, &mut parts).unwrap();
        stored += split.asked.len() + split.digests.len() * 32;
    }
    stored += parts.iter().map(|(digest, bytes)| digest.len() * 2 + bytes.len()).sum::<usize>();
    assert!(stored * 2 < whole, "{stored} bytes in parts, {whole} without");
    assert!(parts.len() < 200, "{} parts of 100 questions", parts.len());
}

/// An answer that was recorded before the contract had a field is the same answer; one that differs otherwise is another.
#[test]
fn an_answer_without_later_fields_is_the_same() {
    let answer = Reply::Matter(Check::default(), Route::default());
    let now = serde_json::to_string(&answer).unwrap();
    let before = now.replace(",\"at_once\":[],\"deadlines\":[]", "");
    assert_ne!(before, now);
    assert!(same(&now, &answer).unwrap() && same(&before, &answer).unwrap());
    let more = now.replace("\"steps\":[]", "\"steps\":[],\"not_yet_there\":[]");
    let (noted, refused) = (
        now.replace("\"effects\":[]", "\"effects\":[{\"withdraw\":{\"clause\":\"1\",\"record\":1,\"reason\":\"\"}}]"),
        "{}",
    );
    assert!(!same(&more, &answer).unwrap() && !same(&noted, &answer).unwrap() && same(refused, &answer).is_err());
}

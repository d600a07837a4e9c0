//! Components that mean harm or are broken: each is a typed, readable error, and the others go on.

use guiju_api::Filing;
use guiju_engine::{Engine, FaultKind, Limits, LoadError};
use guiju_model::{Facts, Matter, Person};
use guiju_tests::{on_each_database, root};
use reqwest::StatusCode;
use serde_json::json;
use std::time::Instant;

fn refusal(component: &[u8]) -> LoadError {
    match Engine::new(Limits::default(), None).and_then(|engine| engine.load(component)) {
        Err(why) => why,
        Ok(loaded) => unreachable!("{loaded:?} is accepted"),
    }
}

#[test]
fn not_a_component() {
    assert!(matches!(refusal(b"hello"), LoadError::NotAComponent(_)));
    let module = wat::parse_str("(module)").unwrap();
    assert!(matches!(refusal(&module), LoadError::NotAComponent(_)));
}

#[test]
fn without_the_contract() {
    let component = wat::parse_str("(component)").unwrap();
    assert!(matches!(refusal(&component), LoadError::Contract { .. }));
}

#[test]
fn asks_for_something_from_outside() {
    let component = wat::parse_str(r#"(component (import "clock" (func)))"#).unwrap();
    assert!(matches!(refusal(&component), LoadError::Imports(asked) if asked == ["clock"]));
}

/// A component made for another version of the contract is told apart from one without any.
#[test]
fn another_contract() {
    let component = wat::parse_str(
        r#"(component (import "guiju:regulation/vocabulary@9.0.0" (instance (type $date s32) (export "date" (type (eq $date))))))"#,
    )
    .unwrap();
    let why = refusal(&component);
    assert!(matches!(&why, LoadError::Contract { why, .. } if why.contains("@9.0.0")), "{why}");
    assert!(why.to_string().contains("guiju:regulation@1."), "it says which contract is spoken here: {why}");
}

#[test]
fn too_large() {
    let bytes = vec![0; Limits::default().component_bytes + 1];
    assert!(matches!(refusal(&bytes), LoadError::TooLarge { .. }));
}

fn matter(form: &str) -> Matter {
    Matter {
        form: form.to_owned(),
        content: "{}".to_owned(),
        applicant: Person::default(),
        subject: Person::default(),
        on_behalf: false,
        filed_at: 0,
        decisions: Vec::new(),
        facts: Facts { parameters: "{}".to_owned(), ..Facts::default() },
    }
}

/// Each harm is a fault of its own kind, names regulation and function, and leaves the next call unharmed.
#[test]
fn every_harm_is_a_typed_fault() {
    let engine = Engine::new(Limits::default(), Some(&root().join("target/compiled"))).unwrap();
    let hostile = engine.load(&std::fs::read(root().join("target/hostile.wasm")).unwrap()).unwrap();
    let limits = Limits::default();
    for (form, expected) in [
        ("endless", FaultKind::OutOfTime(limits.call_milliseconds)),
        ("hoard", FaultKind::OutOfMemory(limits.memory_bytes)),
        ("flood", FaultKind::OutputTooLarge(limits.output_bytes)),
        // A hundred MB are more than it may even hold.
        ("deluge", FaultKind::OutOfMemory(limits.memory_bytes)),
        ("invented", FaultKind::UnknownClause("9.9".to_owned())),
    ] {
        let fault = hostile.validate(&matter(form)).unwrap_err();
        assert_eq!(fault.kind, expected, "{form}");
        assert_eq!((fault.regulation.as_str(), fault.function), ("hostile", "validate"));
        assert!(hostile.validate(&matter("harmless")).is_ok(), "after {form}");
    }
    for form in ["trap", "recursion"] {
        let fault = hostile.validate(&matter(form)).unwrap_err();
        assert!(matches!(fault.kind, FaultKind::Trap(_) | FaultKind::StackOverflow), "{form}: {fault}");
        assert!(hostile.validate(&matter("harmless")).is_ok(), "after {form}");
    }
    let fault = hostile.validate(&matter("nothing")).unwrap_err();
    assert!(matches!(fault.kind, FaultKind::Refused(_)), "{fault}");
}

/// While one regulation loops, others are answered without waiting for it.
#[test]
fn others_are_served_meanwhile() {
    let engine =
        Engine::new(Limits { call_milliseconds: 1000, ..Limits::default() }, Some(&root().join("target/compiled")))
            .unwrap();
    let hostile = engine.load(&std::fs::read(root().join("target/hostile.wasm")).unwrap()).unwrap();
    std::thread::scope(|scope| {
        let looping = scope.spawn(|| hostile.validate(&matter("endless")));
        let mut served = 0;
        while !looping.is_finished() {
            assert!(hostile.validate(&matter("harmless")).is_ok());
            served += 1;
        }
        // Had each to wait for the loop, it would be over before the second.
        assert!(served > 1, "{served} were served before the loop was over");
    });
}

on_each_database! {
    /// Over the API: each harm is a problem that names the regulation, says that nothing is lost, and keeps nobody waiting.
    others_go_on(office, "2026-03-02T09:00") {
        office.bind("hostile").await?;
        office.bind("workbench").await?;
        let (li, liu) = (office.person("li").await?, office.person("liu").await?);
        for form in ["endless", "recursion", "hoard", "trap", "flood", "deluge", "invented"] {
            let (status, problem) = liu.files(&format!("hostile/{form}"), json!({})).await?;
            assert_eq!((status, problem.problem().kind.as_str()), (StatusCode::BAD_GATEWAY, "regulation-fault"), "{form}: {problem}");
            assert!(problem.title().contains("Hostile") && problem.title().contains("没有丢失"), "{problem}");
        }
        let endless = Filing { content: json!({}), ..Filing::default() };
        let preview = || liu.post("/api/forms/hostile/endless/preview", &endless);
        let looping = async {
            let answers = tokio::try_join!(preview(), preview(), preview(), preview(), preview(), preview())?;
            assert_eq!(answers.5.0, StatusCode::BAD_GATEWAY);
            anyhow::Ok(Instant::now())
        };
        let content = json!({ "way": "one", "people": [liu.id], "last": liu.id, "note": "有事" });
        let others = async {
            for _ in 0..5 {
                li.preview("workbench/trial", &content).await?;
            }
            anyhow::Ok(Instant::now())
        };
        let (looped, served) = tokio::try_join!(looping, others)?;
        assert!(served < looped, "five previews took longer than six loops at once");
        Ok(())
    }
}

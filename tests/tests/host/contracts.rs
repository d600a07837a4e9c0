//! Every contract that this server ever spoke is spoken still: a binary kept from each runs through its adapter.

use guiju_engine::{Engine, Limits};
use guiju_tests::root;

/// Built when the contract was 0.1.0, and never since.
#[test]
fn the_first_contract_is_spoken_still() {
    let bytes = std::fs::read(root().join("tests/kept/whereabouts-0.1.0.wasm")).unwrap();
    let loaded = Engine::new(Limits::default(), None).unwrap().load(&bytes).unwrap();
    assert_eq!(loaded.contract(), "guiju:regulation@0.1.0");
    let report = guiju_testkit::run(&guiju_package::cases(&bytes).unwrap(), &loaded).unwrap();
    assert!(report.cases > 10 && report.failures.is_empty(), "{:#?}", report.failures);
    assert_eq!(report.gaps(loaded.manifest()), Vec::<String>::new());
    let forms = loaded.manifest().forms.iter();
    assert!(
        forms.clone().count() == 3 && forms.clone().all(|form| form.copies.is_empty()),
        "what it could not say is empty"
    );
}

/// Built when the contract was 1.0.0, before forms had synonyms and sheets a legend, and never since.
#[test]
fn the_first_stable_contract_is_spoken_still() {
    let bytes = std::fs::read(root().join("tests/kept/whereabouts-1.0.0.wasm")).unwrap();
    let loaded = Engine::new(Limits::default(), None).unwrap().load(&bytes).unwrap();
    assert_eq!(loaded.contract(), "guiju:regulation@1.0.0");
    let report = guiju_testkit::run(&guiju_package::cases(&bytes).unwrap(), &loaded).unwrap();
    assert!(report.cases > 10 && report.failures.is_empty(), "{:#?}", report.failures);
    let manifest = loaded.manifest();
    assert!(manifest.forms.iter().all(|form| form.synonyms.is_empty()), "what it could not say is empty");
    assert!(manifest.assesses.iter().all(|assessed| assessed.legend.is_empty()), "what it could not say is empty");
}

/// Every form of the office's regulations is found by everyday words, and every sheet says what its signs mean.
#[test]
fn forms_declare_everyday_words() {
    let engine = Engine::new(Limits::default(), None).unwrap();
    for file in std::fs::read_dir(root().join("target/regulations")).unwrap() {
        let loaded = engine.load(&std::fs::read(file.unwrap().path()).unwrap()).unwrap();
        for form in &loaded.manifest().forms {
            assert!(form.synonyms.len() > 2, "{}/{} has no everyday words", loaded.manifest().id, form.id);
        }
    }
}

/// The text of a contract that was kept is the one that the binary was built for.
#[test]
fn kept_texts() {
    for version in ["0.1.0", "1.0.0"] {
        let kept = std::fs::read_to_string(root().join(format!("sdk/wit/kept/{version}.wit"))).unwrap();
        assert!(kept.contains(&format!("package guiju:regulation@{version};")));
    }
    let now = std::fs::read_to_string(root().join("sdk/wit/regulation.wit")).unwrap();
    assert!(now.contains("package guiju:regulation@1.1.0;"));
}

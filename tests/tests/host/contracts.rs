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

/// The text of a contract that was kept is the one that the binary was built for.
#[test]
fn kept_texts() {
    let kept = std::fs::read_to_string(root().join("sdk/wit/kept/0.1.0.wit")).unwrap();
    assert!(kept.contains("package guiju:regulation@0.1.0;"));
    let now = std::fs::read_to_string(root().join("sdk/wit/regulation.wit")).unwrap();
    assert!(now.contains("package guiju:regulation@1.0.0;"));
}

//! Every regulation's own cases, run in the sandbox from the packed component, each clause touched.

use guiju_engine::{Engine, Limits};
use guiju_package::cases;
use guiju_tests::root;

#[test]
fn every_case_passes_in_the_sandbox() {
    let engine = Engine::new(Limits::default(), Some(&root().join("target/compiled"))).unwrap();
    let mut regulations = 0;
    for entry in std::fs::read_dir(root().join("target/regulations")).unwrap().flatten() {
        let bytes = std::fs::read(entry.path()).unwrap();
        let loaded = engine.load(&bytes).unwrap();
        let report = guiju_testkit::run(&cases(&bytes).unwrap(), &loaded).unwrap();
        assert_eq!(report.failures, Vec::<String>::new(), "{:?}", entry.path());
        assert_eq!(report.gaps(loaded.manifest()), Vec::<String>::new(), "{:?}", entry.path());
        assert!(report.cases > 0);
        regulations += 1;
    }
    assert!(regulations > 0, "build the regulations first: cargo xtask plugins");
}

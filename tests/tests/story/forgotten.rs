//! A read that is forgotten fails the cases that tell what it brought, in the sandbox as natively.

use guiju_engine::{Engine, Limits, Loaded};
use guiju_model::{Assessment, Check, Ledger, Manifest, Matter, Route};
use guiju_testkit::Answerer;
use guiju_tests::root;

/// A regulation that does not declare what the rules of one form, or one judgement, read.
struct Forgetful<'a> {
    loaded: &'a Loaded,
    forgets: &'a str,
}

impl Answerer for Forgetful<'_> {
    fn describe(&self) -> Manifest {
        let mut manifest = self.loaded.manifest().clone();
        manifest.reads.iter_mut().filter(|(form, _)| form == self.forgets).for_each(|(_, reads)| reads.clear());
        let judged = manifest.assesses.iter_mut().filter(|assessed| assessed.id == self.forgets);
        judged.for_each(|assessed| assessed.reads.clear());
        manifest
    }
    fn validate(&self, matter: Matter) -> Result<Check, String> {
        self.loaded.validate(&matter).map_err(|fault| fault.to_string())
    }
    fn route(&self, matter: Matter) -> Result<Route, String> {
        self.loaded.route(&matter).map_err(|fault| fault.to_string())
    }
    fn assess(&self, ledger: Ledger) -> Result<Assessment, String> {
        self.loaded.assess(&ledger).map_err(|fault| fault.to_string())
    }
}

/// Every list of reads of every regulation is forgotten in turn.
#[test]
fn a_read_that_is_forgotten_fails_its_cases() {
    let engine = Engine::new(Limits::default(), None).unwrap();
    let (mut forgotten, mut unnoticed) = (0, Vec::new());
    let packages = std::fs::read_dir(root().join("target/regulations")).unwrap().map(|file| file.unwrap().path());
    for package in packages.filter(|file| file.extension().is_some_and(|extension| extension == "wasm")) {
        let bytes = std::fs::read(&package).unwrap();
        let loaded = engine.load(&bytes).unwrap();
        let cases = guiju_package::cases(&bytes).unwrap();
        let manifest = loaded.manifest();
        let reading = manifest.reads.iter().filter(|(_, reads)| !reads.is_empty()).map(|(form, _)| form);
        let judging =
            manifest.assesses.iter().filter(|assessed| !assessed.reads.is_empty()).map(|assessed| &assessed.id);
        for forgets in reading.chain(judging) {
            let report = guiju_testkit::run(&cases, &Forgetful { loaded: &loaded, forgets }).unwrap();
            let says = ["no read brings what the case tells", "is not among the reads that the rule declares"];
            if !report.failures.iter().any(|failure| says.iter().any(|says| failure.contains(says))) {
                unnoticed.push(format!("{}, {forgets}: {:?}", manifest.id, report.failures));
            }
            forgotten += 1;
        }
    }
    assert!(forgotten > 22, "{forgotten} lists of reads");
    assert!(unnoticed.is_empty(), "of {forgotten}:\n{}", unnoticed.join("\n"));
}

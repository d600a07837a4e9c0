//! A read that is forgotten fails the cases that tell what it brought, in the sandbox as natively.

use guiju_engine::{Engine, Limits, Loaded};
use guiju_model::{Assessment, Check, Ledger, Manifest, Matter, Route};
use guiju_testkit::Answerer;
use guiju_tests::root;

/// A read that a regulation does not declare: the form or judgement whose rules it is for, and its place among their reads.
type Forgotten<'a> = (&'a str, usize);

/// A regulation that does not declare one of its reads.
struct Forgetful<'a> {
    loaded: &'a Loaded,
    forgets: Forgotten<'a>,
}

impl Answerer for Forgetful<'_> {
    fn describe(&self) -> Manifest {
        let mut manifest = self.loaded.manifest().clone();
        let (of, at) = self.forgets;
        let filed = manifest.reads.iter_mut().filter(|(form, _)| form == of).map(|(_, reads)| reads);
        let judged = manifest.assesses.iter_mut().filter(|assessed| assessed.id == of).map(|judged| &mut judged.reads);
        filed.chain(judged).for_each(|reads| {
            reads.remove(at);
        });
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

/// The reads of a regulation, each with the name under which it answers.
fn reads(manifest: &Manifest) -> Vec<(Forgotten<'_>, &str)> {
    let filed = manifest.reads.iter().map(|(form, reads)| (form, reads));
    let judged = manifest.assesses.iter().map(|assessed| (&assessed.id, &assessed.reads));
    let all =
        filed.chain(judged).flat_map(|(of, reads)| reads.iter().enumerate().map(move |(at, read)| (of, at, read)));
    all.map(|(of, at, read)| ((of.as_str(), at), read.answered_as())).collect()
}

/// Every read of every regulation is forgotten in turn, and by itself.
#[test]
fn a_read_that_is_forgotten_fails_its_cases() {
    let engine = Engine::new(Limits::default(), None).unwrap();
    let (mut forgotten, mut unnoticed) = (0, Vec::new());
    let packages = std::fs::read_dir(root().join("target/regulations")).unwrap().map(|file| file.unwrap().path());
    for package in packages.filter(|file| file.extension().is_some_and(|extension| extension == "wasm")) {
        let bytes = std::fs::read(&package).unwrap();
        let loaded = engine.load(&bytes).unwrap();
        let cases = guiju_package::cases(&bytes).unwrap();
        for (forgets, name) in reads(loaded.manifest()) {
            let report = guiju_testkit::run(&cases, &Forgetful { loaded: &loaded, forgets }).unwrap();
            if report.failures.is_empty() {
                unnoticed.push(format!("{}, {}: {name}", loaded.manifest().id, forgets.0));
            }
            forgotten += 1;
        }
    }
    assert!(forgotten > 22, "{forgotten} reads");
    assert!(unnoticed.is_empty(), "{} of {forgotten}:\n{}", unnoticed.len(), unnoticed.join("\n"));
}

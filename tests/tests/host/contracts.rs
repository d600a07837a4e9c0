//! Every contract that this server ever spoke is spoken still: a binary kept from each runs through its adapter.

use anyhow::{Context, Result, bail};
use guiju_engine::{Engine, Limits};
use guiju_tests::root;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use wit_component::{DecodedWasm, WitPrinter};
use wit_parser::{LiveTypes, Resolve, Type, TypeOwner, WorldId, WorldItem};

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

/// Types that no function needs leave no trace in a binary: these two name numbers of the calendar.
const UNNEEDED: [&str; 2] = ["day-kind", "season"];

/// The kept text of each contract is the one that its kept binary was built for: every type, with its fields, cases and their order, and
/// every function. Today's text is the one that the workbench is built for.
#[test]
fn kept_texts() {
    let kept = |version| (format!("sdk/wit/kept/{version}.wit"), format!("tests/kept/whereabouts-{version}.wasm"));
    let now = ("sdk/wit/regulation.wit".to_owned(), "target/workbench.wasm".to_owned());
    let today = Contract::written(&std::fs::read_to_string(root().join(&now.0)).unwrap()).unwrap();
    for (version, (text, binary)) in [("0.1.0", kept("0.1.0")), ("1.0.0", kept("1.0.0")), ("1.1.0", now)] {
        let text = std::fs::read_to_string(root().join(text)).unwrap();
        let built = Contract::built(&std::fs::read(root().join(binary)).unwrap()).unwrap();
        assert_eq!(built.version, version);
        let written = Contract::written(&text).unwrap();
        let unneeded = written.says.keys().filter(|name| !written.needed.contains(*name)).collect::<Vec<_>>();
        assert_eq!(unneeded, UNNEEDED);
        assert!(
            UNNEEDED.iter().all(|name| written.says.get(*name) == today.says.get(*name)),
            "{version}: {UNNEEDED:?}"
        );
        assert_eq!(written.differences(&built), Vec::<String>::new(), "{version}: the text, and what it was built for");
    }
}

/// Whatever line of a kept text is taken out, comments apart, it is another contract than the binary's, or none.
#[test]
fn altered_texts() {
    let text = std::fs::read_to_string(root().join("sdk/wit/kept/1.0.0.wit")).unwrap();
    let built = Contract::built(&std::fs::read(root().join("tests/kept/whereabouts-1.0.0.wasm")).unwrap()).unwrap();
    assert_eq!(Contract::written(&text).unwrap().differences(&built), Vec::<String>::new());
    let lines = text.lines().collect::<Vec<_>>();
    let says = |line: &str| !line.trim().is_empty() && !line.trim().starts_with("//");
    let (mut altered, mut unnoticed) = (0, Vec::new());
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| says(line)) {
        let mut others = lines.clone();
        others.remove(at);
        let written = Contract::written(&others.join("\n"));
        if written.is_ok_and(|written| written.version == built.version && written.differences(&built).is_empty()) {
            unnoticed.push(line.trim());
        }
        altered += 1;
    }
    assert!(altered > 300, "{altered} lines");
    let numbers = ["working,", "rest,", "holiday,", "make-up,", "provisional-working,", "provisional-rest,"];
    assert_eq!(unnoticed, [&["enum season { winter, summer }"][..], &numbers].concat(), "{UNNEEDED:?} apart");
}

/// A contract without its comments: each type of its vocabulary and each exported function, as WIT sets them.
struct Contract {
    version: String,
    /// The text of each by its name.
    says: BTreeMap<String, String>,
    /// Names of the functions and of what they need.
    needed: BTreeSet<String>,
}

impl Contract {
    /// What a text says.
    fn written(text: &str) -> Result<Self> {
        let mut resolve = Resolve::default();
        let package = resolve.push_str("regulation.wit", text)?;
        let world = resolve.select_world(&[package], None)?;
        Self::of(&resolve, world)
    }

    /// What a component was built for.
    fn built(bytes: &[u8]) -> Result<Self> {
        match wit_component::decode(bytes)? {
            DecodedWasm::Component(resolve, world) => Self::of(&resolve, world),
            DecodedWasm::WitPackage(..) => bail!("no component"),
        }
    }

    /// What a text says otherwise than what was built for it, by name.
    fn differences(&self, built: &Self) -> Vec<String> {
        let names = self.says.keys().chain(built.says.keys()).collect::<BTreeSet<_>>();
        let same = |name: &str| match (self.says.get(name), built.says.get(name)) {
            (Some(_), None) => !self.needed.contains(name),
            (own, other) => own == other,
        };
        let differ = names.into_iter().filter(|name| !same(name));
        differ.map(|name| format!("{name}: {:?}, built for {:?}", self.says.get(name), built.says.get(name))).collect()
    }

    fn of(resolve: &Resolve, world: WorldId) -> Result<Self> {
        let vocabulary =
            resolve.interfaces.iter().find(|(_, interface)| interface.name.as_deref() == Some("vocabulary"));
        let (id, vocabulary) = vocabulary.context("a vocabulary")?;
        let package = vocabulary.package.context("a package")?;
        let version = resolve.packages[package].name.version.as_ref().context("a version")?.to_string();
        let (mut live, mut says, mut needed) = (LiveTypes::default(), BTreeMap::new(), BTreeSet::new());
        for item in resolve.worlds[world].exports.values() {
            let WorldItem::Function(function) = item else { continue };
            live.add_func(resolve, function);
            let params =
                function.params.iter().map(|param| Ok(format!("{}: {}", param.name, named(resolve, &param.ty)?)));
            let params = params.collect::<Result<Vec<_>>>()?.join(", ");
            let result = named(resolve, &function.result.context("a result")?)?;
            needed.insert(format!("{}()", function.name));
            says.insert(format!("{}()", function.name), format!("({params}) -> {result}"));
        }
        for (name, of) in &vocabulary.types {
            let mut printer = WitPrinter::default();
            let one = [(name.as_str(), *of)].into_iter();
            printer.emit_docs(false).print_types(resolve, TypeOwner::Interface(id), one, &HashMap::new())?;
            says.insert(name.clone(), printer.output.to_string());
            needed.extend(live.contains(*of).then(|| name.clone()));
        }
        Ok(Self { version, says, needed })
    }
}

/// A type as WIT sets it where it is used.
fn named(resolve: &Resolve, of: &Type) -> Result<String> {
    let mut printer = WitPrinter::default();
    printer.print_type_name(resolve, of)?;
    Ok(printer.output.to_string())
}

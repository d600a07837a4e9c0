//! A regulation that means harm: each form does one kind of it when it is checked.

use guiju_sdk::prelude::*;

regulation! {
    /// The regulation on harm, for the stories.
    Hostile {
        id: "hostile",
        title: "Hostile",
        version: "1.0.0",
        area: "tests",
        forms: [Endless, Recursion, Hoard, Trap, Flood, Deluge, Invented, Harmless],
    }
}

macro_rules! harm {
    ($($name:ident $title:literal ($findings:ident) $harm:block)*) => {
        $(
            #[derive(Debug, Form)]
            #[form(title = $title, clause = "1", summary = $title)]
            struct $name {}

            impl Rules for $name {
                fn validate(&self, _: &Context<'_, ()>, $findings: &mut Findings) $harm
            }
        )*
    };
}

#[allow(unconditional_recursion, reason = "that is the harm")]
fn deeper(depth: u64) -> u64 {
    std::hint::black_box(deeper(std::hint::black_box(depth + 1))) + 1
}

harm! {
    Endless "endless" (_findings) {
        let mut turns = 0u64;
        while std::hint::black_box(true) {
            turns = std::hint::black_box(turns.wrapping_add(1));
        }
    }
    Recursion "recursion" (_findings) {
        std::hint::black_box(deeper(0));
    }
    Hoard "hoard" (_findings) {
        let mut hoard = Vec::new();
        while std::hint::black_box(true) {
            hoard.push(vec![1u8; 1 << 20]);
        }
    }
    Trap "trap" (_findings) {
        std::process::abort();
    }
    Flood "flood" (findings) {
        let message = "x".repeat(1 << 20);
        for _ in 0..8 {
            findings.notice(clause!("1")).say(message.as_str());
        }
    }
    Deluge "deluge" (findings) {
        let message = "x".repeat(1 << 20);
        for _ in 0..100 {
            findings.notice(clause!("1")).say(message.as_str());
        }
    }
    Invented "invented" (findings) {
        findings.error(Clause::of_text("9.9")).say("by a clause that the text lacks");
    }
    Harmless "harmless" (_findings) {}
}

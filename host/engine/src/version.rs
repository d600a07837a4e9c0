//! Versions of regulations.

use semver::Version;

/// The version of a regulation: three numbers between dots. Zeros before a number count for nothing (`2026.03.1` is `2026.3.1`),
/// which SemVer's own reader does not allow; a pre-release or a build is no version of a regulation.
#[must_use]
pub fn version(text: &str) -> Option<Version> {
    let numbers =
        text.split('.').map(|number| number.parse::<u32>().map(u64::from).ok()).collect::<Option<Vec<_>>>()?;
    let [major, minor, patch] = numbers[..] else { return None };
    Some(Version::new(major, minor, patch))
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn three_numbers_are_ordered_as_numbers() {
        let rising = ["0.9.9", "1.0.0", "1.2.0", "1.10.0", "2.0.0", "2026.03.1", "2026.3.10"];
        assert!(rising.windows(2).all(|pair| version(pair[0]).unwrap() < version(pair[1]).unwrap()));
        assert_eq!(version("2026.03.1"), version("2026.3.1"));
    }

    #[test]
    fn anything_else_is_no_version() {
        for text in ["", "1", "1.0", "1.0.0.0", "1.0.0-rc.1", "1.0.0+7", "1.0.x", "1..0", "v1.0.0", "1.0.99999999999"] {
            assert_eq!(version(text), None, "{text}");
        }
    }
}

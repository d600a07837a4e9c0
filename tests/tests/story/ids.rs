//! Numbers in addresses that nothing has.

use guiju_tests::{document::Document, on_each_database};
use reqwest::{Method, StatusCode};
use serde_json::json;

on_each_database! {
    /// Every operation with a number in its address, as the document names them: one that nothing has is told, in words.
    ids_of_every_address(office, "2026-03-02T09:00") {
        let people = [office.person("zhou").await?, office.person("wu").await?];
        let document = Document::of(&office.base).await?;
        let mut tried = 0;
        for (method, path, operation) in document.operations()? {
            let names = operation.numbers().map(|part| part.name.as_str()).collect::<Vec<_>>();
            for id in ["18446744073709551615", "9223372036854775808", "9223372036854775807", "7777777", "99999999999999999999999", "-1", "0"] {
                let address = names.iter().fold(path.to_owned(), |address, name| address.replace(&format!("{{{name}}}"), id));
                if names.is_empty() || address.contains('{') {
                    continue;
                }
                tried += 1;
                for person in &people {
                    let (status, answer) = person.send(method.clone(), &address, &json!({}), None).await?;
                    // Closing what is not there is done; an office without publications has an empty column.
                    let nothing = status == StatusCode::NO_CONTENT && method == Method::DELETE;
                    assert!(status.is_client_error() || nothing, "{method} {address}: {status} {answer}");
                }
            }
        }
        assert!(tried > 50, "only {tried}");
        Ok(())
    }
}

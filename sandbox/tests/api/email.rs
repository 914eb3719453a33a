//! The corpus of addresses with the verdict of DRF's own `EmailField`.

use serde::Deserialize;
use serde_json::json;

use crate::support::Sandbox;

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/fixtures/email_corpus.json");

#[derive(Deserialize)]
struct Case {
    email: String,
    accepts: bool,
}

/// The file has one case on a line. Those with a lone surrogate are no strings to Rust: they are
/// sent as they stand, and must be refused.
#[tokio::test]
async fn every_address_of_the_corpus_gets_its_verdict() {
    let corpus = std::fs::read_to_string(CORPUS).unwrap();
    let lines = corpus
        .lines()
        .map(|line| line.trim().trim_end_matches(',').to_owned())
        .filter(|line| line.contains("\"email\":"));
    let sandbox = Sandbox::empty();
    let path = sandbox.customer("first@example.com").await;
    let (mut seen, mut wrong) = (0, Vec::new());
    for line in lines {
        seen += 1;
        let (answer, accepts) = match serde_json::from_str::<Case>(&line) {
            Ok(case) => (sandbox.patch(&path, json!({"email": case.email})).await, case.accepts),
            Err(_) => {
                (sandbox.send_as("PATCH", &path, "application/json", line.clone()).await, false)
            }
        };
        if (answer.status == 200) != accepts {
            wrong.push(line);
        }
    }
    assert_eq!((seen, wrong), (1000, vec![]));
}

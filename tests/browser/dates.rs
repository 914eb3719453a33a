//! How long an answer asks to wait, by its headers `Retry-After` and `Date`.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::*;

/// What a client makes of an answer's headers `Retry-After` and `Date`.
async fn waits(retry_after: &str, date: Option<&str>) -> Option<f64> {
    let mut headers = json!({"Retry-After": retry_after});
    if let Some(date) = date {
        headers["Date"] = json!(date);
    }
    let fetch = format!("async () => new Response('', {{ status: 429, headers: {headers} }})");
    let options = js(json!({"baseUrl": BASE, "maxRetries": 0}));
    let client = client_with(with(options, "fetch", &evaluate(&fetch)));
    error(client.list(NONE, NONE)).await["retryAfterMs"].as_f64()
}

#[wasm_bindgen_test]
async fn retry_after_is_seconds_or_any_of_https_dates_counted_from_the_answers_own() {
    let now = Some("Sun, 06 Nov 1994 08:49:37 GMT");
    for (value, expected) in [
        ("0", Some(0.0)),
        (" 3 ", Some(3_000.0)),
        ("Sun, 06 Nov 1994 08:49:47 GMT", Some(10_000.0)),
        ("Sunday, 06-Nov-94 08:49:47 GMT", Some(10_000.0)),
        ("Sun Nov  6 08:49:47 1994", Some(10_000.0)),
        ("Sun, 06 Nov 1994 08:49:00 GMT", Some(0.0)),
        ("1994", Some(1_994_000.0)),
        ("-1", None),
        ("1.5", None),
        ("1.5 GMT", None),
        ("", None),
        ("tomorrow", None),
        ("1994-11-06T08:49:47Z", None),
    ] {
        assert_eq!(waits(value, now).await, expected, "{value:?}");
    }
}

#[wasm_bindgen_test]
async fn without_a_date_of_its_own_an_answer_came_now() {
    for date in [None, Some("unknown")] {
        let in_a_minute = evaluate("new Date(Date.now() + 60000).toUTCString()");
        let waited = waits(&in_a_minute.as_string().unwrap(), date).await.unwrap();
        assert!((50_000.0..=60_000.0).contains(&waited), "{waited}");
    }
}

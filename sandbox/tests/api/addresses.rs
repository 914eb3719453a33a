//! Up to three addresses, exactly one of them the default.

use serde_json::{Value, json};

use crate::support::{CUSTOMERS, OTHER_KEY, Sandbox};

fn address(line1: &str) -> Value {
    json!({"line1": line1, "city": "San José", "postal_code": "10101", "country": "Costa Rica"})
}

fn default_address(line1: &str) -> Value {
    let mut address = address(line1);
    address["is_default"] = json!(true);
    address
}

/// A sandbox and the addresses' path of a new customer.
async fn customer() -> (Sandbox, String) {
    let sandbox = Sandbox::empty();
    let path = sandbox.customer("ada@example.com").await;
    (sandbox, format!("{path}addresses/"))
}

/// Adds one and answers its path.
async fn add(sandbox: &Sandbox, path: &str, body: Value) -> String {
    let created = sandbox.post(path, body).await;
    assert_eq!(created.status, 201, "{created:?}");
    format!("{path}{}/", created.id())
}

/// `line1` of all in order, the default marked with `*`.
async fn lines(sandbox: &Sandbox, path: &str) -> String {
    let body = sandbox.get(path).await.json();
    let mark = |address: &Value| {
        let star = if address["is_default"] == true { "*" } else { "" };
        format!("{}{star}", address["line1"].as_str().unwrap())
    };
    let marked: Vec<_> = body.as_array().unwrap().iter().map(mark).collect();
    marked.join(" ")
}

#[tokio::test]
async fn the_list_is_a_plain_array_and_starts_empty() {
    let (sandbox, path) = customer().await;
    sandbox.get(&path).await.is(200, &json!([]));
    let created = sandbox.post(&path, address(" Avenida Central 100 ")).await;
    let expected = json!({
        "id": created.id(), "line1": "Avenida Central 100", "line2": null, "city": "San José",
        "state": null, "postal_code": "10101", "country": "Costa Rica", "is_default": true,
    });
    created.is(201, &expected);
    sandbox.get(&path).await.is(200, &json!([expected]));
}

#[tokio::test]
async fn a_fourth_address_is_refused_and_a_faulty_one_first() {
    let (sandbox, path) = customer().await;
    for line in ["a", "b", "c"] {
        add(&sandbox, &path, address(line)).await;
    }
    let full = json!({
        "code": 406,
        "title": "Address registration failure",
        "content": "Customer already has 3 addresses registered.",
        "type": "danger",
    });
    sandbox.post(&path, default_address("d")).await.is(406, &full);
    let required = json!(["This field is required."]);
    sandbox.post(&path, json!({})).await.is(
        400,
        &json!({"line1": required, "city": required, "postal_code": required, "country": required}),
    );
    assert_eq!(lines(&sandbox, &path).await, "a* b c");
}

#[tokio::test]
async fn the_first_becomes_the_default_and_a_new_default_clears_the_old() {
    let (sandbox, path) = customer().await;
    let mut first = address("a");
    first["is_default"] = json!(false);
    let first = add(&sandbox, &path, first).await;
    assert_eq!(lines(&sandbox, &path).await, "a*");
    add(&sandbox, &path, address("b")).await;
    assert_eq!(lines(&sandbox, &path).await, "a* b");
    add(&sandbox, &path, default_address("c")).await;
    assert_eq!(lines(&sandbox, &path).await, "a b c*");
    let patched = sandbox.patch(&first, json!({"is_default": true})).await;
    assert_eq!((patched.status, patched.json()["is_default"].clone()), (200, json!(true)));
    assert_eq!(lines(&sandbox, &path).await, "a* b c");
}

#[tokio::test]
async fn taking_the_default_away_without_naming_another_keeps_it() {
    let (sandbox, path) = customer().await;
    let first = add(&sandbox, &path, address("a")).await;
    add(&sandbox, &path, address("b")).await;
    let patch = json!({"is_default": false, "line1": "A"});
    let patched = sandbox.patch(&first, patch).await.json();
    assert_eq!((&patched["is_default"], &patched["line1"]), (&json!(true), &json!("A")));
    assert_eq!(lines(&sandbox, &path).await, "A* b");
}

#[tokio::test]
async fn deleting_the_default_hands_it_to_the_oldest_left() {
    let (sandbox, path) = customer().await;
    let first = add(&sandbox, &path, address("a")).await;
    let second = add(&sandbox, &path, address("b")).await;
    let third = add(&sandbox, &path, default_address("c")).await;
    assert_eq!(sandbox.delete(&third).await.status, 204);
    assert_eq!(lines(&sandbox, &path).await, "a* b");
    assert_eq!(sandbox.delete(&second).await.status, 204);
    assert_eq!(lines(&sandbox, &path).await, "a*");
    add(&sandbox, &path, address("d")).await;
    assert_eq!(sandbox.delete(&first).await.status, 204);
    assert_eq!(lines(&sandbox, &path).await, "d*");
}

#[tokio::test]
async fn a_patch_changes_what_it_names() {
    let (sandbox, path) = customer().await;
    let one = add(&sandbox, &path, address("a")).await;
    let mut expected = sandbox.get(&path).await.json()[0].clone();
    expected["line2"] = json!("Piso 2");
    expected["state"] = json!("");
    let patch = json!({"line2": " Piso 2", "state": " ", "id": "x", "unknown": 1});
    sandbox.patch(&one, patch).await.is(200, &expected);
    expected["line2"] = json!(null);
    sandbox.patch(&one, json!({"line2": null})).await.is(200, &expected);
    let faults = json!({"line1": null, "city": " ", "state": [], "is_default": "maybe"});
    sandbox.patch(&one, faults).await.is(
        400,
        &json!({
            "line1": ["This field may not be null."],
            "city": ["This field may not be blank."],
            "state": ["Not a valid string."],
            "is_default": ["Must be a valid boolean."],
        }),
    );
}

#[tokio::test]
async fn a_boolean_has_the_spellings_that_drf_takes() {
    let (sandbox, path) = customer().await;
    add(&sandbox, &path, address("a")).await;
    let other = add(&sandbox, &path, address("b")).await;
    for value in [json!("YES"), json!("on"), json!(1), json!("t"), json!(1.0)] {
        let answer = sandbox.patch(&other, json!({"is_default": value})).await;
        assert_eq!((answer.status, answer.json()["is_default"].clone()), (200, json!(true)));
    }
    for value in [json!("no"), json!(0), json!("Off")] {
        let answer = sandbox.patch(&other, json!({"is_default": value})).await;
        assert_eq!(answer.status, 200);
    }
    for (value, message) in [
        (json!(null), "This field may not be null."),
        (json!(2), "Must be a valid boolean."),
        (json!([]), "Must be a valid boolean."),
        (json!(""), "Must be a valid boolean."),
    ] {
        let answer = sandbox.patch(&other, json!({"is_default": value})).await;
        answer.is(400, &json!({"is_default": [message]}));
    }
}

#[tokio::test]
async fn an_address_belongs_to_its_customer() {
    let (sandbox, path) = customer().await;
    let one = add(&sandbox, &path, address("a")).await;
    let id = one.rsplit('/').nth(1).unwrap();
    let stranger = sandbox.customer("grace@example.com").await;
    let not_found = json!({
        "code": 404,
        "title": "Address not found",
        "content": "The address could not be found, please check the id.",
        "type": "danger",
    });
    let through_other = format!("{stranger}addresses/{id}/");
    sandbox.patch(&through_other, json!({})).await.is(404, &not_found);
    sandbox.delete(&through_other).await.is(404, &not_found);
    let other_account = sandbox.with_key(OTHER_KEY);
    let answer = other_account.delete(&one).await;
    assert_eq!(answer.json()["title"], "Customer not found");
    assert_eq!(lines(&sandbox, &path).await, "a*");
}

#[tokio::test]
async fn addresses_are_json_only() {
    let (sandbox, path) = customer().await;
    let answer = sandbox.send_form("POST", &path, &[("line1", None, b"a")]).await;
    let message = "Unsupported media type \"multipart/form-data; boundary=limit\" in request.";
    answer.is(415, &json!({"detail": message}));
    let nobody = format!("{CUSTOMERS}nobody/addresses/");
    assert_eq!(sandbox.post(&nobody, json!([])).await.status, 404);
}

#[tokio::test]
async fn racing_creates_keep_to_three_and_one_default() {
    let (sandbox, path) = customer().await;
    let creates = (0..12).map(|n| {
        let (sandbox, path) = (sandbox.clone(), path.clone());
        tokio::spawn(async move { sandbox.post(&path, default_address(&n.to_string())).await })
    });
    let mut statuses = Vec::new();
    for create in creates.collect::<Vec<_>>() {
        statuses.push(create.await.unwrap().status);
    }
    statuses.sort_unstable();
    assert_eq!(statuses, [vec![201; 3], vec![406; 9]].concat());
    assert_eq!(lines(&sandbox, &path).await.matches('*').count(), 1);
}

//! Create, get, update, delete.

use serde_json::json;

use crate::support::{CUSTOMERS, LIVE_KEY, OTHER_KEY, Sandbox, person};

fn not_found() -> serde_json::Value {
    json!({
        "code": 404,
        "title": "Customer not found",
        "content": "The customer could not be found, please check the id.",
        "type": "danger",
    })
}

#[tokio::test]
async fn a_created_customer_is_answered_whole_and_can_be_read_back() {
    let sandbox = Sandbox::empty();
    let created = sandbox
        .post(
            CUSTOMERS,
            json!({
                "first_name": "  Zoë ", "last_name": "Müller", "email": " zoe@example.de\u{1f}",
                "phone": "+49 30 901820", "country": "", "metadata": {"b": [1, 0.1, null], "a": {}},
                "id": "mine", "developer": 1, "test": false, "created_on": "x",
                "pay_providers": [1], "unknown": true,
            }),
        )
        .await;
    let body = created.json();
    created.is(
        201,
        &json!({
            "id": body["id"], "developer": 2875, "first_name": "Zoë", "last_name": "Müller",
            "email": "zoe@example.de", "phone": "+49 30 901820", "photo": null, "country": "",
            "metadata": {"b": [1, 0.1, null], "a": {}}, "test": true,
            "created_on": body["created_on"], "pay_providers": [],
        }),
    );
    let keys: Vec<_> = body["metadata"].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["b", "a"], "metadata keeps its order");
    let created_on = body["created_on"].as_str().unwrap();
    assert!(created_on.len() == 27 && created_on.ends_with('Z'));
    assert_ne!(body["id"], "mine");
    let path = format!("{CUSTOMERS}{}/", created.id());
    sandbox.get(&path).await.is(200, &body);
}

#[tokio::test]
async fn an_update_changes_what_it_names_and_nothing_else() {
    let sandbox = Sandbox::empty();
    let path = sandbox.customer("ada@example.com").await;
    let before = sandbox.get(&path).await.json();
    let patch = json!({"phone": " 1 ", "metadata": {"a": 1}, "test": false, "id": "x"});
    let mut expected = before.clone();
    expected["phone"] = json!("1");
    expected["metadata"] = json!({"a": 1});
    sandbox.patch(&path, patch).await.is(200, &expected);
    sandbox.patch(&path, json!({})).await.is(200, &expected);
    let empty = sandbox.send("PATCH", &path, &[], "").await;
    empty.is(200, &expected);
    let nulls = json!({"phone": null, "metadata": null});
    sandbox.patch(&path, nulls).await.is(200, &before);
}

#[tokio::test]
async fn a_customer_as_read_cannot_be_patched_back_with_its_photo() {
    let sandbox = Sandbox::seeded(1);
    let customer = sandbox.get(CUSTOMERS).await.json()["results"][0].clone();
    let path = format!("{CUSTOMERS}{}/", customer["id"].as_str().unwrap());
    let message = "The submitted data was not a file. Check the encoding type on the form.";
    let refused = sandbox.patch(&path, customer).await;
    refused.is(400, &json!({"photo": [message]}));
}

#[tokio::test]
async fn a_deleted_customer_is_gone_with_its_addresses() {
    let sandbox = Sandbox::empty();
    let path = sandbox.customer("ada@example.com").await;
    let deleted = sandbox.delete(&path).await;
    assert_eq!((deleted.status, deleted.body.len()), (204, 0));
    sandbox.get(&path).await.is(404, &not_found());
    sandbox.delete(&path).await.is(404, &not_found());
    sandbox.patch(&path, json!({})).await.is(404, &not_found());
    let addresses = format!("{path}addresses/");
    sandbox.get(&addresses).await.is(404, &not_found());
    sandbox.customer("ada@example.com").await;
}

#[tokio::test]
async fn an_unknown_id_is_told_before_anything_about_the_body() {
    let sandbox = Sandbox::empty();
    let path = format!("{CUSTOMERS}nobody/");
    let answer = sandbox.send_as("PATCH", &path, "text/plain", "x").await;
    answer.is(404, &not_found());
    for id in ["%ff", "a%2Fb", "%2e%2e", "%00", "%F0%9F%8E%89"] {
        let answer = sandbox.get(&format!("{CUSTOMERS}{id}/")).await;
        answer.is(404, &not_found());
    }
}

#[tokio::test]
async fn an_id_is_any_string_percent_encoded_or_not() {
    let other = Sandbox::seeded(1).with_key(OTHER_KEY);
    for id in ["03124bfa-a8gd-4e63-823f-90540b9akcff", "%30%33124bfa-a8gd-4e63-823f-90540b9akcff"] {
        let answer = other.get(&format!("{CUSTOMERS}{id}/")).await;
        assert_eq!(answer.json()["first_name"], "Alex");
        assert_eq!(answer.json()["developer"], 3468);
    }
}

#[tokio::test]
async fn a_taken_email_is_refused_within_the_account_in_both_modes() {
    let sandbox = Sandbox::empty();
    let taken = json!({
        "non_field_errors": ["The fields developer, email must make a unique set."]
    });
    sandbox.customer("ada@example.com").await;
    let again = sandbox.post(CUSTOMERS, person(" ada@example.com ")).await;
    again.is(400, &taken);
    let live = sandbox.with_key(LIVE_KEY);
    let in_live = live.post(CUSTOMERS, person("ada@example.com")).await;
    in_live.is(400, &taken);
    let other = sandbox.with_key(OTHER_KEY);
    other.customer("ada@example.com").await;
    // Upper and lower case differ, as they do for Django.
    let path = sandbox.customer("Ada@example.com").await;
    let patch = json!({"email": "ada@example.com"});
    sandbox.patch(&path, patch).await.is(400, &taken);
    let same = sandbox.patch(&path, json!({"email": "Ada@example.com"})).await;
    assert_eq!(same.status, 200);
}

#[tokio::test]
async fn a_customer_of_another_account_or_mode_is_not_found() {
    let sandbox = Sandbox::empty();
    let path = sandbox.customer("ada@example.com").await;
    let address = json!({"line1": "1", "city": "c", "postal_code": "p", "country": "x"});
    for key in [LIVE_KEY, OTHER_KEY] {
        let stranger = sandbox.with_key(key);
        stranger.get(&path).await.is(404, &not_found());
        let patched = stranger.patch(&path, json!({"phone": "1"})).await;
        patched.is(404, &not_found());
        stranger.delete(&path).await.is(404, &not_found());
        let addresses = format!("{path}addresses/");
        stranger.get(&addresses).await.is(404, &not_found());
        let posted = stranger.post(&addresses, address.clone()).await;
        posted.is(404, &not_found());
        let empty = json!({"count": 0, "next": null, "previous": null, "results": []});
        stranger.get(CUSTOMERS).await.is(200, &empty);
    }
    assert_eq!(sandbox.get(&path).await.json()["phone"], json!(null));
}

#[tokio::test]
async fn the_key_alone_decides_the_mode() {
    let sandbox = Sandbox::empty();
    let live = sandbox.with_key(LIVE_KEY);
    let created = live.post(CUSTOMERS, person("live@example.com")).await.json();
    assert_eq!((&created["test"], &created["developer"]), (&json!(false), &json!(2875)));
}

#[tokio::test]
async fn racing_creates_with_one_email_make_one_customer() {
    let sandbox = Sandbox::empty();
    let creates: Vec<_> = (0..8)
        .map(|_| {
            let sandbox = sandbox.clone();
            tokio::spawn(async move { sandbox.post(CUSTOMERS, person("a@b.co")).await.status })
        })
        .collect();
    let mut statuses = Vec::new();
    for create in creates {
        statuses.push(create.await.unwrap());
    }
    statuses.sort_unstable();
    assert_eq!(statuses, [vec![201], vec![400; 7]].concat());
}

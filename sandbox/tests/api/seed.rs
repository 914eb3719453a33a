//! The customers of a new database.

use serde_json::{Value, json};

use crate::support::{CUSTOMERS, LIVE_KEY, OTHER_KEY, Sandbox};

/// All customers of an account.
async fn all(sandbox: &Sandbox) -> Vec<Value> {
    let mut found = Vec::new();
    for page in 1.. {
        let path = format!("{CUSTOMERS}?page_size=100&page={page}");
        let body = sandbox.get(&path).await.json();
        found.extend(body["results"].as_array().unwrap().clone());
        if body["next"].is_null() {
            break;
        }
    }
    found
}

/// Everything that the API shows of a database, photos and addresses too.
async fn picture(sandbox: &Sandbox) -> String {
    let mut text = String::new();
    for key in [sandbox::DEMO_KEY, LIVE_KEY, OTHER_KEY] {
        let caller = sandbox.with_key(key);
        for customer in all(&caller).await {
            let id = customer["id"].as_str().unwrap();
            let addresses = caller.get(&format!("{CUSTOMERS}{id}/addresses/")).await;
            text += &format!("{customer}\n{}\n", addresses.json());
        }
    }
    text
}

#[tokio::test]
async fn the_same_number_makes_the_same_rows() {
    for count in [1, 38, 150] {
        let (one, two) = (Sandbox::seeded(count), Sandbox::seeded(count));
        assert_eq!(picture(&one).await, picture(&two).await);
        assert_eq!(all(&one).await.len(), usize::try_from(count).unwrap());
    }
}

#[tokio::test]
async fn a_larger_seed_begins_like_a_smaller_one() {
    let (small, large) = (Sandbox::seeded(38), Sandbox::seeded(300));
    let (small, large) = (all(&small).await, all(&large).await);
    assert_eq!(small[..], large[..38]);
    let mut ids: Vec<_> = large.iter().map(|customer| customer["id"].as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 300);
}

#[tokio::test]
async fn the_first_customer_is_the_documented_one() {
    let sandbox = Sandbox::seeded(38);
    let first = all(&sandbox).await[0].clone();
    assert_eq!(
        first,
        json!({
            "id": "217866f3-e1c2-465c-a242-1c04e30ba3fa", "developer": 2875, "first_name": "test",
            "last_name": "test", "email": "shadya.mora+401@4geeks.io", "phone": "+50683236988",
            "photo": first["photo"], "country": "Costa Rica", "metadata": null, "test": true,
            "created_on": "2023-03-01T10:02:11.480913Z", "pay_providers": [],
        })
    );
    let live = sandbox.with_key(LIVE_KEY);
    let shadya = all(&live).await[0].clone();
    assert_eq!(shadya["pay_providers"], json!([{"id": "cus_NHLcuJNDnJDTnK", "name": "stripe"}]));
    assert_eq!(shadya["created_on"], "2023-02-26T06:56:07.152267Z");
}

#[tokio::test]
async fn every_seeded_customer_passes_the_api_s_own_checks() {
    let sandbox = Sandbox::seeded(60);
    for mut customer in all(&sandbox).await {
        let path = format!("{CUSTOMERS}{}/", customer["id"].as_str().unwrap());
        let before = customer.clone();
        customer.as_object_mut().unwrap().remove("photo");
        sandbox.patch(&path, customer).await.is(200, &before);
        let addresses = sandbox.get(&format!("{path}addresses/")).await.json();
        let addresses = addresses.as_array().unwrap();
        let defaults = addresses.iter().filter(|address| address["is_default"] == true);
        assert_eq!(defaults.count(), usize::from(!addresses.is_empty()));
        if let Some(url) = before["photo"].as_str() {
            let photo = url.strip_prefix("http://sandbox.test:8000").unwrap();
            assert_eq!(sandbox.get(photo).await.status, 200);
        }
    }
}

#[tokio::test]
async fn the_seed_has_what_a_page_can_stumble_over() {
    let customers = all(&Sandbox::seeded(38)).await;
    let text = json!(customers).to_string();
    for part in [
        "<script>alert(1)</script>",
        "Zoë",
        "Анна",
        "Σίσυφος",
        "فاطمة",
        "שרה",
        "小明",
        "さくら",
        "민준",
        "आरती",
        "สมชาย",
        "👩‍👩‍👧‍👦",
        "\u{202e}",
    ] {
        assert!(text.contains(part), "{part}");
    }
    let with = |field: &str| customers.iter().filter(|c| !c[field].is_null()).count();
    for field in ["phone", "photo", "country", "metadata"] {
        assert!((1..38).contains(&with(field)), "{field}");
    }
}

#[tokio::test]
async fn no_seed_means_no_customers_anywhere() {
    let sandbox = Sandbox::empty();
    for key in [sandbox::DEMO_KEY, LIVE_KEY, OTHER_KEY] {
        assert_eq!(sandbox.with_key(key).get(CUSTOMERS).await.json()["count"], 0);
    }
}

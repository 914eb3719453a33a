//! Paging and searching.

use serde_json::json;

use crate::support::{CUSTOMERS, LIVE_KEY, OTHER_KEY, Sandbox};

const URL: &str = "http://sandbox.test:8000/v1/customers/";

/// count, next, previous, how many results; the links without [`URL`].
async fn page(sandbox: &Sandbox, query: &str) -> (i64, Option<String>, Option<String>, usize) {
    let answer = sandbox.get(&format!("{CUSTOMERS}{query}")).await;
    assert_eq!(answer.status, 200, "{query}: {answer:?}");
    let body = answer.json();
    let link = |name: &str| {
        let link = body[name].as_str()?;
        Some(link.strip_prefix(URL).unwrap().to_owned())
    };
    let results = body["results"].as_array().unwrap().len();
    (body["count"].as_i64().unwrap(), link("next"), link("previous"), results)
}

fn some(link: &str) -> Option<String> {
    Some(link.to_owned())
}

#[tokio::test]
async fn pages_have_ten_customers_and_links_to_their_neighbours() {
    let sandbox = Sandbox::seeded(38);
    assert_eq!(page(&sandbox, "").await, (38, some("?page=2"), None, 10));
    assert_eq!(page(&sandbox, "?page=2").await, (38, some("?page=3"), some(""), 10));
    assert_eq!(page(&sandbox, "?page=4").await, (38, None, some("?page=3"), 8));
    assert_eq!(page(&sandbox, "?page=last").await, (38, None, some("?page=3"), 8));
    assert_eq!(page(&sandbox, "?page=").await, (38, some("?page=2"), None, 10));
    assert_eq!(page(&sandbox, "?page=%2B1").await, (38, some("?page=2"), None, 10));
    assert_eq!(page(&sandbox, "?page=1&page=2").await, (38, some("?page=3"), some(""), 10));
}

#[tokio::test]
async fn links_keep_and_sort_the_other_parameters() {
    let sandbox = Sandbox::seeded(38);
    assert_eq!(
        page(&sandbox, "?page_size=2&page=2&zed=a%20b~*%C3%A9&b=&a=1&a=0").await,
        (
            38,
            some("?a=1&a=0&b=&page=3&page_size=2&zed=a+b~%2A%C3%A9"),
            some("?a=1&a=0&b=&page_size=2&zed=a+b~%2A%C3%A9"),
            2
        )
    );
    assert_eq!(
        page(&sandbox, "?page_size=1&page=2&bad=%ff").await.1,
        some("?bad=%EF%BF%BD&page=3&page_size=1")
    );
}

#[tokio::test]
async fn a_page_that_is_not_there_is_an_error() {
    let sandbox = Sandbox::seeded(38);
    for page in ["0", "-1", "abc", "5", "1.0", "99999999999999999999", "%20", "1__0"] {
        let answer = sandbox.get(&format!("{CUSTOMERS}?page={page}")).await;
        answer.is(404, &json!({"detail": "Invalid page."}));
    }
    let nobody = Sandbox::empty();
    assert_eq!(page(&nobody, "?page=1").await, (0, None, None, 0));
    let second = nobody.get(&format!("{CUSTOMERS}?page=2")).await;
    second.is(404, &json!({"detail": "Invalid page."}));
}

#[tokio::test]
async fn a_page_size_out_of_range_is_silently_another() {
    let sandbox = Sandbox::seeded(120);
    for (size, results) in [
        ("0", 10),
        ("-5", 10),
        ("abc", 10),
        ("", 10),
        ("1000", 100),
        ("99999999999999999999", 100),
        ("100", 100),
        ("7", 7),
        ("1_0", 10),
        ("%203", 3),
    ] {
        let found = page(&sandbox, &format!("?page_size={size}")).await;
        assert_eq!((found.0, found.3), (120, results), "{size}");
    }
}

#[tokio::test]
async fn walking_the_pages_meets_every_customer_once_oldest_first() {
    let sandbox = Sandbox::seeded(38);
    let mut created = Vec::new();
    for number in 1..=8 {
        let path = format!("{CUSTOMERS}?page_size=5&page={number}");
        let body = sandbox.get(&path).await.json();
        for customer in body["results"].as_array().unwrap() {
            created.push(customer["created_on"].as_str().unwrap().to_owned());
        }
    }
    let mut sorted = created.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!((created.len(), &created), (38, &sorted));
}

/// The first names that a search finds.
async fn found(sandbox: &Sandbox, query: &str) -> Vec<String> {
    let body = sandbox.get(&format!("{CUSTOMERS}?search={query}")).await.json();
    let results = body["results"].as_array().cloned().unwrap_or_default();
    let name = |customer: &serde_json::Value| customer["first_name"].as_str().unwrap().to_owned();
    results.iter().map(name).collect()
}

#[tokio::test]
async fn a_search_looks_into_first_name_and_email_in_any_case() {
    let sandbox = Sandbox::seeded(38);
    assert_eq!(found(&sandbox, "alejandro").await, ["Alejandro"; 2]);
    assert_eq!(found(&sandbox, "JOHN").await, ["John", "Johnny"]);
    assert_eq!(found(&sandbox, "%20jose.urena%2B407%20").await, ["Josito"]);
    assert_eq!(found(&sandbox, "ZO%C3%8B").await, ["Zoë"]);
    assert_eq!(found(&sandbox, "%CE%A3%CE%AF%CF%83%CF%85%CF%86%CE%BF%CF%82").await, ["Σίσυφος"]);
    assert_eq!(found(&sandbox, "%CE%A3%CE%8A%CE%A3%CE%A5%CE%A6%CE%9F%CE%A3").await, ["Σίσυφος"]);
    assert_eq!(found(&sandbox, "STRASSE").await, ["Straße"]);
    assert_eq!(found(&sandbox, "%E5%B1%B1%E7%94%B0").await, [""; 0], "a last name");
    assert_eq!(found(&sandbox, "%25").await, [""; 0], "not a pattern");
    assert_eq!(found(&sandbox.with_key(OTHER_KEY), "Alejandro").await.len(), 2);
    assert_eq!(found(&sandbox.with_key(LIVE_KEY), "shadya").await, ["Shadya"]);
}

#[tokio::test]
async fn a_search_has_pages_too() {
    let sandbox = Sandbox::seeded(38);
    assert_eq!(
        page(&sandbox, "?search=alejandro&page_size=1").await,
        (2, some("?page=2&page_size=1&search=alejandro"), None, 1)
    );
    assert_eq!(
        page(&sandbox, "?search=alejandro&page_size=1&page=2").await,
        (2, None, some("?page_size=1&search=alejandro"), 1)
    );
    let third = sandbox.get(&format!("{CUSTOMERS}?search=alejandro&page_size=1&page=3")).await;
    third.is(404, &json!({"detail": "Invalid page."}));
}

#[tokio::test]
async fn a_search_that_finds_nobody_says_so_with_the_query() {
    let sandbox = Sandbox::seeded(38);
    for path in ["?search=it's%20%3Cb%3E", "?search=it's%20%3Cb%3E&page=2"] {
        sandbox.get(&format!("{CUSTOMERS}{path}")).await.is(
            404,
            &json!({"message": {
                "code": 404,
                "title": "Customer not found",
                "content": "No customers found matching the query: 'it's <b>'.",
                "type": "danger",
                "query": "it's <b>",
            }}),
        );
    }
}

#[tokio::test]
async fn an_empty_search_is_refused() {
    let sandbox = Sandbox::seeded(38);
    for query in ["", "%20%09", "%1c", "x&search="] {
        sandbox.get(&format!("{CUSTOMERS}?search={query}")).await.is(
            400,
            &json!({
                "code": 400,
                "title": "Invalid request",
                "content": "The search query cannot be empty.",
                "type": "danger",
            }),
        );
    }
}

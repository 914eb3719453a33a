//! `listAll`'s async iterator, driven by its `next`.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::*;

/// What the next step of a walk comes to: a customer, or nothing after the last one.
async fn step(walk: &JsValue) -> Result<Option<Value>, JsValue> {
    let step = JsFuture::from(Promise::from(call(walk, "next", &NONE))).await?;
    let is_done = get(&step, "done").as_bool().unwrap();
    Ok((!is_done).then(|| read(&get(&step, "value"))))
}

/// The first names of all that are left.
async fn names(walk: &JsValue) -> Vec<String> {
    let mut names = Vec::new();
    while let Some(customer) = step(walk).await.unwrap_or_else(|error| panic!("{}", told(&error))) {
        names.push(customer["first_name"].as_str().unwrap().to_owned());
    }
    names
}

/// An account with these customers.
async fn account(key: &str, names: &[&str]) -> (CustomersClient, Vec<JsValue>) {
    let client = client(key);
    let mut ids = Vec::new();
    for name in names {
        let new = json!({"first_name": name, "last_name": "Mora", "email": format!("{name}@b.co")});
        ids.push(result(client.create(js(new), NONE)).await["id"].as_str().unwrap().into());
    }
    (client, ids)
}

#[wasm_bindgen_test]
async fn everybody_comes_once_in_the_services_order() {
    let page = result(client(SEEDED).list(js(json!({"page_size": 100})), NONE)).await;
    let expected: Vec<_> =
        page["results"].as_array().unwrap().iter().map(|c| c["first_name"].clone()).collect();
    assert_eq!(expected.len(), 38);
    for params in [
        json!({}),
        json!({"page_size": 1}),
        json!({"page_size": 7, "concurrency": 1}),
        json!({"page_size": 19, "concurrency": 16}),
    ] {
        let before = count(SEEDED).await;
        let walk = client(SEEDED).list_all(js(params.clone()), NONE);
        assert_eq!(json!(names(&walk).await), json!(expected), "{params}");
        let size = params["page_size"].as_f64().unwrap_or(100.0);
        assert_eq!(count(SEEDED).await - before, (38.0 / size).ceil(), "{params}");
    }
}

#[wasm_bindgen_test]
async fn only_what_is_searched_for_comes() {
    let client = client(SEEDED);
    assert_eq!(names(&client.list_all(js(json!({"search": "alejandro"})), NONE)).await.len(), 2);
    assert!(names(&client.list_all(js(json!({"search": "nobody"})), NONE)).await.is_empty());
}

#[wasm_bindgen_test]
async fn nothing_is_sent_before_the_first_next_nor_for_a_limit_of_0() {
    let key = "sk_test_new_walk_lazy";
    let client = client(key);
    let walk = client.list_all(NONE, NONE);
    let none = client.list_all(js(json!({"limit": 0})), NONE);
    wait(50).await;
    assert!(names(&none).await.is_empty());
    assert_eq!(count(key).await, 0.0);
    assert!(names(&walk).await.is_empty());
    assert_eq!(count(key).await, 1.0);
    assert_eq!(step(&walk).await, Ok(None), "it stays at its end");
    assert_eq!(count(key).await, 1.0);
}

#[wasm_bindgen_test]
async fn a_limit_ends_the_walk_and_asks_for_no_page_too_many() {
    let before = count(SEEDED).await;
    let walk = client(SEEDED).list_all(js(json!({"limit": 7, "page_size": 5})), NONE);
    assert_eq!(names(&walk).await.len(), 7);
    assert_eq!(count(SEEDED).await - before, 2.0);
}

#[wasm_bindgen_test]
async fn it_is_an_iterator_for_javascripts_own_loop_and_answers_overlapping_nexts_in_order() {
    let client = client(SEEDED);
    let walk = client.list_all(js(json!({"page_size": 2})), NONE);
    let both = evaluate(
        "({ of: async (walk) => {
          if (walk[Symbol.asyncIterator]() !== walk) throw new Error('not itself');
          const first = await Promise.all([walk.next(), walk.next(), walk.next()]);
          const ids = first.map(({ value }) => value.id);
          for await (const { id } of walk) ids.push(id);
          return ids;
        } })",
    );
    let ids = JsFuture::from(Promise::from(call(&both, "of", &walk))).await.unwrap();
    let page = result(client.list(js(json!({"page_size": 100})), NONE)).await;
    let expected: Vec<_> =
        page["results"].as_array().unwrap().iter().map(|c| c["id"].clone()).collect();
    assert_eq!(read(&ids), json!(expected));
}

#[wasm_bindgen_test]
async fn progress_is_told_after_each_page() {
    let told = evaluate("globalThis.progress = []");
    let tell = evaluate("(progress) => globalThis.progress.push(progress)");
    let params = with(js(json!({"page_size": 20})), "onProgress", &tell);
    names(&client(SEEDED).list_all(params, NONE)).await;
    assert_eq!(read(&told), json!([{"loaded": 20, "total": 38}, {"loaded": 38, "total": 38}]));

    let throws = evaluate("() => { throw 'from onProgress' }");
    let walk = client(SEEDED).list_all(with(js(json!({})), "onProgress", &throws), NONE);
    assert_eq!(step(&walk).await, Err("from onProgress".into()));
    assert_eq!(step(&walk).await, Ok(None));
}

#[wasm_bindgen_test]
async fn wrong_arguments_are_told_by_the_first_next_all_together() {
    let params = evaluate(
        "({search: ' ', page_size: 101, concurrency: 17, limit: 1.5, onProgress: 5, pages: 1})",
    );
    let walk = client("sk_test_x").list_all(params, js(json!({"timeoutMs": 0, "signal": 5})));
    let error = step(&walk).await.unwrap_err();
    assert!(error.is_instance_of::<CustomersError>());
    assert_eq!(
        faulty(&read(&error)),
        [
            "concurrency",
            "limit",
            "onProgress",
            "page_size",
            "pages",
            "search",
            "signal",
            "timeoutMs"
        ]
    );
    assert_eq!(step(&walk).await, Ok(None));
}

#[wasm_bindgen_test]
async fn aborting_ends_a_walk_with_the_signals_reason() {
    let key = "sk_test_new_walk_abort";
    let (client, _) = account(key, &["Ana", "Bea", "Carla"]).await;
    let controller = evaluate("new AbortController()");
    let options = || with(js(json!({})), "signal", &get(&controller, "signal"));
    let in_memory = client.list_all(NONE, options());
    let in_flight = client.list_all(js(json!({"page_size": 1})), options());
    let early = client.list_all(NONE, options());
    step(&in_memory).await.unwrap();
    step(&in_flight).await.unwrap();
    order(key, json!({"delay_ms": 5000, "times": 2})).await;
    let next = call(&in_flight, "next", &NONE);
    wait(50).await;
    call(&controller, "abort", &"enough".into());
    assert_eq!(thrown(next.into()).await, "enough");
    assert_eq!(step(&in_memory).await, Err("enough".into()), "although more is there");
    let before = count(key).await;
    assert_eq!(step(&early).await, Err("enough".into()));
    assert_eq!(count(key).await, before);
    assert_eq!(step(&in_memory).await, Ok(None));
}

/// A `fetch` that answers the first two pages of many, never another, and keeps their signals.
const ENDLESS: &str = "(globalThis.signals = [], async ({ url, signal }) => {
  signals.push(signal);
  const page = new URL(url).searchParams.get('page');
  if (page > 2) return new Promise(() => {});
  const one = { id: page, developer: 1, first_name: 'A', last_name: 'B', email: 'a@b.co',
    phone: null, photo: null, country: null, metadata: null, test: true };
  return Response.json({ count: 50, next: 'x', previous: null, results: [one] });
})";

#[wasm_bindgen_test]
async fn leaving_the_loop_aborts_what_is_in_flight() {
    let client = fetching(ENDLESS);
    let walk = client.list_all(js(json!({"page_size": 1, "concurrency": 4})), NONE);
    let aborted = || read(&evaluate("signals.map(({ aborted }) => aborted)"));
    step(&walk).await.unwrap();
    step(&walk).await.unwrap();
    assert_eq!(aborted(), json!([false, false, false, false, false]), "three are in flight");
    let end = JsFuture::from(Promise::from(call(&walk, "return", &NONE))).await.unwrap();
    assert_eq!(get(&end, "done"), true);
    wait(0).await;
    assert_eq!(aborted(), json!([false, false, true, true, true]));
    assert_eq!(step(&walk).await, Ok(None));
}

#[wasm_bindgen_test]
async fn a_page_that_fails_ends_the_walk_when_its_turn_comes() {
    let key = "sk_test_new_walk_fails";
    let (client, _) = account(key, &["Ana", "Bea"]).await;
    let walk = client.list_all(js(json!({"page_size": 1})), NONE);
    step(&walk).await.unwrap();
    order(key, json!({"status": 403, "body": ""})).await;
    let error = step(&walk).await.unwrap_err();
    assert!(error.is_instance_of::<CustomersError>());
    assert_eq!(get(&error, "code"), "forbidden");
    assert_eq!(step(&walk).await, Ok(None));
}

#[wasm_bindgen_test]
async fn a_page_is_repeated_as_any_call_is() {
    let key = "sk_test_new_walk_again";
    let (client, _) = account(key, &["Ana"]).await;
    order(key, json!({"status": 503, "retry_after": "0", "body": ""})).await;
    assert_eq!(names(&client.list_all(NONE, NONE)).await, ["Ana"]);
    order(key, json!({"status": 503, "retry_after": "0", "body": ""})).await;
    let once = client.list_all(NONE, js(json!({"maxRetries": 0})));
    assert_eq!(get(&step(&once).await.unwrap_err(), "attempts"), 1);
}

#[wasm_bindgen_test]
async fn rows_that_move_meanwhile_are_found_and_nobody_comes_twice() {
    let (client, ids) = account("sk_test_new_walk_moves", &["Ana", "Bea", "Carla", "Dora"]).await;
    let in_order = names(&client.list_all(NONE, NONE)).await;
    let walk = client.list_all(js(json!({"page_size": 1, "concurrency": 1})), NONE);
    let first = step(&walk).await.unwrap().unwrap();
    // All others move up by one: the next page no longer has the one that was its first.
    let id = ids.iter().find(|id| id.as_string().as_deref() == first["id"].as_str()).unwrap();
    result(client.delete(id.clone(), NONE)).await;
    let mut rest = names(&walk).await;
    rest.sort();
    let mut expected = in_order[1..].to_vec();
    expected.sort();
    assert_eq!(rest, expected);
}

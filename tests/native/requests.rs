use customers_client::address::{AddressPatch, NewAddress};
use customers_client::customer::{CustomerPatch, NewCustomer, PhotoInput};
use customers_client::error::FieldErrors;
use customers_client::http::{Body, Request};
use customers_client::params::ListParams;
use customers_client::photo::Photo;
use customers_client::wire;
use serde_json::{Value, json};

use crate::{fixture, value};

fn request_of(case: &Value) -> Request {
    let id = |n: usize| case["ids"][n].as_str().unwrap();
    let input = || value(&case["input"].to_string());
    let head: Option<&[u8]> = match case["photo"].as_str() {
        Some("png") => Some(b"\x89PNG\r\n\x1a\n"),
        Some(_) => Some(b"\xff\xd8\xff\xe0"),
        None => None,
    };
    let photo = head.map_or(PhotoInput::InValue, |head| {
        PhotoInput::File(Photo { size: 9, head: Some(head.to_vec()) })
    });
    match case["call"].as_str().unwrap() {
        "list" => {
            let mut faults = FieldErrors::default();
            let params = ListParams::parse(&value(&case["params"].to_string()), &mut faults);
            assert!(faults.is_empty());
            wire::list(&params)
        }
        "get" => wire::get(id(0)),
        "create" => wire::create(NewCustomer::parse(input(), &photo).unwrap()),
        "update" => wire::update(id(0), CustomerPatch::parse(input(), &photo).unwrap()),
        "delete" => wire::delete(id(0)),
        "list_addresses" => wire::list_addresses(id(0)),
        "create_address" => wire::create_address(id(0), &NewAddress::parse(input()).unwrap()),
        "update_address" => {
            wire::update_address(id(0), id(1), &AddressPatch::parse(input()).unwrap())
        }
        "delete_address" => wire::delete_address(id(0), id(1)),
        other => panic!("no such call: {other}"),
    }
}

#[test]
fn every_operation_sends_what_its_fixture_says() {
    let fixture: Value = serde_json::from_str(fixture!("requests.json")).unwrap();
    for case in fixture["cases"].as_array().unwrap() {
        let request = request_of(case);
        assert_eq!(request.method.as_str(), case["method"], "{case}");
        assert_eq!(request.path, case["path"].as_str().unwrap());
        let query = case.get("query").cloned().unwrap_or(json!([]));
        assert_eq!(serde_json::to_value(&request.query).unwrap(), query, "{case}");
        match request.body {
            Body::Empty => assert!(case.get("body").is_none() && case.get("parts").is_none()),
            Body::Json(text) => assert_eq!(text, case["body"].as_str().unwrap()),
            Body::Multipart { parts, photo } => {
                assert_eq!(serde_json::to_value(parts).unwrap(), case["parts"]);
                assert_eq!(photo.file_name(), case["photo_name"]);
            }
        }
    }
}

//! The program itself: its output, its signals, its file, and connections that break.

mod server;

use std::collections::HashSet;
use std::path::Path;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use server::{Server, json_body};

fn in_file(file: &Path, more: &[&str]) -> Server {
    let file = file.to_str().unwrap();
    Server::start(&[&["--db", file, "--seed", "0"], more].concat())
}

fn person(number: u32) -> String {
    format!(r#"{{"first_name":"a","last_name":"b","email":"{number}@b.co"}}"#)
}

#[test]
fn port_0_takes_a_free_port_and_the_output_names_it() {
    let server = Server::start(&["--memory"]);
    assert!(server.address.starts_with("127.0.0.1:"));
    assert_eq!(server.second_line, "demo key: sk_test_51O62xYzAbcDef123");
    let answer = server.call("GET", "/v1/customers/", "").unwrap();
    assert!(json_body(&answer)["count"] == 38, "{answer}");
}

#[test]
fn in_memory_no_file_is_touched_even_if_one_is_named() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("sandbox.db");
    let server = Server::start(&["--db", file.to_str().unwrap(), "--memory", "--seed", "38"]);
    let answer = server.call("GET", "/v1/customers/", "").unwrap();
    assert!(json_body(&answer)["count"] == 38, "{answer}");
    assert!(!file.exists());
}

#[test]
fn a_taken_port_is_one_clear_line_and_exit_code_1() {
    let server = Server::start(&["--memory"]);
    let port = server.address.rsplit(':').next().unwrap();
    let (code, stderr) = server::run_to_end(&["--memory", "--port", port]);
    assert_eq!(code, Some(1));
    assert_eq!(stderr.lines().count(), 1, "{stderr}");
    let start = format!("sandbox: cannot listen on 127.0.0.1:{port}: ");
    assert!(stderr.starts_with(&start), "{stderr}");
}

#[test]
fn a_file_of_something_else_is_refused_and_left_alone() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("other.db");
    std::fs::write(&file, "no database at all, only some text").unwrap();
    let (code, stderr) = server::run_to_end(&["--port", "0", "--db", file.to_str().unwrap()]);
    assert_eq!(code, Some(1));
    assert!(stderr.starts_with("sandbox: cannot open the database"), "{stderr}");
    let text = std::fs::read_to_string(&file).unwrap();
    assert_eq!(text, "no database at all, only some text");
}

#[test]
fn a_restart_keeps_the_data_and_does_not_seed_again() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("sandbox.db");
    let mut server = in_file(&file, &[]);
    let created = server.call("POST", "/v1/customers/", &person(1)).unwrap();
    assert!(created.starts_with("HTTP/1.1 201"), "{created}");
    assert_eq!(server.stop(), Some(0));
    let left: Vec<_> = std::fs::read_dir(directory.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "the log is folded into the file: {left:?}");

    let server = Server::start(&["--db", file.to_str().unwrap()]);
    let list = json_body(&server.call("GET", "/v1/customers/", "").unwrap());
    assert_eq!((&list["count"], &list["results"][0]["email"]), (&1.into(), &"1@b.co".into()));
}

#[test]
fn a_kill_in_a_stream_of_creates_loses_nothing_acknowledged() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("sandbox.db");
    for round in 0..3 {
        let mut server = in_file(&file, &[]);
        let address = server.address.clone();
        let (acknowledge, acknowledged) = mpsc::channel();
        let writers: Vec<_> = (0..4)
            .map(|writer| {
                let (address, acknowledge) = (address.clone(), acknowledge.clone());
                thread::spawn(move || {
                    for n in 0.. {
                        let number = round * 1_000_000 + writer * 100_000 + n;
                        let answer =
                            server::call(&address, "POST", "/v1/customers/", &person(number));
                        match answer {
                            Ok(answer) if answer.starts_with("HTTP/1.1 201") => {
                                acknowledge.send(number).unwrap();
                            }
                            _ => break,
                        }
                    }
                })
            })
            .collect();
        drop(acknowledge);
        thread::sleep(Duration::from_millis(300));
        server.kill();
        for writer in writers {
            writer.join().unwrap();
        }
        let acknowledged: Vec<u32> = acknowledged.iter().collect();
        assert!(acknowledged.len() > 4, "only {} creates", acknowledged.len());

        let stored = all_emails(&in_file(&file, &[]));
        for number in acknowledged {
            let email = format!("{number}@b.co");
            assert!(stored.contains(&email), "{email} is lost");
        }
    }
}

/// The emails of all customers, page by page.
fn all_emails(server: &Server) -> HashSet<String> {
    let mut emails = HashSet::new();
    for page in 1.. {
        let path = format!("/v1/customers/?page_size=100&page={page}");
        let body = json_body(&server.call("GET", &path, "").unwrap());
        for customer in body["results"].as_array().unwrap() {
            emails.insert(customer["email"].as_str().unwrap().to_owned());
        }
        if body["next"].is_null() {
            break;
        }
    }
    emails
}

#[test]
fn sigterm_finishes_the_request_in_flight_and_exits_0() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("sandbox.db");
    let mut server = in_file(&file, &["--faults"]);
    server.order(r#""delay_ms": 600"#);
    let address = server.address.clone();
    let slow = thread::spawn(move || server::call(&address, "POST", "/v1/customers/", &person(1)));
    thread::sleep(Duration::from_millis(200));
    let start = Instant::now();
    assert_eq!(server.stop(), Some(0));
    assert!(start.elapsed() > Duration::from_millis(200), "it waited");
    let answer = slow.join().unwrap().unwrap();
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    assert!(server.call("GET", "/", "").is_err(), "nobody listens any more");
}

#[test]
fn sigint_with_an_idle_connection_open_exits_at_once() {
    let mut server = Server::start(&["--memory"]);
    let _idle = server.connect_and_keep();
    let start = Instant::now();
    assert_eq!(server.signal("INT"), Some(0));
    assert!(start.elapsed() < Duration::from_secs(3));
}

#[test]
fn a_dropped_connection_has_no_answer_and_tells_before_from_after() {
    let server = Server::start(&["--memory", "--seed", "0", "--faults"]);
    server.order(r#""drop": "before""#);
    server.order(r#""drop": "after""#);
    for number in [1, 2] {
        let answer = server.call("POST", "/v1/customers/", &person(number));
        assert_eq!(answer.unwrap_or_default(), "");
    }
    let list = json_body(&server.call("GET", "/v1/customers/", "").unwrap());
    assert_eq!((&list["count"], &list["results"][0]["email"]), (&1.into(), &"2@b.co".into()));
}

#[test]
fn a_caller_who_leaves_during_a_delay_leaves_nothing_behind() {
    let server = Server::start(&["--memory", "--seed", "0", "--faults"]);
    server.order(r#""delay_ms": 300"#);
    server.send_and_leave("POST", "/v1/customers/", &person(1));
    thread::sleep(Duration::from_millis(500));
    let list = json_body(&server.call("GET", "/v1/customers/", "").unwrap());
    assert_eq!(list["count"], 0);
}

#[test]
fn a_body_that_is_too_large_gets_its_answer_over_the_wire() {
    let server = Server::start(&["--memory"]);
    let body = " ".repeat(20 * 1024 * 1024);
    let answer = server.call("POST", "/v1/customers/", &body).unwrap();
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
}

#[test]
fn a_connection_serves_many_requests_unless_faults_are_on() {
    let server = Server::start(&["--memory"]);
    assert!(server.serves_twice_on_one_connection());
    let server = Server::start(&["--memory", "--faults"]);
    assert!(!server.serves_twice_on_one_connection());
}

#[test]
fn a_cut_answer_is_half_there_on_the_wire() {
    let server = Server::start(&["--memory", "--faults"]);
    server.order(r#""cut": true, "status": 200, "body": "0123456789""#);
    let answer = server.call("GET", "/v1/customers/", "").unwrap();
    assert!(answer.contains("content-length: 10\r\n"), "{answer}");
    assert!(answer.ends_with("\r\n\r\n01234"), "{answer}");
    server.order(r#""cut": true"#);
    let answer = server.call("GET", "/v1/customers/", "").unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 200") && !body.is_empty());
    assert!(!body.ends_with('}'), "{body}");
}

#[test]
fn no_key_is_ever_logged() {
    let mut server = Server::start_logging(&["--memory", "--faults"]);
    server.order(r#""status": 500"#);
    let counter = "/_faults?key=sk_test_51O62xYzAbcDef123";
    server.call("GET", counter, "").unwrap();
    server.call("GET", "/v1/customers/?search=secret", "").unwrap();
    server.call("GET", "/v1/customers/", "").unwrap();
    assert_eq!(server.stop(), Some(0));
    let log = server.stderr();
    assert!(log.contains("/v1/customers/"), "{log}");
    assert!(!log.contains("sk_test") && !log.contains("Basic") && !log.contains("c2tf"), "{log}");
}

#[test]
fn help_explains_every_option() {
    let (code, help) = server::help();
    assert_eq!(code, Some(0));
    for option in
        ["--port", "--host", "--db", "--memory", "--seed", "--faults", "--www", "--package"]
    {
        assert!(help.contains(option), "{option}");
    }
}

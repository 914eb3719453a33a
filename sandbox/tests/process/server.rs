//! The program as a child process, and HTTP over a plain socket.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::time::Duration;

const PROGRAM: &str = env!("CARGO_BIN_EXE_sandbox");
/// `sk_test_51O62xYzAbcDef123:` in base64.
const AUTHORIZATION: &str = "Basic c2tfdGVzdF81MU82MnhZekFiY0RlZjEyMzo=";

pub struct Server {
    child: Child,
    stderr: Option<ChildStderr>,
    /// Host and port.
    pub address: String,
    /// What it prints after the address.
    pub second_line: String,
}

impl Server {
    /// Starts it on a free port and waits until it listens.
    #[track_caller]
    pub fn start(arguments: &[&str]) -> Self {
        Self::start_with(arguments, "warn")
    }

    /// With everything that it can log.
    #[track_caller]
    pub fn start_logging(arguments: &[&str]) -> Self {
        Self::start_with(arguments, "trace")
    }

    #[track_caller]
    fn start_with(arguments: &[&str], log: &str) -> Self {
        let mut child = Command::new(PROGRAM)
            .args(["--port", "0"])
            .args(arguments)
            .env("RUST_LOG", log)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut line = || lines.next().unwrap().unwrap();
        let first = line();
        let address = first.strip_prefix("listening on http://").unwrap();
        Self {
            address: address.to_owned(),
            second_line: line(),
            stderr: child.stderr.take(),
            child,
        }
    }

    /// Orders a fault for the demo key; `fault` is the inside of a JSON object.
    #[track_caller]
    pub fn order(&self, fault: &str) {
        let body = format!(r#"{{"key": "sk_test_51O62xYzAbcDef123", {fault}}}"#);
        let answer = self.call("POST", "/_faults", &body).unwrap();
        assert!(answer.starts_with("HTTP/1.1 204"), "{answer}");
    }

    pub fn call(&self, method: &str, path: &str, body: &str) -> io::Result<String> {
        call(&self.address, method, path, body)
    }

    /// A connection that has had one answer and stays open.
    #[track_caller]
    pub fn connect_and_keep(&self) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
        assert!(stream.read(&mut [0; 64]).unwrap() > 0);
        stream
    }

    /// Sends a request, waits until it has arrived, and closes the connection.
    #[track_caller]
    pub fn send_and_leave(&self, method: &str, path: &str, body: &str) {
        let stream = send(&self.address, method, path, body).unwrap();
        std::thread::sleep(Duration::from_millis(100));
        drop(stream);
    }

    #[track_caller]
    pub fn serves_twice_on_one_connection(&self) -> bool {
        let mut stream = self.connect_and_keep();
        let again = stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        let mut rest = String::new();
        let read = stream.read_to_string(&mut rest);
        again.is_ok() && read.is_ok() && rest.contains("HTTP/1.1 200")
    }

    /// Ends it as `docker stop` or a process manager does; answers its exit code.
    #[track_caller]
    pub fn stop(&mut self) -> Option<i32> {
        self.signal("TERM")
    }

    #[track_caller]
    pub fn signal(&mut self, name: &str) -> Option<i32> {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args(["-s", name, &id]).status();
        assert!(sent.unwrap().success());
        self.child.wait().unwrap().code()
    }

    /// SIGKILL: it gets no chance to tidy up.
    #[track_caller]
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// All that it has logged; after its end.
    #[track_caller]
    pub fn stderr(&mut self) -> String {
        let mut text = String::new();
        let mut stderr = self.stderr.take().unwrap();
        stderr.read_to_string(&mut text).unwrap();
        text
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// One request on a connection of its own; answers what came before the connection closed, even
/// if it broke.
pub fn call(address: &str, method: &str, path: &str, body: &str) -> io::Result<String> {
    let mut stream = send(address, method, path, body)?;
    let mut answer = Vec::new();
    let end = stream.read_to_end(&mut answer);
    if answer.is_empty() {
        end?;
    }
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

fn send(address: &str, method: &str, path: &str, body: &str) -> io::Result<TcpStream> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    let length = body.len();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nAuthorization: {AUTHORIZATION}\r\n\
         Content-Type: application/json\r\nContent-Length: {length}\r\n\
         Connection: close\r\n\r\n{body}"
    )?;
    Ok(stream)
}

#[track_caller]
pub fn json_body(answer: &str) -> serde_json::Value {
    let (_, body) = answer.split_once("\r\n\r\n").unwrap();
    serde_json::from_str(body).unwrap()
}

/// Exit code and stderr of a run that ends by itself.
pub fn run_to_end(arguments: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(PROGRAM).args(arguments).env("RUST_LOG", "warn").output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    (output.status.code(), stderr)
}

/// Exit code and text of `--help`.
pub fn help() -> (Option<i32>, String) {
    let output = Command::new(PROGRAM).arg("--help").output().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

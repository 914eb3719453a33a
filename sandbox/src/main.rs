//! `sandbox`: the Customers API and the demo page on this machine.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use sandbox::{DEMO_KEY, Options, Store, app, seed, serve};
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

/// The Customers API on your own machine, with its demo page
#[derive(Parser)]
#[command(name = "sandbox", version, after_help = "RUST_LOG=info shows every request on stderr.")]
struct Arguments {
    /// Port to listen on; 0 takes any free one
    #[arg(long, default_value_t = 8000)]
    port: u16,
    /// Address to listen on; by default only this machine can connect
    #[arg(long, default_value = "127.0.0.1")]
    host: String,
    /// Database file; created if it is not there
    #[arg(long, default_value = "sandbox.db", value_name = "FILE")]
    db: PathBuf,
    /// Keep the data in memory: --db is not used, nothing is read from a file or left behind
    #[arg(long)]
    memory: bool,
    /// How many customers an empty database starts with; 0 for none
    #[arg(long, default_value_t = 38, value_name = "N")]
    seed: u32,
    /// Let tests order broken answers at /_faults and open accounts with sk_test_new_… keys
    #[arg(long)]
    faults: bool,
    /// Directory of the demo page, served at /
    #[arg(long, default_value = "www", value_name = "DIR")]
    www: PathBuf,
    /// Directory of the built client package, served at /customers-client/
    #[arg(long, default_value = "pkg", value_name = "DIR")]
    package: PathBuf,
    /// Directory of the built documentation, served at /docs/
    #[arg(long, default_value = "target/docs", value_name = "DIR")]
    docs: PathBuf,
    /// Directory with the script of the API's reference, which is at /reference/
    #[arg(long, default_value = "target/reference", value_name = "DIR")]
    reference: PathBuf,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    tracing_subscriber::fmt()
        .with_writer(io::stderr)
        .with_env_filter(
            EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn")),
        )
        .init();
    match run(arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("sandbox: {reason}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), String> {
    let (host, port) = (arguments.host.as_str(), arguments.port);
    // The port first: a second server on the same one should not touch the first one's database.
    let listener = TcpListener::bind((host, port))
        .await
        .map_err(|error| format!("cannot listen on {host}:{port}: {error}"))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;

    let opened = if arguments.memory { Store::in_memory() } else { Store::open(&arguments.db) };
    let file = arguments.db.display();
    let store = opened.map_err(|error| format!("cannot open the database {file}: {error}"))?;
    seed(&store, arguments.seed).map_err(|error| format!("cannot fill the database: {error}"))?;

    let options = Options {
        faults: arguments.faults,
        www: arguments.www,
        package: arguments.package,
        docs: arguments.docs,
        reference: arguments.reference,
    };
    let router = app(store.clone(), &options);
    let stop = stop_signal().map_err(|error| format!("cannot watch for signals: {error}"))?;

    let mut out = io::stdout();
    writeln!(out, "listening on http://{address}\ndemo key: {DEMO_KEY}")
        .and_then(|()| out.flush())
        .map_err(|error| format!("cannot write to stdout: {error}"))?;

    serve(listener, router, !options.faults, stop).await;
    store.close().map_err(|error| format!("cannot close the database {file}: {error}"))
}

/// Ctrl-C or SIGTERM, watched from this call on: none is lost between here and the wait.
#[cfg(unix)]
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Ctrl-C. Not tried: nobody has run this on another system yet.
#[cfg(not(unix))]
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}

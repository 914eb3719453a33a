//! SQLite: one connection, used by one request at a time, off the async threads.
//!
//! A write is one IMMEDIATE transaction with `synchronous = FULL`: what was acknowledged is on
//! the disk.

pub mod addresses;
pub mod customers;
pub mod photos;

use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};

use crate::error::ApiError;
use crate::text;

const SCHEMA: &str = include_str!("schema.sql");
const SCHEMA_VERSION: i64 = 1;
/// Another process may hold the file for a moment (a `sqlite3` shell, say).
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// The database, shared by clones.
#[derive(Clone)]
pub struct Store {
    /// `None` once closed. A std mutex: it is only ever taken on a blocking thread. Poisoning is
    /// ignored, since a transaction that a panic leaves behind has been rolled back.
    connection: Arc<Mutex<Option<Connection>>>,
}

/// Why a database could not be opened.
#[derive(Debug)]
pub enum OpenError {
    /// What SQLite says.
    Database(rusqlite::Error),
    /// The file was written by another version of this program, or by another program.
    OtherVersion(i64),
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Database(error) => write!(f, "{error}"),
            Self::OtherVersion(version) => write!(
                f,
                "its schema has version {version}, not {SCHEMA_VERSION}; use another file"
            ),
        }
    }
}

impl std::error::Error for OpenError {}

impl From<rusqlite::Error> for OpenError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}

impl Store {
    /// Opens the file, and creates it with its schema if it is not there.
    ///
    /// # Errors
    /// If SQLite cannot open it, or it is not a database of this version.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        Self::prepare(Connection::open(path)?)
    }

    /// A database that ends with the process.
    ///
    /// # Errors
    /// If SQLite cannot create it.
    pub fn in_memory() -> Result<Self, OpenError> {
        Self::prepare(Connection::open_in_memory()?)
    }

    fn prepare(mut connection: Connection) -> Result<Self, OpenError> {
        connection.busy_timeout(BUSY_TIMEOUT)?;
        // Answers with the mode it came to: a database in memory stays in memory.
        connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
        connection.execute_batch("PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;")?;
        let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
        connection.create_scalar_function("fold", 1, flags, |call| {
            call.get::<String>(0).map(|value| text::fold(&value))
        })?;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let version = pragma(&transaction, "PRAGMA user_version")?;
        let objects = pragma(&transaction, "SELECT count(*) FROM sqlite_schema")?;
        match (version, objects) {
            (SCHEMA_VERSION, _) => {}
            (0, 0) => transaction.execute_batch(SCHEMA)?,
            (other, _) => return Err(OpenError::OtherVersion(other)),
        }
        transaction.commit()?;
        Ok(Self { connection: Arc::new(Mutex::new(Some(connection))) })
    }

    /// Runs `work` in a transaction that may write; an error rolls it back.
    ///
    /// It runs to its end even if the caller goes away.
    pub async fn write<T, F>(&self, work: F) -> Result<T, ApiError>
    where
        T: Send + 'static,
        F: FnOnce(&Transaction<'_>) -> Result<T, ApiError> + Send + 'static,
    {
        self.run(TransactionBehavior::Immediate, work).await
    }

    /// Runs `work` on one consistent state of the database.
    pub async fn read<T, F>(&self, work: F) -> Result<T, ApiError>
    where
        T: Send + 'static,
        F: FnOnce(&Transaction<'_>) -> Result<T, ApiError> + Send + 'static,
    {
        self.run(TransactionBehavior::Deferred, work).await
    }

    async fn run<T, F>(&self, behavior: TransactionBehavior, work: F) -> Result<T, ApiError>
    where
        T: Send + 'static,
        F: FnOnce(&Transaction<'_>) -> Result<T, ApiError> + Send + 'static,
    {
        let store = self.clone();
        let task = tokio::task::spawn_blocking(move || store.run_now(behavior, work));
        task.await.unwrap_or_else(|error| {
            tracing::error!(%error, "a database task did not end");
            Err(ApiError::Internal)
        })
    }

    /// Like [`Store::write`], for callers that may block.
    pub(crate) fn write_now<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, ApiError>,
    ) -> Result<T, ApiError> {
        self.run_now(TransactionBehavior::Immediate, work)
    }

    fn run_now<T>(
        &self,
        behavior: TransactionBehavior,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, ApiError>,
    ) -> Result<T, ApiError> {
        let mut guard = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(connection) = guard.as_mut() else {
            tracing::error!("the database is closed");
            return Err(ApiError::Internal);
        };
        let transaction = connection.transaction_with_behavior(behavior)?;
        let result = work(&transaction)?;
        transaction.commit()?;
        Ok(result)
    }

    /// The developer id of an account that a test opened, the same for the same key.
    pub(crate) async fn fresh_developer(&self, key: String) -> Result<i64, ApiError> {
        self.write(move |tx| {
            let known = tx
                .prepare_cached("SELECT developer FROM fresh_account WHERE key = ?1")?
                .query_row([&key], |row| row.get(0))
                .optional()?;
            if let Some(developer) = known {
                return Ok(developer);
            }
            tx.execute("INSERT INTO fresh_account (key) VALUES (?1)", [&key])?;
            Ok(tx.last_insert_rowid())
        })
        .await
    }

    /// Folds the write-ahead log into the file and closes it. Later calls answer 500.
    ///
    /// # Errors
    /// What SQLite says; the data is safe in the log even then.
    pub fn close(&self) -> Result<(), OpenError> {
        let mut guard = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(connection) = guard.take() {
            connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
            connection.close().map_err(|(_, error)| error)?;
        }
        Ok(())
    }
}

fn pragma(connection: &Connection, sql: &str) -> rusqlite::Result<i64> {
    connection.query_row(sql, [], |row| row.get(0))
}

//! What the fuzz targets compare the client with: slow and obvious answers to the same questions.
//!
//! They share no code with the client, and say where the two are allowed to differ. [`edits`] is
//! something else: edits of JSON that libFuzzer makes beside its own.

pub mod django;
pub mod edits;
pub mod errors;
pub mod forms;
pub mod handed_over;
pub mod javascript;
pub mod refusals;
pub mod typed;

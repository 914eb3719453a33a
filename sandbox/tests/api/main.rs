//! The API through its router: every answer that the contract names, literally.

mod addresses;
mod auth;
mod browser;
mod customers;
mod email;
mod faults;
mod pages;
mod photos;
mod protocol;
mod reference;
mod seed;
mod support;
mod validation;

//! The API through its router, without a socket: every answer that docs/openapi.yaml has, literally.

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

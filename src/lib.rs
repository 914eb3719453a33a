//! Client for the 4Geeks Customers API.

//! Addresses in every notation, against std's parsers.

use std::net::{Ipv4Addr, Ipv6Addr};

use customers_client::ip::{is_v4, is_v6};
use proptest::prelude::*;

#[track_caller]
fn same_as_std(text: &str) {
    assert_eq!(is_v4(text), text.parse::<Ipv4Addr>().is_ok(), "{text:?}");
    assert_eq!(is_v6(text), text.parse::<Ipv6Addr>().is_ok(), "{text:?}");
}

#[test]
fn addresses_at_every_border_are_judged_as_std_judges_them() {
    for text in [
        "",
        "0.0.0.0",
        "255.255.255.255",
        "256.0.0.0",
        "0.0.0.00",
        "01.2.3.4",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.",
        ".1.2.3",
        "1..2.3",
        "+1.2.3.4",
        "1.2.3.4 ",
        "1.2.3.1000",
        "99999999999999999999.0.0.0",
        "::",
        ":",
        ":::",
        "::1",
        "1::",
        ":1",
        "1:",
        "::1:",
        ":1::",
        "1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7::",
        "::2:3:4:5:6:7:8",
        "1::3:4:5:6:7:8",
        "1::2:3:4:5:6:7:8",
        "1:2:3:4::5:6:7:8",
        "1::2::3",
        "::12345",
        "::g",
        "::00001",
        "::1.2.3.4",
        "::ffff:1.2.3.4",
        "1:2:3:4:5:6:1.2.3.4",
        "1:2:3:4:5:6:7:1.2.3.4",
        "1:2:3:4:5:1.2.3.4",
        "1:2:3:4:5:6::1.2.3.4",
        "1:2:3:4:5::1.2.3.4",
        "1.2.3.4::",
        "1.2.3.4:5::",
        "::1.2.3.4:5",
        "::1.2.3",
        "::1.2.3.4.5",
        "::01.2.3.4",
        "FE80::A",
        "fe80::1%eth0",
        "[::1]",
        "é::",
        "::é",
    ] {
        same_as_std(text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn addresses_are_judged_as_std_judges_them(
        pieces in prop::collection::vec(
            prop::sample::select(vec!["0", "1", "25", "255", "256", "ff", "12345", "g", ":", ":", "::", ".", ".", "1.2.3.4"]),
            0..18,
        ),
    ) {
        same_as_std(&pieces.concat());
    }

    #[test]
    fn groups_between_colons_are_judged_as_std_judges_them(
        groups in prop::collection::vec(prop::sample::select(vec!["", "0", "ffff", "1.2.3.4"]), 0..10),
    ) {
        same_as_std(&groups.join(":"));
    }
}

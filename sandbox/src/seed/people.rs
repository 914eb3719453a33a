//! The people of the seed: names of many scripts, long ones, and ones that a careless page would
//! run or break on. The first ones are those of the service's documents.

use super::person::{Person, Picture, person};

/// The demo account in test mode.
pub const PEOPLE: &[Person] = &[
    Person {
        phone: Some("+50683236988"),
        country: Some("Costa Rica"),
        picture: Some(Picture::Blue),
        addresses: 1,
        id: "217866f3-e1c2-465c-a242-1c04e30ba3fa",
        created_on: "2023-03-01T10:02:11.480913Z",
        ..person("test", "test", "shadya.mora+401@4geeks.io")
    },
    Person {
        country: Some("Costa Rica"),
        picture: Some(Picture::Amber),
        addresses: 3,
        id: "3048a540-e825-4ccf-a693-fc4771c5f216",
        created_on: "2023-03-08T21:37:55.006204Z",
        ..person("panchos", "Cruz", "marco.cruz+24@4geeks.io")
    },
    Person {
        phone: Some("000000000"),
        country: Some("Argentina"),
        stripe: "cus_NWeHJ69zAJZx9Y",
        picture: Some(Picture::Green),
        addresses: 2,
        id: "008ffa95-31be-41f8-b797-a4d75aafb9a5",
        created_on: "2023-03-14T16:46:08.241614Z",
        ..person("Josito", "Urenas", "jose.urena+407@4geeks.io")
    },
    Person {
        country: Some("USA"),
        metadata: Some(r#"{"customer_type":"business","loyalty_points":120}"#),
        ..person("Alejandro", "Madrigal", "alejandromadrigal@gmail.com")
    },
    Person {
        country: Some("Argentina"),
        picture: Some(Picture::Amber),
        addresses: 1,
        ..person("Alejandro", "Alfaro", "alejandroalfaro@gmail.com")
    },
    Person {
        phone: Some("+49 30 901820"),
        country: Some("Germany"),
        metadata: Some(r#"{"newsletter":true,"tags":["VIP","früh"]}"#),
        addresses: 2,
        ..person("Zoë", "Müller-Lüdenscheidt", "zoe.mueller@example.de")
    },
    Person {
        phone: Some("+34 91 000 00 00"),
        country: Some("Spain"),
        stripe: "cus_O1aB2cD3eF4gH5",
        ..person("José María", "Núñez y Ibáñez", "jose.maria@example.es")
    },
    Person {
        country: Some("Poland"),
        picture: Some(Picture::Blue),
        ..person("Łucja", "Brzęczyszczykiewicz", "lucja@example.pl")
    },
    Person {
        phone: Some("+354 000 0000"),
        country: Some("Iceland"),
        ..person("Guðrún", "Þorláksdóttir", "gudrun@example.is")
    },
    Person {
        phone: Some("+84 24 0000 0000"),
        country: Some("Vietnam"),
        metadata: Some(
            r#"{"registration_source":"mobile","device":{"os":"android","version":14}}"#,
        ),
        addresses: 1,
        ..person("Nguyễn", "Thị Hồng Ánh", "anh.nguyen@example.vn")
    },
    Person {
        metadata: Some(r#"{"любимое":"чай"}"#),
        ..person("Анна", "Каренина", "anna@example.ru")
    },
    Person {
        phone: Some("+380 44 000 0000"),
        country: Some("Ukraine"),
        addresses: 1,
        ..person("Тарас", "Шевченко", "taras@пример.укр")
    },
    Person {
        country: Some("Greece"),
        metadata: Some(r#"{"attempts":9007199254740991,"done":false}"#),
        ..person("Σίσυφος", "Αἰολίδης", "sisyphos@example.gr")
    },
    Person {
        phone: Some("+212 500-000000"),
        country: Some("Morocco"),
        picture: Some(Picture::Green),
        ..person("فاطمة", "الزهراء", "fatima@example.ma")
    },
    Person {
        country: Some("Saudi Arabia"),
        addresses: 2,
        ..person("محمد", "بن سلمان الغامدي", "mohammed@example.sa")
    },
    Person {
        phone: Some("+972-2-000-0000"),
        country: Some("Israel"),
        ..person("שרה", "כהן־לוי", "sara@example.co.il")
    },
    Person {
        phone: Some("+86 10 0000 0000"),
        country: Some("China"),
        metadata: Some(r#"{"等级":"金","积分":[1,2,3]}"#),
        addresses: 1,
        ..person("王", "小明", "xiaoming.wang@example.cn")
    },
    Person { country: Some("Taiwan"), ..person("歐陽", "娜娜", "nana@例子.台灣") },
    Person {
        phone: Some("+81-3-0000-0000"),
        country: Some("Japan"),
        stripe: "cus_P6qR7sT8uV9wX0",
        addresses: 3,
        ..person("さくら", "山田", "sakura@example.jp")
    },
    Person {
        country: Some("Japan"), ..person("ｶﾀｶﾅ", "全角　太郎", "taro@例え.テスト")
    },
    Person {
        phone: Some("+82-2-000-0000"),
        country: Some("Korea"),
        ..person("민준", "김", "minjun.kim@example.kr")
    },
    Person {
        phone: Some("+91 11 0000 0000"),
        country: Some("India"),
        metadata: Some(r#"{"भाषा":"हिन्दी"}"#),
        ..person("आरती", "शर्मा", "aarti@example.in")
    },
    Person {
        country: Some("Thailand"), ..person("สมชาย", "ใจดี", "somchai@example.co.th")
    },
    Person {
        country: Some("Sri Lanka"), ..person("தமிழ்", "செல்வி", "tamil@example.lk")
    },
    Person {
        metadata: Some(r#"{"mood":"🎉"}"#),
        ..person("👩‍👩‍👧‍👦", "🇨🇷 Emoji 🏳️‍🌈", "emoji@example.com")
    },
    person("Z̷̢̛͖͎̐a̴̡̛͙͊l̵̢͚̈́̚g̸̨͔͛o̷̡̦͌", "Ḩe̊ c̄om̃eș", "zalgo@example.com"),
    Person {
        phone: Some("<img src=x onerror=alert(1)>"),
        country: Some("</td><td>"),
        metadata: Some(r#"{"<script>":"alert(1)","__proto__":{"polluted":true}}"#),
        ..person("<script>alert(1)</script>", "<b>\"O'Brien\" &amp; Co</b>", "script@example.com")
    },
    person("'; DROP TABLE customer; --", "%_\\", "bobby.tables@example.com"),
    Person {
        country: Some("USA"),
        ..person(
            "WolfeschlegelsteinhausenbergerdorffWolfeschlegelsteinhausenbergerdorffWolfeschlegelsteinhausenbergerdorffWolfeschlegelsteinhausenbergerdorffWolfeschlegelsteinhausenbergerdorffWolfeschlegelsteinhausenbergerdorffWolfeschlegelsteinhausenbergerdorff",
            "Senior",
            "long.first@example.com",
        )
    },
    Person {
        phone: Some("+123456789012345678901234567890"),
        country: Some("United Kingdom of Great Britain and Northern Ireland"),
        ..person(
            "Pablo Diego José Francisco de Paula Juan Nepomuceno María de los Remedios Cipriano de la Santísima Trinidad",
            "Ruiz y Picasso von und zu von und zu von und zu von und zu von und zu von und zu von und zu von und zu von und zu von und zu von und zu von und zu von und zu von und zu von und zu von und zu von und zu von und zu von und zu von und zu Ende",
            "llllllllllllllllllllllllllllllllllllllllllllllllllllllllllll@long-domain.long-domain.long-domain.long-domain.long-domain.long-domain.long-domain.long-domain.long-domain.long-domain.example.com",
        )
    },
    Person {
        phone: Some("0"),
        country: Some(""),
        metadata: Some(r#"{}"#),
        ..person("null", "undefined", "null@example.com")
    },
    person("Mallory\u{202e}gnp.otohp", "\u{200b}Zero\u{200d}Width\u{feff}", "bidi@example.com"),
    Person {
        phone: Some("+353 1 000 0000"),
        country: Some("Ireland"),
        addresses: 1,
        ..person("O’Connor", "D'Arcy-Smith", "o'connor+tag@example.ie")
    },
    Person { country: Some("Türkiye"), ..person("IŞIK", "İĞDIR", "isik@example.com.tr") },
    Person { country: Some("Austria"), ..person("Straße", "ẞ", "strasse@example.at") },
    Person {
        phone: Some("+1 202 555 0100"),
        country: Some("USA"),
        metadata: Some(
            r#"{"customer_type":"consumer","registration_source":"web","loyalty_points":0,"preferences":{"contact":{"email":true,"sms":false},"limits":[0.1,-1.5,1e21,null]}}"#,
        ),
        stripe: "cus_Q1JohnDoe00001",
        picture: Some(Picture::Blue),
        addresses: 2,
        ..person("John", "Doe", "john.doe@example.com")
    },
    Person { country: Some("USA"), ..person("Johnny", "Appleseed", "johnny@example.com") },
    Person {
        country: Some("USA"),
        addresses: 1,
        ..person("Alex", "Miller", "alexmiller@gmail.com")
    },
];

/// The demo account in live mode.
pub const LIVE: &[Person] = &[
    Person {
        country: Some("Costa Rica"),
        stripe: "cus_NHLcuJNDnJDTnK",
        picture: Some(Picture::Amber),
        addresses: 1,
        id: "004b75b1-64d9-42cc-8556-1b111611b67b",
        created_on: "2023-02-26T06:56:07.152267Z",
        ..person("Shadya", "Mora Sánchez", "shadya.mora@4geeks.io")
    },
    Person {
        phone: Some("+1 202 555 0101"),
        country: Some("USA"),
        metadata: Some(r#"{"customer_type":"business"}"#),
        ..person("Live", "Customer", "live.customer@example.com")
    },
    Person { country: Some("USA"), ..person("Grace", "Hopper", "grace.hopper@example.com") },
];

/// The account of the documents' first edition. Its ids are not valid UUIDs.
pub const OTHER_ACCOUNT: &[Person] = &[
    Person {
        country: Some("USA"),
        id: "03124bfa-a8gd-4e63-823f-90540b9akcff",
        ..person("Alex", "Miller", "alexmiller@gmail.com")
    },
    Person {
        country: Some("Argentina"),
        picture: Some(Picture::Amber),
        id: "023d3c4c-1945-42d8-981a-02e6a3a8fhd0",
        ..person("Alejandro", "Alfaro", "alejandroalfaro@gmail.com")
    },
    Person {
        country: Some("USA"),
        id: "033d2c5c-1965-41d9-981a-03e5a8a8fed0",
        ..person("Alejandro", "Madrigal", "alejandromadrigal@gmail.com")
    },
];

//! What the seed makes addresses and further customers from.

/// line1, line2, city, state, postal_code, country.
pub const ADDRESSES: &[[&str; 6]] = &[
    ["Avenida Central 100", "Piso 2", "San José", "San José", "10101", "Costa Rica"],
    ["350 Fifth Avenue", "", "New York", "NY", "10118", "USA"],
    ["東京都千代田区丸の内1-1", "", "千代田区", "東京都", "100-0005", "Japan"],
];

/// For the customers made by formula.
pub const GIVEN_NAMES: &[&str] = &[
    "Amina",
    "Björn",
    "Chloé",
    "Dmitri",
    "Élodie",
    "Fumiko",
    "Giovanni",
    "Hana",
    "Ingrid",
    "Jakub",
    "Καλλιόπη",
    "Liwei",
    "Małgorzata",
    "Nadia",
    "Omar",
    "Priya",
    "Quim",
    "Renée",
    "Søren",
    "Tülay",
    "Ulrike",
    "Віра",
    "Wanjiru",
    "Xóchitl",
    "Yusuf",
    "Žaneta",
];

/// For the customers made by formula.
pub const FAMILY_NAMES: &[&str] = &[
    "Abe", "Brown", "Castro", "Dubois", "Eriksson", "Ferrari", "García", "Haddad", "Ivanova",
    "Jansen", "Kowalski", "López", "Mwangi", "Novák", "Okafor", "Patel", "Quispe", "Rossi",
    "Schmidt", "Tanaka", "Uribe", "Vásquez", "Weiß", "Yılmaz", "Zhang",
];

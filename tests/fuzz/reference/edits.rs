//! Edits that often leave JSON JSON, where flipped bytes seldom do.

use std::ops::Range;

const VALUES: [&str; 19] = [
    "null",
    "true",
    "0",
    "-0",
    "-1",
    "5.0",
    "1e3",
    "999999999999999",
    "1000000000000000",
    "9007199254740993",
    "1e999",
    "\"\"",
    "\"x\"",
    "\"\\ud800\"",
    "[]",
    "{}",
    "[{}]",
    "[null]",
    "{\"id\":\"\",\"name\":\"\"}",
];

const NAMES: [&str; 20] = [
    "id",
    "\\u0069d",
    "developer",
    "developer_id",
    "first_name",
    "email",
    "phone",
    "photo",
    "metadata",
    "test",
    "created_on",
    "pay_providers",
    "count",
    "next",
    "previous",
    "results",
    "line2",
    "is_default",
    "",
    "x",
];

/// Puts another value in a value's place, adds an entry, or repeats one that is there. The new
/// size; nothing where there is no place for it.
pub fn edit(data: &mut [u8], size: usize, max_size: usize, seed: u32) -> Option<usize> {
    let mut state = u64::from(seed).wrapping_mul(2) + 1;
    let mut below = |n: usize| {
        state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1);
        (state >> 33) as usize % n.max(1)
    };
    let starts: Vec<usize> = (1..size).filter(|at| b":,[{".contains(&data[*at])).collect();
    let item = |n: usize| -> Option<Range<usize>> {
        let start = *starts.get(n)? + 1;
        let length = data[start..size].iter().position(|b| b",]}".contains(b))?;
        Some(start..start + length)
    };
    let chosen = item(below(starts.len()))?;
    let value = VALUES[below(VALUES.len())];
    let (replaced, text) = match below(3) {
        0 => (chosen, value.to_owned()),
        1 => {
            let name = NAMES[below(NAMES.len())];
            (chosen.start..chosen.start, format!("\"{name}\":{value},"))
        }
        _ => {
            let repeated = item(below(starts.len()))?;
            let text = String::from_utf8_lossy(&data[repeated]).into_owned();
            (chosen.start..chosen.start, text + ",")
        }
    };
    let mut edited = data[..size].to_vec();
    edited.splice(replaced, text.bytes());
    if edited.len() > max_size {
        return None;
    }
    data[..edited.len()].copy_from_slice(&edited);
    Some(edited.len())
}

//! What the module that browsers load has instead of std: an allocator that forgets everything
//! between two calls, and a panic that is a trap. std would bring 12 KB along to say where it
//! panicked; an allocator that takes pieces back, and the code that gives them back, were 8 % of the
//! module.
#![allow(unsafe_code)]

use core::alloc::{GlobalAlloc, Layout};
use core::arch::wasm32::{memory_grow, memory_size, unreachable};
use core::ptr::null_mut;
use core::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use wasm_bindgen::prelude::*;

const PAGE: usize = 65_536;

/// Memory from the end of the module's own upwards, piece after piece.
struct Arena {
    /// Where the next piece begins; 0 before the first.
    next: AtomicUsize,
}

#[global_allocator]
static ARENA: Arena = Arena { next: AtomicUsize::new(0) };

unsafe extern "C" {
    /// Where the memory that nothing else uses begins: the linker's.
    static __heap_base: u8;
}

// SAFETY: a piece begins after the one before ends, is aligned, and lies within the memory. Without
// threads, nobody is between reading and writing `next`.
unsafe impl GlobalAlloc for Arena {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let at = match self.next.load(Relaxed) {
            0 => &raw const __heap_base as usize,
            at => at,
        };
        let start = (at + layout.align() - 1) & !(layout.align() - 1);
        let end = start + layout.size();
        let missing = end.saturating_sub(memory_size(0) * PAGE);
        // Half of what can be addressed is all there is: so no sum here overflows.
        let is_full = end > isize::MAX as usize;
        if is_full || missing > 0 && memory_grow(0, missing.div_ceil(PAGE)) == usize::MAX {
            return null_mut();
        }
        self.next.store(end, Relaxed);
        start as *mut u8
    }

    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}
}

/// Forgets all memory that has been given out. `src/js/module.js` calls it before each call of
/// [`crate::js::invoke`], from which nothing is kept but what JavaScript has copied: this crate has
/// no statics beside [`ARENA`], and of wasm-bindgen's only what handles would need.
#[wasm_bindgen]
pub fn reset() {
    ARENA.next.store(0, Relaxed);
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    unreachable()
}

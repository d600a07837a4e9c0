//! A forward-only allocator. The memory of a call ends with its instance, so nothing need be given back.
//!
//! A general allocator asks the engine for memory at every call, which costs two system calls; this one first uses what
//! is left of the first page behind the regulation's data.

use core::alloc::{GlobalAlloc, Layout};
use core::cell::Cell;

struct Bump {
    next: Cell<usize>,
    end: Cell<usize>,
}

// SAFETY: a component instance has one thread.
unsafe impl Sync for Bump {}

const PAGE: usize = 65_536;

unsafe extern "C" {
    static __heap_base: u8;
}

impl Bump {
    fn take(&self, layout: Layout) -> *mut u8 {
        if self.next.get() == 0 {
            self.next.set(&raw const __heap_base as usize);
            self.end.set(core::arch::wasm32::memory_size(0) * PAGE);
        }
        let align = layout.align() - 1;
        let start = (self.next.get() + align) & !align;
        let Some(next) = start.checked_add(layout.size()) else { return core::ptr::null_mut() };
        if next > self.end.get() {
            let pages = (next - self.end.get()).div_ceil(PAGE);
            if core::arch::wasm32::memory_grow(0, pages) == usize::MAX {
                return core::ptr::null_mut();
            }
            self.end.set(self.end.get() + pages * PAGE);
        }
        self.next.set(next);
        start as *mut u8
    }
}

// SAFETY: `take` returns memory past everything handed out before, aligned as asked, or null.
unsafe impl GlobalAlloc for Bump {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        self.take(layout)
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // What was taken last can be taken back: growing strings and vectors stay in place.
        if pointer as usize + layout.size() == self.next.get() {
            self.next.set(pointer as usize);
        }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if pointer as usize + layout.size() == self.next.get() {
            self.next.set(pointer as usize);
            // SAFETY: the same start with another size; the bytes before it stay.
            let same = self.take(unsafe { Layout::from_size_align_unchecked(size, layout.align()) });
            if same != pointer && !same.is_null() {
                // SAFETY: both are live and at least the smaller size long.
                unsafe { core::ptr::copy(pointer, same, layout.size().min(size)) };
            }
            return same;
        }
        if size <= layout.size() {
            return pointer;
        }
        // SAFETY: as above.
        let other = self.take(unsafe { Layout::from_size_align_unchecked(size, layout.align()) });
        if !other.is_null() {
            // SAFETY: the new memory lies behind the old one.
            unsafe { core::ptr::copy_nonoverlapping(pointer, other, layout.size()) };
        }
        other
    }
}

#[global_allocator]
static BUMP: Bump = Bump { next: Cell::new(0), end: Cell::new(0) };

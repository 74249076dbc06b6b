//! Eight 16-bit numbers at a time: what the inverse DCT, upsampling and colour conversion are written in.
//!
//! On x86-64 they are a register of SSE2, which every such processor has. Elsewhere they are arrays, whose loops the
//! compiler turns into what the processor has. Both give the same results, which tests compare.

#[cfg(any(not(target_arch = "x86_64"), test))]
mod portable;
#[cfg(target_arch = "x86_64")]
mod sse2;

#[cfg(not(target_arch = "x86_64"))]
pub use portable::{Quads, Words};
#[cfg(target_arch = "x86_64")]
pub use sse2::{Quads, Words};

#[cfg(test)]
mod tests;

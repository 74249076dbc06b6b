//! Which remote pixels a device pixel is made of, and in what shares: the same for both renderers.

use std::f64::consts::PI;
use std::ops::Range;

use super::Placement;
use crate::config::Filter;

/// Below this scale Lanczos shows no more than Hamming does, and takes up to six times as long: 196 ms instead of 31 for
/// 7680x4320 pixels in 1280x720.
const LEAST_FOR_LANCZOS: f64 = 0.6;

/// How remote pixels become device pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Method {
    /// Each remote pixel is a square of so many device pixels.
    Repeat(u32),
    /// Each device pixel takes the remote pixel in its middle.
    Nearest,
    /// Remote pixels are squares, and each device pixel shows what it covers of them. For enlarging only.
    Coverage,
    /// Each device pixel mixes those around it.
    Kernel(Kernel),
}

/// The share of a remote pixel, by its distance from the middle of a device pixel.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kernel {
    pub(super) name: &'static str,
    pub(super) share: fn(f64) -> f64,
    /// Beyond this distance the share is 0. When the picture is reduced, distances are of device pixels.
    pub(super) support: f64,
}

/// One axis of a placement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Axis {
    /// Where the picture begins in the window.
    origin: i32,
    /// How many device pixels it covers.
    extent: u32,
    /// How many remote pixels that are.
    length: u16,
}

/// The shares of every device pixel in a row of them.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Shares {
    /// The first remote pixel of each, counted from where the picture begins.
    pub(super) first: Vec<u32>,
    /// `count` shares for each; their sum is 1.
    pub(super) weights: Vec<f32>,
    /// How many shares each has; some may be 0.
    pub(super) count: usize,
}

impl PartialEq for Kernel {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Kernel {
    /// Straight from one pixel to the next.
    const TRIANGLE: Kernel = Kernel { name: "triangle", share: triangle, support: 1.0 };
    /// Clearer than a triangle, and as quick.
    const HAMMING: Kernel = Kernel { name: "hamming", share: hamming, support: 1.0 };
    /// As clear as a reduced picture can be.
    const LANCZOS: Kernel = Kernel { name: "lanczos", share: lanczos, support: 3.0 };
}

impl Placement {
    /// How its pixels become device pixels.
    pub(super) fn method(&self) -> Method {
        let smallest = self.scale().into_iter().fold(f64::INFINITY, f64::min);
        let reduces = smallest < 1.0;
        match (self.whole_factor(), self.filter) {
            (Some(factor), _) => Method::Repeat(factor),
            (None, Filter::Nearest) => Method::Nearest,
            (None, Filter::Smooth) if reduces => Method::Kernel(Kernel::HAMMING),
            (None, Filter::Smooth) => Method::Kernel(Kernel::TRIANGLE),
            (None, Filter::Sharp) if smallest < LEAST_FOR_LANCZOS => Method::Kernel(Kernel::HAMMING),
            (None, Filter::Sharp) if reduces => Method::Kernel(Kernel::LANCZOS),
            (None, Filter::Sharp) => Method::Coverage,
        }
    }

    /// Its axes, from left to right and from top to bottom.
    pub(super) fn axes(&self) -> [Axis; 2] {
        let Self { origin, extent, source, .. } = self;
        [
            Axis { origin: origin[0], extent: extent.width, length: source.width },
            Axis { origin: origin[1], extent: extent.height, length: source.height },
        ]
    }
}

impl Axis {
    /// The shares of the device pixels `pixels` of the window, all of which show the picture. Each has `most` at most.
    pub(super) fn shares(self, method: Method, pixels: Range<u32>, most: usize) -> Shares {
        let pixels = pixels.map(|pixel| (i64::from(pixel) - i64::from(self.origin)).max(0) as u64);
        match method {
            Method::Repeat(_) | Method::Nearest => {
                let first: Vec<u32> = pixels.map(|pixel| self.nearest(pixel)).collect();
                Shares { weights: vec![1.0; first.len()], first, count: 1 }
            }
            Method::Coverage => {
                let (first, weights): (Vec<u32>, Vec<[f32; 2]>) = pixels.map(|pixel| self.covered(pixel)).unzip();
                Shares { first, weights: weights.into_flattened(), count: 2 }
            }
            Method::Kernel(kernel) => self.mixed(kernel, pixels, most),
        }
    }

    /// The remote pixel in the middle of a device pixel.
    fn nearest(self, pixel: u64) -> u32 {
        let at = (2 * pixel + 1) * u64::from(self.length) / (2 * u64::from(self.extent.max(1)));
        self.inside(at)
    }

    /// The first remote pixel that a device pixel covers, and the shares of it and of the next.
    fn covered(self, pixel: u64) -> (u32, [f32; 2]) {
        let (length, extent) = (u64::from(self.length), u64::from(self.extent.max(1)));
        let (first, rest) = (pixel * length / extent, pixel * length % extent);
        let next = (rest + length).saturating_sub(extent) as f32 / length.max(1) as f32;
        if first + 1 < length { (self.inside(first), [1.0 - next, next]) } else { (self.inside(first), [1.0, 0.0]) }
    }

    fn mixed(self, kernel: Kernel, pixels: impl Iterator<Item = u64>, most: usize) -> Shares {
        let length = f64::from(self.length);
        let step = length / f64::from(self.extent.max(1));
        let unit = step.max(1.0);
        let reach = kernel.support * unit;
        let count = (reach.ceil() as usize * 2 + 1).min(usize::from(self.length).max(1)).min(most);
        let (mut first, mut weights) = (Vec::new(), Vec::new());
        for pixel in pixels {
            let middle = (pixel as f64 + 0.5) * step;
            // A row that would begin too late to have `count` pixels begins earlier, with shares of 0.
            let start = (middle - reach).floor().clamp(0.0, (length - count as f64).max(0.0));
            let at = weights.len();
            weights.extend((0..count).map(|tap| (kernel.share)((start + tap as f64 + 0.5 - middle) / unit)));
            let sum: f64 = weights[at..].iter().sum();
            let sum = if sum.abs() < 1e-9 { 1.0 } else { sum };
            weights[at..].iter_mut().for_each(|weight| *weight /= sum);
            first.push(start as u32);
        }
        Shares { first, weights: weights.into_iter().map(|weight| weight as f32).collect(), count }
    }

    fn inside(self, pixel: u64) -> u32 {
        pixel.min(u64::from(self.length).saturating_sub(1)) as u32
    }
}

fn triangle(distance: f64) -> f64 {
    (1.0 - distance.abs()).max(0.0)
}

fn hamming(distance: f64) -> f64 {
    if distance.abs() >= 1.0 { 0.0 } else { sinc(distance) * (0.54 + 0.46 * (distance * PI).cos()) }
}

fn lanczos(distance: f64) -> f64 {
    if distance.abs() >= 3.0 { 0.0 } else { sinc(distance) * sinc(distance / 3.0) }
}

fn sinc(x: f64) -> f64 {
    if x.abs() < 1e-9 { 1.0 } else { (x * PI).sin() / (x * PI) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const METHODS: [Method; 5] = [
        Method::Nearest,
        Method::Coverage,
        Method::Kernel(Kernel::TRIANGLE),
        Method::Kernel(Kernel::HAMMING),
        Method::Kernel(Kernel::LANCZOS),
    ];

    fn axis(length: u16, extent: u32) -> Axis {
        Axis { origin: 0, extent, length }
    }

    #[test]
    fn the_shares_of_every_device_pixel_make_one_and_are_of_pixels_that_exist() {
        for (length, extent) in [(1, 1), (1, 700), (640, 641), (640, 639), (7680, 333), (333, 7680), (1000, 3), (2, 1)]
        {
            for method in METHODS {
                if method == Method::Coverage && extent < u32::from(length) {
                    continue;
                }
                let shares = axis(length, extent).shares(method, 0..extent, 4096);
                assert_eq!(shares.first.len(), extent as usize);
                for (first, weights) in shares.first.iter().zip(shares.weights.chunks(shares.count)) {
                    assert!((weights.iter().sum::<f32>() - 1.0).abs() < 1e-4, "{method:?} {length} in {extent}");
                    let used = weights.iter().rposition(|weight| *weight != 0.0).unwrap_or_default();
                    assert!(*first as usize + used < usize::from(length), "{method:?} {length} in {extent}");
                }
            }
        }
    }

    #[test]
    fn an_enlarged_pixel_is_mixed_in_one_device_pixel_at_its_edge_at_most() {
        let shares = axis(100, 250).shares(Method::Coverage, 0..250, 2);
        let pairs: Vec<_> = shares.first.iter().zip(shares.weights.chunks(2)).take(5).collect();
        let expected: [(u32, [f32; 2]); 5] =
            [(0, [1.0, 0.0]), (0, [1.0, 0.0]), (0, [0.5, 0.5]), (1, [1.0, 0.0]), (1, [1.0, 0.0])];
        for ((first, weights), (expected_first, expected)) in pairs.into_iter().zip(expected) {
            assert_eq!(*first, expected_first);
            assert!(weights.iter().zip(expected).all(|(weight, expected)| (weight - expected).abs() < 1e-6));
        }
        let mixed = shares.weights.chunks(2).filter(|weights| weights[1] > 0.0).count();
        assert!(mixed <= 100, "{mixed}");
    }

    #[test]
    fn a_part_of_the_window_has_the_shares_of_the_whole() {
        for method in METHODS {
            let axis = Axis { origin: -57, extent: 900, length: 600 };
            let whole = axis.shares(method, 0..400, 4096);
            let part = axis.shares(method, 123..200, 4096);
            assert_eq!(part.first, whole.first[123..200]);
            assert_eq!(part.weights, whole.weights[123 * whole.count..200 * whole.count], "{method:?}");
        }
    }

    #[test]
    fn even_the_smallest_picture_has_no_more_shares_than_asked_for() {
        let shares = axis(65535, 1).shares(Method::Kernel(Kernel::LANCZOS), 0..1, 1000);
        assert_eq!(shares.count, 1000);
        assert!((shares.weights.iter().sum::<f32>() - 1.0).abs() < 1e-3);
    }
}

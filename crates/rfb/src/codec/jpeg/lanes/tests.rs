//! The lanes of this processor beside those of any processor.

/// All that lanes can do to some numbers, one result after the other.
macro_rules! all_results {
    ($name:ident, $words:ty, $quads:ty) => {
        fn $name([a, b]: [[i16; 8]; 2], bytes: [[u8; 8]; 2], rows: [[i16; 8]; 8]) -> Vec<i64> {
            let (mut results, [low, high]) = (Vec::new(), bytes);
            let (first, second) = (<$words>::new(a), <$words>::new(b));
            let words = [
                <$words>::splat(a[0]),
                first,
                <$words>::from_bytes(low),
                <$words>::even_bytes([low, high]),
                <$words>::odd_bytes([low, high]),
                first.add(second),
                first.subtract(second),
                first.multiply_high(-14942),
                first.shift_right::<2>(),
                first.preceded_by(second),
                first.followed_by(second),
                first.interleave_low(second),
                first.interleave_high(second),
            ];
            let (pairs, scaled) = (first.multiply_pairs(-20995, 4177), [second.scale_low(), second.scale_high()]);
            let quads = [
                <$quads>::splat(1 << 17),
                pairs,
                scaled[0],
                scaled[1],
                pairs.add(scaled[0]),
                pairs.subtract(scaled[1]),
                pairs.shift_right::<11>(),
            ];
            let packed = [<$quads>::pack(pairs, scaled[0]), <$quads>::pack(scaled[1], pairs.shift_right::<18>())];
            let rows = rows.map(<$words>::new);
            let all = words.into_iter().chain(packed).chain(<$words>::transpose(rows));
            results.extend(all.flat_map(<$words>::numbers).map(i64::from));
            results.extend(quads.into_iter().flat_map(<$quads>::numbers).map(i64::from));
            results.extend(<$words>::samples(rows).into_iter().flatten().map(i64::from));
            let small = rows.map(|row| row.shift_right::<6>());
            let [red, green, blue, red_odd, green_odd, blue_odd, ..] = small;
            results.extend(<$words>::pixels([red, green, blue], [red_odd, green_odd, blue_odd]).map(i64::from));
            results
        }
    };
}

all_results!(here, super::Words, super::Quads);
all_results!(anywhere, super::portable::Words, super::portable::Quads);

#[test]
fn every_processor_gets_the_same_results() {
    let mut state = 1_u64;
    let mut number = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        match state >> 60 {
            0 => i16::MIN,
            1 => i16::MAX,
            2 => 0,
            _ => (state >> 40) as i16,
        }
    };
    for _ in 0..10_000 {
        let pair = [(); 2].map(|()| [(); 8].map(|()| number()));
        let bytes = [(); 2].map(|()| [(); 8].map(|()| number() as u8));
        let rows = [(); 8].map(|()| [(); 8].map(|()| number()));
        assert_eq!(here(pair, bytes, rows), anywhere(pair, bytes, rows), "{pair:?} {bytes:?} {rows:?}");
    }
}

//! The steps in which a picture is made larger and smaller.

use crate::config::Scale;

/// The percentages that a turn of the wheel or a key leads to.
const STEPS: [u16; 23] =
    [10, 15, 20, 25, 33, 40, 50, 60, 67, 75, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300, 400, 600, 1000];

/// A direction to zoom in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zoom {
    /// The picture becomes larger.
    In,
    /// The picture becomes smaller.
    Out,
}

/// The next step from `percent` on.
pub fn step(percent: f64, zoom: Zoom) -> Scale {
    // What is shown at 99.97 % because of the window's whole pixels is at 100 %.
    let (above, below) = (percent * 1.005, percent * 0.995);
    let next = match zoom {
        Zoom::In => STEPS.into_iter().find(|step| f64::from(*step) > above),
        Zoom::Out => STEPS.into_iter().rev().find(|step| f64::from(*step) < below),
    };
    next.map_or_else(|| Scale::percent(percent), Scale::Percent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_lead_through_the_whole_sizes_and_stop_at_the_ends() {
        assert_eq!(step(100.0, Zoom::In), Scale::Percent(110));
        assert_eq!(step(99.8, Zoom::In), Scale::Percent(110));
        assert_eq!(step(100.3, Zoom::Out), Scale::Percent(90));
        assert_eq!(step(71.3, Zoom::In), Scale::Percent(75));
        assert_eq!(step(71.3, Zoom::Out), Scale::Percent(67));
        assert_eq!(step(1000.0, Zoom::In), Scale::Percent(1000));
        assert_eq!(step(10.0, Zoom::Out), Scale::Percent(10));
        assert_eq!(step(3.0, Zoom::In), Scale::Percent(10), "from what fits a small window");
    }

    #[test]
    fn as_many_steps_out_as_in_lead_back() {
        let percent = |scale| if let Scale::Percent(percent) = scale { f64::from(percent) } else { 0.0 };
        let mut at = 10.0;
        let mut way = vec![at];
        while let next = percent(step(at, Zoom::In))
            && next > at
        {
            at = next;
            way.push(at);
        }
        assert_eq!(way.len(), STEPS.len());
        for expected in way.into_iter().rev().skip(1) {
            at = percent(step(at, Zoom::Out));
            assert!((at - expected).abs() < 0.1, "{at} instead of {expected}");
        }
    }
}

//! A small plot: a filled line over the last minute, drawn with nothing but lines and triangles.

use egui::epaint::Mesh;
use egui::{Color32, Pos2, Rect, Sense, Shape, Stroke, Ui, Vec2, pos2};

use crate::ui::theme;

/// Plots `values`, oldest first, over a ground line at zero. The highest value decides the scale, and `least` when it is lower.
pub(super) fn show(ui: &mut Ui, size: Vec2, values: &[Option<f32>], least: f32, colour: Color32) {
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let palette = theme::current(ui.ctx());
    ui.painter().rect_filled(rect, 4.0, palette.field);
    let inside = rect.shrink2(Vec2::new(2.0, 3.0));
    let ground = Stroke::new(1.0, palette.edge);
    ui.painter().hline(inside.x_range(), inside.bottom(), ground);
    for run in runs(values, inside, top(values, least)) {
        ui.painter().add(Shape::mesh(area(&run, inside.bottom(), colour.gamma_multiply(0.22))));
        ui.painter().add(Shape::line(run, Stroke::new(1.4, colour)));
    }
}

/// What the upper edge stands for: a round number not below any value.
fn top(values: &[Option<f32>], least: f32) -> f32 {
    let highest = values.iter().flatten().copied().filter(|value| value.is_finite()).fold(least, f32::max);
    let power = 10f32.powf(highest.max(f32::MIN_POSITIVE).log10().floor());
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|step| step * power).find(|round| *round >= highest).unwrap_or(highest)
}

/// The values as points. What is missing parts one run from the next.
fn runs(values: &[Option<f32>], rect: Rect, top: f32) -> Vec<Vec<Pos2>> {
    let step = rect.width() / values.len().saturating_sub(1).max(1) as f32;
    let mut runs: Vec<Vec<Pos2>> = vec![Vec::new()];
    for (place, value) in values.iter().enumerate() {
        match (value.filter(|value| value.is_finite()), runs.last_mut()) {
            (Some(value), Some(run)) => {
                let height = (value / top).clamp(0.0, 1.0) * rect.height();
                run.push(pos2(rect.left() + step * place as f32, rect.bottom() - height));
            }
            (None, Some(run)) if !run.is_empty() => runs.push(Vec::new()),
            _ => {}
        }
    }
    // A single value has no length, but it was there.
    for run in runs.iter_mut().filter(|run| run.len() == 1) {
        run.push(run[0] + Vec2::new(step.min(1.5), 0.0));
    }
    runs.retain(|run| !run.is_empty());
    runs
}

/// What is between the line and the ground.
fn area(run: &[Pos2], ground: f32, colour: Color32) -> Mesh {
    let mut mesh = Mesh::default();
    for (place, point) in run.iter().enumerate() {
        mesh.colored_vertex(*point, colour);
        mesh.colored_vertex(pos2(point.x, ground), colour);
        if place > 0 {
            let last = 2 * place as u32;
            mesh.add_triangle(last - 2, last - 1, last);
            mesh.add_triangle(last - 1, last, last + 1);
        }
    }
    mesh
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_is_a_round_number_that_nothing_exceeds() {
        for (highest, expected) in [(0.0, 1.0), (0.7, 1.0), (1.0, 1.0), (3.0, 5.0), (60.0, 100.0), (181.0, 200.0)] {
            let top = top(&[None, Some(highest), Some(f32::NAN)], 1.0);
            assert!((top - expected).abs() < 1e-3, "{highest}: {top}");
        }
    }

    #[test]
    fn gaps_part_runs_and_every_point_is_inside() {
        let rect = Rect::from_min_size(pos2(10.0, 10.0), Vec2::new(90.0, 30.0));
        let values = [None, Some(1.0), Some(2.0), None, None, Some(9.0), None];
        let runs = runs(&values, rect, 5.0);
        assert_eq!(runs.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2]);
        assert!(runs.iter().flatten().all(|point| rect.contains(*point)));
        assert!(super::runs(&[], rect, 5.0).is_empty());
    }
}

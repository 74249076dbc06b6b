// Puts the remote picture into its place. `sharp_pixel` is exact for whole factors; `filtered_pixel` is a separable
// filter (triangle when enlarging, Hamming when reducing) with the weights that the software renderer uses too.

struct View {
    origin: vec2<f32>,
    extent: vec2<f32>,
    remote: vec2<f32>,
    padding: vec2<f32>,
}

@group(0) @binding(0) var picture: texture_2d<f32>;
@group(0) @binding(1) var<uniform> view: View;

const MAX_TAPS: i32 = 48;
const PI: f32 = 3.14159265358979;

@vertex
fn cover(@builtin(vertex_index) index: u32) -> @builtin(position) vec4<f32> {
    let x = f32(i32(index & 1u) * 4 - 1);
    let y = f32(i32(index >> 1u) * 4 - 1);
    return vec4<f32>(x, y, 0.0, 1.0);
}

@fragment
fn sharp_pixel(@builtin(position) position: vec4<f32>) -> @location(0) vec4<f32> {
    let texel = vec2<i32>(floor((position.xy - view.origin) * view.remote / view.extent));
    return vec4<f32>(textureLoad(picture, texel, 0).rgb, 1.0);
}

fn weight(distance: f32, reduces: bool) -> f32 {
    let x = abs(distance);
    if x >= 1.0 {
        return 0.0;
    }
    if !reduces {
        return 1.0 - x;
    }
    if x < 0.0001 {
        return 1.0;
    }
    return sin(x * PI) / (x * PI) * (0.54 + 0.46 * cos(x * PI));
}

@fragment
fn filtered_pixel(@builtin(position) position: vec4<f32>) -> @location(0) vec4<f32> {
    let step = view.remote / view.extent;
    let centre = (position.xy - view.origin) * step;
    let reach = max(step, vec2<f32>(1.0));
    let reduces = step > vec2<f32>(1.0);
    let last = vec2<i32>(view.remote) - 1;
    let low = clamp(vec2<i32>(floor(centre - reach + 0.5)), vec2<i32>(0), last);
    let high = min(clamp(vec2<i32>(floor(centre + reach - 0.5)), vec2<i32>(0), last), low + MAX_TAPS);
    var sum = vec3<f32>(0.0);
    var total = 0.0;
    for (var y = low.y; y <= high.y; y++) {
        let down = weight((f32(y) + 0.5 - centre.y) / reach.y, reduces.y);
        for (var x = low.x; x <= high.x; x++) {
            let share = down * weight((f32(x) + 0.5 - centre.x) / reach.x, reduces.x);
            sum += share * textureLoad(picture, vec2<i32>(x, y), 0).rgb;
            total += share;
        }
    }
    return vec4<f32>(sum / max(total, 0.0001), 1.0);
}

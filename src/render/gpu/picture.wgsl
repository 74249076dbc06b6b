// Puts the remote picture into its place. `whole_pixel` is exact for whole factors. Everything else is a filter that works
// on columns and rows separately: the shares of each device pixel come from tables, one for each axis, whose first row says
// at which pixel the shares begin. Where the shares are few, `both_pixel` uses both tables at once; else `down_pixel`
// draws columns of the final height, and `across_pixel` makes the picture of these: the order of the software renderer.

struct View {
    // Where the picture begins in the window, and how many remote pixels a device pixel is, for whole factors.
    origin: vec2<f32>,
    factor: vec2<f32>,
    // The first remote pixel that is shown.
    source: vec2<u32>,
    // The first device pixel that shows the picture.
    visible: vec2<u32>,
    // How many shares the tables have for each pixel.
    shares: vec2<u32>,
    // The remote column that the columns of the final height begin with, counted from the first that is shown.
    first_column: u32,
    padding: u32,
}

@group(0) @binding(0) var picture: texture_2d<f32>;
@group(0) @binding(1) var<uniform> view: View;
@group(0) @binding(2) var across: texture_2d<f32>;
@group(0) @binding(3) var down: texture_2d<f32>;

@vertex
fn cover(@builtin(vertex_index) index: u32) -> @builtin(position) vec4<f32> {
    let x = f32(i32(index & 1u) * 4 - 1);
    let y = f32(i32(index >> 1u) * 4 - 1);
    return vec4<f32>(x, y, 0.0, 1.0);
}

@fragment
fn whole_pixel(@builtin(position) position: vec4<f32>) -> @location(0) vec4<f32> {
    let texel = vec2<u32>(floor((position.xy - view.origin) / view.factor)) + view.source;
    return vec4<f32>(textureLoad(picture, texel, 0).rgb, 1.0);
}

fn column_of(first: vec2<u32>, row: u32) -> vec3<f32> {
    var sum = vec3<f32>(0.0);
    for (var tap = 0u; tap < view.shares.y; tap++) {
        let share = textureLoad(down, vec2<u32>(row, tap + 1u), 0).r;
        if share != 0.0 {
            sum += share * textureLoad(picture, first + vec2<u32>(0u, tap), 0).rgb;
        }
    }
    return sum;
}

@fragment
fn both_pixel(@builtin(position) position: vec4<f32>) -> @location(0) vec4<f32> {
    let at = vec2<u32>(position.xy) - view.visible;
    let left = u32(textureLoad(across, vec2<u32>(at.x, 0u), 0).r);
    let top = u32(textureLoad(down, vec2<u32>(at.y, 0u), 0).r);
    var sum = vec3<f32>(0.0);
    for (var tap = 0u; tap < view.shares.x; tap++) {
        let share = textureLoad(across, vec2<u32>(at.x, tap + 1u), 0).r;
        if share != 0.0 {
            sum += share * column_of(view.source + vec2<u32>(left + tap, top), at.y);
        }
    }
    return vec4<f32>(sum, 1.0);
}

@fragment
fn down_pixel(@builtin(position) position: vec4<f32>) -> @location(0) vec4<f32> {
    let at = vec2<u32>(position.xy);
    let top = u32(textureLoad(down, vec2<u32>(at.y, 0u), 0).r);
    return vec4<f32>(column_of(view.source + vec2<u32>(view.first_column + at.x, top), at.y), 1.0);
}

@fragment
fn across_pixel(@builtin(position) position: vec4<f32>) -> @location(0) vec4<f32> {
    let at = vec2<u32>(position.xy) - view.visible;
    let left = u32(textureLoad(across, vec2<u32>(at.x, 0u), 0).r) - view.first_column;
    var sum = vec3<f32>(0.0);
    for (var tap = 0u; tap < view.shares.x; tap++) {
        let share = textureLoad(across, vec2<u32>(at.x, tap + 1u), 0).r;
        if share != 0.0 {
            sum += share * textureLoad(picture, vec2<u32>(left + tap, at.y), 0).rgb;
        }
    }
    return vec4<f32>(sum, 1.0);
}

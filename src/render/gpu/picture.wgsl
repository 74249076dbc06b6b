// Puts the remote picture into its place. `whole_pixel` is exact for whole factors. Everything else is a filter that works
// on rows and columns separately: the shares of each device pixel come from tables, one for each axis, whose first row says
// at which pixel the shares begin. Where the shares are few, `both_pixel` uses both tables at once; else `across_pixel`
// draws rows of the final width, and `down_pixel` makes the picture of these.

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
    // The first remote row that the rows of the final width begin with, counted from the first that is shown.
    first_row: u32,
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

fn row_of(first: vec2<u32>, column: u32) -> vec3<f32> {
    var sum = vec3<f32>(0.0);
    for (var tap = 0u; tap < view.shares.x; tap++) {
        let share = textureLoad(across, vec2<u32>(column, tap + 1u), 0).r;
        if share != 0.0 {
            sum += share * textureLoad(picture, first + vec2<u32>(tap, 0u), 0).rgb;
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
    for (var tap = 0u; tap < view.shares.y; tap++) {
        let share = textureLoad(down, vec2<u32>(at.y, tap + 1u), 0).r;
        if share != 0.0 {
            sum += share * row_of(view.source + vec2<u32>(left, top + tap), at.x);
        }
    }
    return vec4<f32>(sum, 1.0);
}

@fragment
fn across_pixel(@builtin(position) position: vec4<f32>) -> @location(0) vec4<f32> {
    let at = vec2<u32>(position.xy);
    let left = u32(textureLoad(across, vec2<u32>(at.x, 0u), 0).r);
    return vec4<f32>(row_of(view.source + vec2<u32>(left, view.first_row + at.y), at.x), 1.0);
}

@fragment
fn down_pixel(@builtin(position) position: vec4<f32>) -> @location(0) vec4<f32> {
    let at = vec2<u32>(position.xy) - view.visible;
    let top = u32(textureLoad(down, vec2<u32>(at.y, 0u), 0).r) - view.first_row;
    var sum = vec3<f32>(0.0);
    for (var tap = 0u; tap < view.shares.y; tap++) {
        let share = textureLoad(down, vec2<u32>(at.y, tap + 1u), 0).r;
        if share != 0.0 {
            sum += share * textureLoad(picture, vec2<u32>(at.x, top + tap), 0).rgb;
        }
    }
    return vec4<f32>(sum, 1.0);
}

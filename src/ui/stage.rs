//! Panels without a window, for tests: events go in at certain times, and what is shown and asked for comes out.

use std::path::Path;

use egui::accesskit::{Action, Node, Role};
use egui::epaint::{ClippedShape, Shape};
use egui::{Context, Event, FullOutput, Key, Modifiers, Pos2, RawInput, Rect, TexturesDelta, Theme, Vec2};
use egui_software_backend::{BufferMutRef, ColorFieldOrder, EguiSoftwareRender};

use super::{Command, Panels, State, theme};

/// How long a frame takes.
const FRAME: f64 = 1.0 / 60.0;

/// A window that is not there.
pub(super) struct Stage {
    context: Context,
    panels: Panels,
    state: State,
    /// How large it is, in points.
    pub(super) size: Vec2,
    scale: f32,
    time: f64,
    textures: TexturesDelta,
    output: FullOutput,
    /// What the panels asked for so far.
    pub(super) commands: Vec<Command>,
}

impl Stage {
    /// A window of `size` points, with `state` on it for a few frames.
    pub(super) fn new(state: State, theme: Theme, size: [f32; 2], scale: f32) -> Self {
        let context = Context::default();
        super::theme::install(&context);
        super::typeface::install(&context);
        context.enable_accesskit();
        context.set_theme(theme);
        let (panels, size) = (Panels::new(), Vec2::from(size));
        let (textures, output) = (TexturesDelta::default(), FullOutput::default());
        let mut stage = Self { context, panels, state, size, scale, time: 0.0, textures, output, commands: Vec::new() };
        stage.frame(Vec::new());
        stage.frame(Vec::new());
        stage
    }

    /// The same in a light window of `size` points, at rest.
    pub(super) fn like(&self, size: [f32; 2]) -> Self {
        let mut stage = Self::new(self.state.clone(), Theme::Light, size, 1.0);
        stage.wait(2.0);
        stage
    }

    /// A dark window of usual size.
    pub(super) fn usual(state: State) -> Self {
        Self::new(state, Theme::Dark, [960.0, 640.0], 1.0)
    }

    /// Lets time pass.
    pub(super) fn wait(&mut self, seconds: f64) {
        self.time += seconds;
        self.frame(Vec::new());
    }

    /// Lets time pass until nothing moves any more.
    #[track_caller]
    pub(super) fn settle(&mut self) {
        for _ in 0..60 {
            self.wait(0.1);
            if !self.wants_to_draw() {
                return;
            }
        }
        panic!("it does not come to rest: {:?}", self.context.repaint_causes());
    }

    /// Shows something else.
    pub(super) fn show(&mut self, state: State) {
        self.state = state;
        self.frame(Vec::new());
        self.frame(Vec::new());
    }

    /// Presses and releases a key. egui moves the focus a frame later.
    pub(super) fn press(&mut self, key: Key) {
        self.press_with(key, Modifiers::NONE);
    }

    /// The same with modifiers.
    pub(super) fn press_with(&mut self, key: Key, modifiers: Modifiers) {
        for pressed in [true, false] {
            self.frame(vec![Event::Key { key, physical_key: None, pressed, repeat: false, modifiers }]);
        }
    }

    /// Holds a key down, so that it repeats.
    pub(super) fn hold(&mut self, key: Key) {
        for _ in 0..3 {
            let modifiers = Modifiers::NONE;
            self.frame(vec![Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }]);
        }
    }

    /// Lets several things happen before the next frame.
    pub(super) fn all_at_once(&mut self, events: Vec<Event>) {
        self.frame(events);
    }

    /// Types a text.
    pub(super) fn type_text(&mut self, text: &str) {
        self.frame(vec![Event::Text(text.to_owned())]);
        self.frame(Vec::new());
    }

    /// The name of what has the focus, as it is told to those who do not see it.
    pub(super) fn focused(&self) -> Option<String> {
        let update = self.output.platform_output.accesskit_update.as_ref()?;
        let node = update.nodes.iter().find(|(id, _)| *id == update.focus)?;
        node.1.label().or(node.1.value()).map(str::to_owned)
    }

    /// The names of all that can be operated.
    pub(super) fn names(&self) -> Vec<String> {
        let update = self.output.platform_output.accesskit_update.as_ref();
        let nodes = update.map(|update| update.nodes.as_slice()).unwrap_or_default();
        nodes.iter().filter_map(|(_, node)| node.label().map(str::to_owned)).collect()
    }

    /// Clicks what is called so to those who do not see it.
    #[track_caller]
    pub(super) fn click_named(&mut self, name: &str) {
        let update = self.output.platform_output.accesskit_update.as_ref().expect("names are told");
        let node = update.nodes.iter().find(|(_, node)| node.label() == Some(name));
        let bounds = node.and_then(|(_, node)| node.bounds());
        let Some(bounds) = bounds else { panic!("nothing is called {name:?}: {:?}", self.names()) };
        let middle = [f64::midpoint(bounds.x0, bounds.x1), f64::midpoint(bounds.y0, bounds.y1)];
        let [x, y] = middle.map(|place| place as f32);
        self.click_at(Pos2::new(x, y));
    }

    /// Clicks what says `label`.
    #[track_caller]
    pub(super) fn click(&mut self, label: &str) {
        let place = self.find(label);
        let Some((_, rect)) = place else { panic!("{label:?} is not shown: {:?}", self.texts()) };
        self.click_at(rect.center());
    }

    fn click_at(&mut self, position: Pos2) {
        let (button, modifiers) = (egui::PointerButton::Primary, Modifiers::NONE);
        self.frame(vec![Event::PointerMoved(position)]);
        self.frame(vec![Event::PointerButton { pos: position, button, pressed: true, modifiers }]);
        self.frame(vec![Event::PointerButton { pos: position, button, pressed: false, modifiers }]);
    }

    /// What can be operated without having a name that can be read aloud.
    pub(super) fn nameless(&self) -> Vec<String> {
        let Some(update) = &self.output.platform_output.accesskit_update else { return vec!["no tree".to_owned()] };
        let labels: std::collections::BTreeMap<_, _> = update.nodes.iter().map(|(id, node)| (*id, node)).collect();
        let is_operable = |node: &Node| node.supports_action(Action::Click) || node.supports_action(Action::Focus);
        let has_name = |node: &Node| {
            let own = node.label().or(node.value()).is_some_and(|name| !name.trim().is_empty());
            own || node.labelled_by().iter().any(|id| labels.get(id).is_some_and(|label| label.value().is_some()))
        };
        // The window itself, and what only scrolls.
        let containers = [Role::Window, Role::GenericContainer, Role::ScrollView, Role::Unknown, Role::Label];
        let operable = update.nodes.iter().filter(|(_, node)| is_operable(node) && !containers.contains(&node.role()));
        operable
            .filter(|(_, node)| !has_name(node))
            .map(|(_, node)| format!("{:?} at {:?}", node.role(), node.bounds()))
            .collect()
    }

    /// Whether another frame is wanted at once.
    pub(super) fn wants_to_draw(&self) -> bool {
        self.output.viewport_output.values().any(|viewport| viewport.repaint_delay.is_zero())
    }

    /// What is written, in the order it is drawn.
    pub(super) fn texts(&self) -> Vec<String> {
        written(&self.output.shapes).into_iter().map(|(text, _)| text).collect()
    }

    /// Whether `text` is written somewhere.
    pub(super) fn says(&self, text: &str) -> bool {
        self.texts().iter().any(|written| written.contains(text))
    }

    /// Whether all of what says `label` can be seen.
    pub(super) fn shows_whole(&self, label: &str) -> bool {
        let window = Rect::from_min_size(Pos2::ZERO, self.size);
        self.find(label).is_some_and(|(clip, rect)| clip.intersect(window).expand(0.5).contains_rect(rect))
    }

    /// Where `label` is drawn, and what of it can be seen at most.
    fn find(&self, label: &str) -> Option<(Rect, Rect)> {
        written(&self.output.shapes).into_iter().find(|(text, _)| text == label).map(|(_, place)| place)
    }

    /// Writes what is shown as a PNG file, over `ground`.
    pub(super) fn picture(&mut self, path: &Path) {
        let [width, height] = [self.size.x, self.size.y].map(|length| (length * self.scale) as usize);
        let [red, green, blue] = theme::background(&self.context);
        let mut pixels = vec![[red, green, blue, 255]; width * height];
        let primitives = self.context.tessellate(self.output.shapes.clone(), self.scale);
        let mut target = BufferMutRef::new(&mut pixels, width, height);
        let textures = std::mem::take(&mut self.textures);
        let mut renderer = EguiSoftwareRender::new(ColorFieldOrder::Rgba).with_caching(false);
        renderer.render(&mut target, &primitives, &textures, self.scale);
        let file = std::io::BufWriter::new(std::fs::File::create(path).expect("a file can be made"));
        let mut encoder = png::Encoder::new(file, width as u32, height as u32);
        encoder.set_color(png::ColorType::Rgba);
        let data: Vec<u8> = pixels.into_iter().flatten().collect();
        encoder.write_header().and_then(|mut png| png.write_image_data(&data)).expect("a PNG file can be written");
    }

    fn frame(&mut self, events: Vec<Event>) {
        self.time += FRAME;
        let mut input = RawInput {
            events,
            focused: true,
            time: Some(self.time),
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, self.size)),
            ..RawInput::default()
        };
        input.viewports.entry(input.viewport_id).or_default().native_pixels_per_point = Some(self.scale);
        let (panels, state, commands) = (&mut self.panels, &self.state, &mut self.commands);
        self.output = self.context.run(input, |context| commands.extend(panels.show(context, state)));
        self.textures.append(std::mem::take(&mut self.output.textures_delta));
    }
}

/// The texts in `shapes`: each with what of it can be seen at most, and where it is.
fn written(shapes: &[ClippedShape]) -> Vec<(String, (Rect, Rect))> {
    let mut found = Vec::new();
    for ClippedShape { clip_rect, shape } in shapes {
        collect(shape, *clip_rect, &mut found);
    }
    found
}

fn collect(shape: &Shape, clip: Rect, found: &mut Vec<(String, (Rect, Rect))>) {
    match shape {
        Shape::Text(text) => {
            found.push((text.galley.text().to_owned(), (clip, text.galley.rect.translate(text.pos.to_vec2()))));
        }
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| collect(shape, clip, found)),
        _ => {}
    }
}

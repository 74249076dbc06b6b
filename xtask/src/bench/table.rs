//! What was measured, as a table in a page.

/// The table stands between these lines.
const BEGIN: &str = "<!-- table of captures: written by `cargo xtask bench` -->\n";
const END: &str = "<!-- end of the table -->\n";

/// How long one run took, in seconds, and what it showed in the end.
#[derive(Debug, Clone, PartialEq)]
pub struct Time {
    /// On the clock.
    pub wall: f64,
    /// On the processor, in the program and in the system.
    pub cpu: f64,
    /// The hash of the last picture.
    pub hash: String,
}

impl Time {
    /// Reads the line of JSON that a client prints.
    pub fn parse(line: &str) -> Option<Self> {
        let field = |name: &str| {
            let (_, rest) = line.split_once(&format!("\"{name}\":"))?;
            Some(rest.split([',', '}']).next()?.trim_matches('"').to_owned())
        };
        let number = |name| field(name)?.parse::<f64>().ok();
        Some(Self { wall: number("wall")?, cpu: number("user")? + number("sys")?, hash: field("fnv")? })
    }

    /// Keeps the lowest of each.
    pub fn keep_lowest(lowest: &mut Option<Time>, time: &Time) {
        let kept = lowest.get_or_insert_with(|| time.clone());
        kept.wall = kept.wall.min(time.wall);
        kept.cpu = kept.cpu.min(time.cpu);
    }
}

/// What was measured of one capture.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub name: String,
    /// How many threads `several` are.
    pub cores: usize,
    pub one: Time,
    pub several: Time,
    /// libvncclient.
    pub other: Option<Time>,
}

impl Line {
    /// A row of the table.
    pub fn to_markdown(&self) -> String {
        let milliseconds = |time: &Time| format!("{:.0} / {:.0}", time.cpu * 1e3, time.wall * 1e3);
        let (other, ratio, same) = match &self.other {
            None => ("–".into(), "–".into(), "–"),
            Some(other) => {
                let ratio = format!("{:.2} / {:.2}", self.one.cpu / other.cpu, self.several.wall / other.wall);
                (milliseconds(other), ratio, if other.hash == self.several.hash { "yes" } else { "no" })
            }
        };
        let (one, several) = (milliseconds(&self.one), milliseconds(&self.several));
        format!("| {} | {other} | {one} | {several} | {ratio} | {} {same} |", self.name, self.one.hash)
    }
}

/// `page` with the table replaced; `None` where it has no place for it.
pub fn replace(page: &str, lines: &[Line]) -> Option<String> {
    let (before, rest) = page.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    let cores = lines.first()?.cores;
    let mut table = format!(
        "\n| capture | libvncclient | Farview, 1 thread | Farview, {cores} threads | ratio | picture; the same? |\n|---|---|---|---|---|---|\n"
    );
    for line in lines {
        table.push_str(&line.to_markdown());
        table.push('\n');
    }
    Some(format!("{before}{BEGIN}{table}\n{END}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(line: &str) -> Time {
        Time::parse(line).expect("it is what a client prints")
    }

    #[test]
    fn the_lowest_of_several_runs_counts_and_the_ratios_are_of_processor_and_clock() {
        let mut one = None;
        Time::keep_lowest(&mut one, &time("{\"wall\":0.2,\"user\":0.0625,\"sys\":0.0625,\"fnv\":\"61406b6b\"}\n"));
        Time::keep_lowest(&mut one, &time("{\"wall\":0.1,\"user\":0.2,\"sys\":0.00,\"fnv\":\"61406b6b\"}\n"));
        let one = one.expect("there were two");
        assert_eq!((one.wall, one.cpu), (0.1, 0.125));
        let other = Some(time("{\"wall\":0.4,\"user\":0.25,\"sys\":0.0,\"fnv\":\"61406b6b\"}"));
        let line = Line { name: "office".into(), cores: 2, several: one.clone(), one, other };
        assert_eq!(line.to_markdown(), "| office | 250 / 400 | 125 / 100 | 125 / 100 | 0.50 / 0.25 | 61406b6b yes |");
        assert_eq!(Time::parse("Segmentation fault"), None);
    }

    #[test]
    fn only_the_table_of_a_page_is_replaced() {
        let one = time("{\"wall\":0.2,\"user\":0.1,\"sys\":0.02,\"fnv\":\"61406b6b\"}");
        let line = Line { name: "office".into(), cores: 2, several: one.clone(), one, other: None };
        let page = format!("before\n{BEGIN}old\n{END}after\n");
        let page = replace(&page, &[line]).expect("it has a place");
        assert!(page.starts_with("before\n<!--") && page.ends_with("-->\nafter\n"), "{page}");
        assert!(page.contains("| office | – |") && !page.contains("old"), "{page}");
        assert_eq!(replace("no place", &[]), None);
    }
}

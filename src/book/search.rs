//! Finding computers as one types: every word must be somewhere in a computer, and the best places come first.

use super::Computer;

/// A computer that was found, and how well it fits; lower is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// How well it fits: the places of its words, the worst one first.
    pub rank: Rank,
    /// Which of those that were searched it is.
    pub index: usize,
}

/// Where a word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// It is the whole name or address.
    Whole,
    /// The name or address begins with it.
    Start,
    /// A word of the name or address begins with it.
    Word,
    /// It is in the middle of the name or address.
    Inside,
    /// It is in a tag or in the group.
    Label,
    /// It is in the notes.
    Notes,
}

/// The computers that fit `query`, best first, of equal ones those first that come first. All of them where there are no words.
pub fn search<'a>(query: &str, computers: impl IntoIterator<Item = &'a Computer>) -> Vec<Found> {
    let words: Vec<String> = query.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let found = computers.into_iter().enumerate().filter_map(|(index, computer)| {
        let searched = Searched::new(computer);
        let ranks = words.iter().map(|word| searched.rank(word)).collect::<Option<Vec<Rank>>>()?;
        Some(Found { rank: ranks.into_iter().max().unwrap_or(Rank::Whole), index })
    });
    let mut found: Vec<Found> = found.collect();
    found.sort();
    found
}

/// The texts of a computer, in small letters.
struct Searched {
    names: [String; 2],
    labels: String,
    notes: String,
}

impl Searched {
    fn new(computer: &Computer) -> Self {
        let names = [computer.name.to_lowercase(), computer.target.to_lowercase()];
        let labels = format!("{} {}", computer.group, computer.tags.join(" ")).to_lowercase();
        Self { names, labels, notes: computer.notes.to_lowercase() }
    }

    fn rank(&self, word: &str) -> Option<Rank> {
        let in_names = self.names.iter().filter_map(|name| rank_in(name, word)).min();
        let in_labels = || self.labels.contains(word).then_some(Rank::Label);
        let in_notes = || self.notes.contains(word).then_some(Rank::Notes);
        in_names.or_else(in_labels).or_else(in_notes)
    }
}

fn rank_in(name: &str, word: &str) -> Option<Rank> {
    if name == word {
        return Some(Rank::Whole);
    }
    let starts_word = |at: usize| {
        let before = name[..at].chars().next_back();
        before.is_some_and(|character| !character.is_alphanumeric())
    };
    let places: Vec<usize> = name.match_indices(word).map(|(at, _)| at).collect();
    if places.first() == Some(&0) {
        Some(Rank::Start)
    } else if places.iter().any(|&at| starts_word(at)) {
        Some(Rank::Word)
    } else {
        places.first().map(|_| Rank::Inside)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(query: &str, computers: &[Computer]) -> Vec<String> {
        search(query, computers).iter().map(|found| computers[found.index].title().to_owned()).collect()
    }

    #[test]
    fn the_best_places_come_first_and_every_word_counts() {
        let tagged = Computer { tags: vec!["Web".into()], ..Computer::new("Mail", "10.0.0.9") };
        let noted = Computer { notes: "runs the web server".into(), ..Computer::new("Attic", "attic:2") };
        let computers = [
            noted,
            tagged,
            Computer::new("Cobweb", "10.0.0.7"),
            Computer::new("Old web server", "10.0.0.3"),
            Computer::new("Webcam", "10.0.0.4"),
            Computer::new("", "web"),
        ];
        assert_eq!(found("WEB", &computers), ["web", "Webcam", "Old web server", "Cobweb", "Mail", "Attic"]);
        assert_eq!(found("web serv", &computers), ["Old web server", "Attic"]);
        assert_eq!(found("10.0.0", &computers), ["Mail", "Cobweb", "Old web server", "Webcam"]);
        assert_eq!(found("  ", &computers).len(), computers.len());
        assert_eq!(found("nowhere", &computers), Vec::<String>::new());
    }

    #[test]
    fn letters_are_compared_without_regard_to_their_case_in_all_scripts() {
        let computers = [Computer::new("ÜBUNGSRAUM 京都", "raum")];
        assert_eq!(found("übung 京", &computers).len(), 1);
    }
}

//! What training has come to, kept after each epoch, so that it goes on where it was ended.

use std::{fs, path::Path};

use fastrand::Rng;

use super::{corpus::Problem, optimiser::AdamW, parameters::Parameters};

/// How a file of a state begins.
const MAGIC: &[u8; 8] = b"state 01";

/// Training between two epochs.
pub struct State {
    /// Epochs that are done.
    pub epochs: usize,
    /// Where all chance comes from.
    pub rng: Rng,
    /// What was learned.
    pub parameters: Parameters,
    /// The optimiser of the dense parameters, and the table's.
    pub steps: [AdamW; 2],
}

impl State {
    /// Training before the first epoch.
    pub fn new(parameters: Parameters, rng: Rng) -> Self {
        let steps = [AdamW::new(parameters.dense.len()), AdamW::new(parameters.table.len())];
        State { epochs: 0, rng, parameters, steps }
    }

    fn numbers(&self) -> [&[f32]; 6] {
        let [dense, table] = self.steps.each_ref().map(AdamW::moments);
        [&self.parameters.dense, &self.parameters.table, dense[0], dense[1], table[0], table[1]]
    }

    fn numbers_mut(&mut self) -> [&mut Vec<f32>; 6] {
        let [dense, table] = self.steps.each_mut().map(AdamW::moments_mut);
        let ([a, b], [c, d]) = (dense, table);
        [&mut self.parameters.dense, &mut self.parameters.table, a, b, c, d]
    }

    /// Writes it; `whose` tells by what options and from what it came.
    pub fn write(&self, path: &Path, whose: &str) -> Result<(), Problem> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend((whose.len() as u64).to_le_bytes());
        bytes.extend(whose.bytes());
        for number in [self.epochs as u64, self.rng.get_seed(), self.steps[0].done(), self.steps[1].done()] {
            bytes.extend(number.to_le_bytes());
        }
        for part in self.numbers() {
            bytes.extend(part.iter().flat_map(|x| x.to_le_bytes()));
        }
        // Whole or not at all, however training ends.
        let mut whole = path.as_os_str().to_owned();
        whole.push(".new");
        let written = fs::write(&whole, bytes).and_then(|()| fs::rename(&whole, path));
        written.map_err(|error| format!("cannot write {}: {error}", path.display()))
    }

    /// Takes up what a file holds, if there is one. That of another training is an error, so that it is not lost.
    pub fn read(&mut self, path: &Path, whose: &str) -> Result<(), Problem> {
        if !path.exists() {
            return Ok(());
        }
        let bytes = fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
        self.take(&bytes, whose).ok_or_else(|| {
            let path = path.display();
            format!("{path} is the state of another training (other options or corpora); delete it, or name another")
        })
    }

    fn take(&mut self, bytes: &[u8], whose: &str) -> Option<()> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let number = |rest: &mut &[u8]| {
            let (number, others) = rest.split_first_chunk()?;
            *rest = others;
            Some(u64::from_le_bytes(*number))
        };
        let length = usize::try_from(number(&mut rest)?).ok()?;
        if rest.get(..length)? != whose.as_bytes() {
            return None;
        }
        rest = &rest[length..];
        let [epochs, seed, dense, table] = [(); 4].map(|()| number(&mut rest));
        let long: usize = self.numbers().iter().map(|part| 4 * part.len()).sum();
        if rest.len() != long {
            return None;
        }
        (self.epochs, self.rng) = (usize::try_from(epochs?).ok()?, Rng::with_seed(seed?));
        self.steps[0].set_done(dense?);
        self.steps[1].set_done(table?);
        for part in self.numbers_mut() {
            let (own, others) = rest.split_at(4 * part.len());
            let numbers = own.chunks_exact(4).map(|x| f32::from_le_bytes(x.try_into().unwrap_or_default()));
            part.iter_mut().zip(numbers).for_each(|(x, number)| *x = number);
            rest = others;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(numbers: f32) -> State {
        let parameters = Parameters { table: vec![numbers; 6], dense: vec![-numbers; 4] };
        State::new(parameters, Rng::with_seed(3))
    }

    #[test]
    fn training_goes_on_where_it_ended() {
        let folder = std::env::temp_dir().join(format!("inquit-state-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let path = folder.join("a.state");
        let mut kept = state(1.5);
        kept.epochs = 4;
        kept.steps[1].step(&mut kept.parameters.table, &[0.5; 6], 0.1, |_| 0.0);
        kept.rng.u64(..);
        kept.write(&path, "one").expect("it is written");
        let mut taken = state(0.0);
        assert!(taken.read(&path, "another").is_err_and(|problem| problem.contains("another training")));
        assert_eq!(taken.parameters.table, [0.0; 6]);
        taken.read(&path, "one").expect("it is read");
        assert_eq!((taken.epochs, taken.rng.u64(..)), (4, kept.rng.u64(..)));
        for state in [&mut kept, &mut taken] {
            state.steps[1].step(&mut state.parameters.table, &[0.25; 6], 0.1, |_| 0.0);
        }
        assert_eq!(taken.numbers(), kept.numbers());
        fs::write(&path, &fs::read(&path).expect("the file")[..20]).expect("half of it");
        assert!(state(0.0).read(&path, "one").is_err());
        fs::remove_dir_all(&folder).expect("the folder goes");
        assert!(state(0.0).read(&path, "one").is_ok());
    }
}

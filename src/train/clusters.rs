//! Groups of words with alike vectors, by k-means: a word too rare for a row of its own shares
//! its group's.

use rayon::prelude::*;

/// Passes over all vectors; later ones move few.
const PASSES: usize = 12;

/// Which of `count` groups each vector is in, and the groups' means.
pub fn clusters(vectors: &[&[f32]], count: usize) -> (Vec<u16>, Vec<Vec<f32>>) {
    let unit: Vec<Vec<f32>> = vectors.iter().map(|v| to_unit(v)).collect();
    let count = count.min(unit.len());
    // Begins with vectors spread over the list, which is in the words' order.
    let mut means: Vec<Vec<f32>> = (0..count).map(|c| unit[c * unit.len() / count].clone()).collect();
    let mut of = vec![0; unit.len()];
    for _ in 0..PASSES {
        of = unit.par_iter().map(|v| nearest(v, &means)).collect();
        let mut sums = vec![vec![0.0; unit[0].len()]; count];
        for (v, c) in unit.iter().zip(&of) {
            sums[usize::from(*c)].iter_mut().zip(v).for_each(|(s, x)| *s += x);
        }
        for (mean, sum) in means.iter_mut().zip(&sums) {
            if sum.iter().any(|s| *s != 0.0) {
                *mean = to_unit(sum);
            }
        }
    }
    let mut sums = vec![(vec![0.0; vectors.first().map_or(0, |v| v.len())], 0.0f32); count];
    for (v, c) in vectors.iter().zip(&of) {
        let (sum, n) = &mut sums[usize::from(*c)];
        sum.iter_mut().zip(*v).for_each(|(s, x)| *s += x);
        *n += 1.0;
    }
    let means = sums.into_iter().map(|(sum, n)| sum.into_iter().map(|s| s / n.max(1.0)).collect()).collect();
    (of, means)
}

/// The group whose mean is nearest to a vector.
pub fn cluster_of(vector: &[f32], means: &[Vec<f32>]) -> u16 {
    let means: Vec<Vec<f32>> = means.iter().map(|m| to_unit(m)).collect();
    nearest(&to_unit(vector), &means)
}

fn nearest(v: &[f32], means: &[Vec<f32>]) -> u16 {
    let dot = |mean: &Vec<f32>| {
        let mut sums = [0.0; 8];
        for (a, b) in v.chunks(8).zip(mean.chunks(8)) {
            sums.iter_mut().zip(a.iter().zip(b)).for_each(|(s, (a, b))| *s += a * b);
        }
        sums.iter().sum::<f32>()
    };
    let best = means.iter().map(dot).enumerate().max_by(|a, b| a.1.total_cmp(&b.1));
    best.map_or(0, |(c, _)| c as u16)
}

fn to_unit(v: &[f32]) -> Vec<f32> {
    let norm = v.iter().map(|x| x * x).sum::<f32>().sqrt().max(1e-9);
    v.iter().map(|x| x / norm).collect()
}

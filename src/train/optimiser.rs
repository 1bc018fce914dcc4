//! AdamW (Loshchilov and Hutter, Decoupled Weight Decay Regularization, 2019) with warm-up and a cosine to zero.

use rayon::prelude::*;

/// The state of AdamW over one vector of parameters.
pub struct AdamW {
    mean: Vec<f32>,
    square: Vec<f32>,
    steps: i32,
}

const MEAN: f32 = 0.9;
const SQUARE: f32 = 0.99;
const EPSILON: f32 = 1e-8;
/// Parameters that are worth a thread.
const MIN: usize = 1 << 14;
/// The part of training over which the rate climbs.
const WARM_UP: f32 = 0.08;

impl AdamW {
    /// For a vector of `len`.
    pub fn new(len: usize) -> Self {
        AdamW { mean: vec![0.0; len], square: vec![0.0; len], steps: 0 }
    }

    /// Moves `parameters` against `gradient`; `decay` of a parameter is taken off it at the same rate.
    pub fn step(&mut self, parameters: &mut [f32], gradient: &[f32], rate: f32, decay: impl Fn(usize) -> f32 + Sync) {
        self.steps += 1;
        let mean_correction = 1.0 / (1.0 - MEAN.powi(self.steps));
        let square_correction = 1.0 / (1.0 - SQUARE.powi(self.steps));
        let moments = self.mean.par_iter_mut().zip(&mut self.square);
        let all = parameters.par_iter_mut().zip(gradient).zip(moments).enumerate().with_min_len(MIN);
        all.for_each(|(i, ((p, &g), (m, v)))| {
            *m += (1.0 - MEAN) * (g - *m);
            *v += (1.0 - SQUARE) * (g * g - *v);
            let step = *m * mean_correction / ((*v * square_correction).sqrt() + EPSILON);
            *p -= rate * (step + decay(i) * *p);
        });
    }

    /// How many steps are done.
    pub fn done(&self) -> u64 {
        self.steps as u64
    }

    /// Takes up after so many steps.
    pub fn set_done(&mut self, steps: u64) {
        self.steps = i32::try_from(steps).unwrap_or(i32::MAX);
    }

    /// The moments of each parameter's gradient, first and second.
    pub fn moments(&self) -> [&[f32]; 2] {
        [&self.mean, &self.square]
    }

    /// The same, to be taken up.
    pub fn moments_mut(&mut self) -> [&mut Vec<f32>; 2] {
        [&mut self.mean, &mut self.square]
    }
}

/// The rate at `done` of the way: up in a line, then down in half a cosine.
pub fn schedule(peak: f32, done: f32) -> f32 {
    if done < WARM_UP {
        return peak * done / WARM_UP;
    }
    let way = (done - WARM_UP) / (1.0 - WARM_UP);
    peak * 0.5 * (1.0 + (std::f32::consts::PI * way.min(1.0)).cos())
}

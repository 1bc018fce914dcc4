//! AdamW with warm-up and a cosine to zero.

/// The state of AdamW over one vector of parameters.
pub struct AdamW {
    mean: Vec<f32>,
    square: Vec<f32>,
    steps: i32,
}

const MEAN: f32 = 0.9;
const SQUARE: f32 = 0.99;
const EPSILON: f32 = 1e-8;
/// The part of training over which the rate climbs.
const WARM_UP: f32 = 0.08;

impl AdamW {
    /// For a vector of `len`.
    pub fn new(len: usize) -> Self {
        AdamW { mean: vec![0.0; len], square: vec![0.0; len], steps: 0 }
    }

    /// Moves `parameters` against `gradient`; `decay` of a parameter is taken off it at the same rate.
    pub fn step(&mut self, parameters: &mut [f32], gradient: &[f32], rate: f32, decay: impl Fn(usize) -> f32) {
        self.steps += 1;
        let mean_correction = 1.0 / (1.0 - MEAN.powi(self.steps));
        let square_correction = 1.0 / (1.0 - SQUARE.powi(self.steps));
        let moments = self.mean.iter_mut().zip(&mut self.square);
        for (i, ((p, &g), (m, v))) in parameters.iter_mut().zip(gradient).zip(moments).enumerate() {
            *m += (1.0 - MEAN) * (g - *m);
            *v += (1.0 - SQUARE) * (g * g - *v);
            let step = *m * mean_correction / ((*v * square_correction).sqrt() + EPSILON);
            *p -= rate * (step + decay(i) * *p);
        }
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

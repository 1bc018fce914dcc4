//! Exponentials of four numbers at once, good to six digits.

use bytemuck::cast;
use wide::{f32x4, i32x4};

/// 1.5 times 2^23. Once it is added, the last bit of a number's mantissa is worth one: what the
/// mantissa holds is the nearest whole number.
pub const ONES: f32 = 12_582_912.0;

/// 2^x, for an `x` cut off at 86 from nought, where no sum of such powers notices: its nearest whole number goes into the exponent's bits, a
/// polynomial is for the rest.
pub fn power_of_two(x: f32x4) -> f32x4 {
    let x = x.fast_min(f32x4::splat(86.0)).fast_max(f32x4::splat(-86.0));
    let whole = x + f32x4::splat(ONES);
    let rest = x - (whole - f32x4::splat(ONES));
    // Goes through 2^rest at the six Chebyshev nodes between minus a half and a half.
    let x = f32x4::splat(1.339_086_3e-3) * rest + f32x4::splat(9.676_032e-3);
    let x = x * rest + f32x4::splat(0.055_503_57);
    let x = x * rest + f32x4::splat(0.240_221_07);
    let x = x * rest + f32x4::splat(std::f32::consts::LN_2);
    let fraction = x * rest + f32x4::splat(1.000_000_1);
    let bits: [i32x4; 2] = [cast(fraction), cast(whole)];
    cast(bits[0] + (bits[1] << 23))
}

/// The logistic function of `x`, given `x` times [`TO_SIGMOID`].
#[cfg(any(feature = "train", test))]
pub fn sigmoid(x: f32x4) -> f32x4 {
    sigmoid_of(power_of_two(x))
}

/// The logistic function, given [`power_of_two`] of what it is asked for times [`TO_SIGMOID`].
pub fn sigmoid_of(power: f32x4) -> f32x4 {
    f32x4::ONE / (f32x4::ONE + power)
}

/// What the logistic function's argument is multiplied with before.
pub const TO_SIGMOID: f32 = -std::f32::consts::LOG2_E;

/// Puts the logistic function of each of `numbers` in its place.
#[cfg(feature = "train")]
pub fn sigmoids(numbers: &mut [f32]) {
    for numbers in numbers.chunks_mut(4) {
        let mut four = [0.0; 4];
        four[..numbers.len()].copy_from_slice(numbers);
        let four = sigmoid(f32x4::from(four) * TO_SIGMOID).to_array();
        numbers.copy_from_slice(&four[..numbers.len()]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_digits_are_right() {
        for step in -2700..=2700 {
            let x = step as f32 / 100.0;
            let power = power_of_two(f32x4::splat(x)).to_array()[3];
            assert!((power / x.exp2() - 1.0).abs() < 1e-6, "{x}: {power}");
            let logistic = sigmoid(f32x4::splat(x) * TO_SIGMOID).to_array()[0];
            assert!((logistic * (1.0 + (-x).exp()) - 1.0).abs() < 1e-5, "{x}: {logistic}");
        }
        for x in [f32::INFINITY, f32::NEG_INFINITY, 1e30, -1e30] {
            assert!(power_of_two(f32x4::splat(x)).to_array()[0].is_normal());
        }
    }
}

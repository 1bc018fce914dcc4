//! The WebAssembly boundary: the one place that knows of JavaScript.
mod worker;

use js_sys::Error;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");

#[wasm_bindgen]
extern "C" {
    /// TypeScript's name for the result, declared in `types.d.ts`.
    #[wasm_bindgen(typescript_type = "Reading")]
    pub type JsReading;
}

/// Finds the quotes of a text. Offsets are UTF-16 code units of `text`.
///
/// Throws an `Error` where `text` is not a string.
#[wasm_bindgen]
pub fn extract(#[wasm_bindgen(unchecked_param_type = "string")] text: &JsValue) -> Result<JsReading, Error> {
    let text = text.as_string().ok_or_else(|| Error::new("inquit: extract(text) takes a string"))?;
    let reading = crate::extract(&text).to_utf16(&text);
    reading
        .serialize(&Serializer::json_compatible())
        .map(JsValue::unchecked_into)
        .map_err(|error| Error::new(&format!("inquit: {error}")))
}

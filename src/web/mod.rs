//! The WebAssembly boundary: the one place that knows of JavaScript.
mod worker;

use js_sys::{Array, Error, Reflect};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use crate::steps::{self, Work};

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
    let mut extraction = Extraction::new(text)?;
    loop {
        if let Some(reading) = extraction.step()? {
            return Ok(reading);
        }
    }
}

/// The same a step at a time, for a thread that has other things to do. It is declared in `types.d.ts`: what would be made
/// of it asks for more than many a project's TypeScript knows.
#[wasm_bindgen(skip_typescript)]
pub struct Extraction(Option<Work<'static, Result<JsReading, Error>>>);

#[wasm_bindgen]
impl Extraction {
    /// Throws an `Error` where `text` is not a string.
    #[wasm_bindgen(constructor, skip_typescript)]
    pub fn new(text: &JsValue) -> Result<Self, Error> {
        let text = text.as_string().ok_or_else(|| Error::new("inquit: extract(text) takes a string"))?;
        Ok(Extraction(Some(steps::apart(reading(text)))))
    }

    /// Takes a step: the last one gives the reading, the others nothing.
    #[wasm_bindgen(skip_typescript)]
    pub fn step(&mut self) -> Result<Option<JsReading>, Error> {
        let Some(work) = &mut self.0 else { return Ok(None) };
        let result = steps::next(work.as_mut());
        if result.is_some() {
            self.0 = None;
        }
        result.transpose()
    }
}

/// The reading of a text for JavaScript, made in steps.
async fn reading(text: String) -> Result<JsReading, Error> {
    let mut reading = crate::read(&text).await.to_utf16(&text);
    steps::pause().await;
    let quotes = list(std::mem::take(&mut reading.quotes)).await?;
    let speakers = list(std::mem::take(&mut reading.speakers)).await?;
    let object = plain(&reading)?;
    for (name, list) in [("quotes", quotes), ("speakers", speakers)] {
        Reflect::set(&object, &name.into(), &list).expect("a plain object takes any field");
    }
    Ok(object.unchecked_into())
}

/// A list for JavaScript, an item a step.
async fn list(items: Vec<impl Serialize>) -> Result<Array, Error> {
    let list = Array::new();
    for item in &items {
        list.push(&plain(item)?);
        steps::pause().await;
    }
    Ok(list)
}

/// A plain object for JavaScript.
fn plain(value: &impl Serialize) -> Result<JsValue, Error> {
    value.serialize(&Serializer::json_compatible()).map_err(|error| Error::new(&format!("inquit: {error}")))
}

//! The worker's message loop: text in, offsets out.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// How many quotes or speakers one message holds at most: the page's thread unpacks a message in one task, of 500 quotes
/// in 10 ms on a slow phone.
const PART: u32 = 500;

/// Answers every message `{ id, text }` with `{ id, reading }` or `{ id, error }`, after a first `{ ready: true }`. What
/// comes first of a long list goes ahead of its reading, as `{ id, list, items }`.
#[wasm_bindgen]
pub fn listen() -> Result<(), JsValue> {
    // What is learned unpacks at its first use: before a reader waits for it.
    super::extract(&"".into())?;
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let replies = scope.clone();
    let answer = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
        let data = message.data();
        let id = get(&data, "id");
        let post = |fields: &[(&str, &JsValue)]| {
            let reply = object(fields);
            set(&reply, "id", &id);
            replies.post_message(&reply).expect("plain data can be posted");
        };
        let reading = match super::extract(&get(&data, "text")) {
            Ok(reading) => JsValue::from(reading),
            Err(error) => return post(&[("error", &error)]),
        };
        for name in ["quotes", "speakers"] {
            let list: Array = get(&reading, name).unchecked_into();
            let mut sent = 0;
            while list.length() - sent > PART {
                post(&[("list", &name.into()), ("items", &list.slice(sent, sent + PART))]);
                sent += PART;
            }
            set(&reading, name, &list.slice(sent, list.length()));
        }
        post(&[("reading", &reading)]);
    });
    scope.set_onmessage(Some(answer.as_ref().unchecked_ref()));
    answer.forget();
    scope.post_message(&object(&[("ready", &true.into())]))
}

fn object(fields: &[(&str, &JsValue)]) -> Object {
    let object = Object::new();
    fields.iter().for_each(|(name, value)| set(&object, name, value));
    object
}

fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

fn set(object: &JsValue, name: &str, value: &JsValue) {
    Reflect::set(object, &name.into(), value).expect("a plain object takes any field");
}

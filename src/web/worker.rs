//! The worker's message loop: text in, offsets out.

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// Answers every message `{ id, text }` with `{ id, reading }` or `{ id, error }`, after a first `{ ready: true }`.
#[wasm_bindgen]
pub fn listen() -> Result<(), JsValue> {
    // What is learned unpacks at its first use: before a reader waits for it.
    super::extract(&"".into())?;
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let replies = scope.clone();
    let answer = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
        let data = message.data();
        let reply = Object::new();
        let field = |name: &str| Reflect::get(&data, &name.into()).unwrap_or(JsValue::UNDEFINED);
        let (name, value) = match super::extract(&field("text")) {
            Ok(reading) => ("reading", reading.into()),
            Err(error) => ("error", JsValue::from(error)),
        };
        for (name, value) in [("id", field("id")), (name, value)] {
            Reflect::set(&reply, &name.into(), &value).expect("a plain object takes any field");
        }
        replies.post_message(&reply).expect("plain data can be posted");
    });
    scope.set_onmessage(Some(answer.as_ref().unchecked_ref()));
    answer.forget();
    let ready = Object::new();
    Reflect::set(&ready, &"ready".into(), &true.into()).expect("a plain object takes any field");
    scope.post_message(&ready)
}

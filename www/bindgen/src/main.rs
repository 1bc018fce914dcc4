//! Makes the JavaScript glue of the wasm: `inquit-bindgen IN.wasm OUT_FOLDER NAME`.
use wasm_bindgen_cli_support::Bindgen;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [wasm, out, name] = &arguments[..] else {
        eprintln!("usage: inquit-bindgen IN.wasm OUT_FOLDER NAME");
        std::process::exit(2);
    };
    let made = Bindgen::new()
        .input_path(wasm)
        .out_name(name)
        .typescript(true)
        // Names and producers are for debuggers: every reader would pay for them.
        .remove_name_section(true)
        .remove_producers_section(true)
        // `init()` finds the wasm next to its glue by itself.
        .omit_default_module_path(false)
        .web(true)
        .and_then(|bindgen| bindgen.generate(out));
    if let Err(error) = made {
        eprintln!("inquit-bindgen: {error:#}");
        std::process::exit(1);
    }
}

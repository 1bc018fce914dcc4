/**
 * The look of the card and the panel. A page may set --inquit-paper, --inquit-ink, --inquit-accent and --inquit-font, and
 * --inquit-0 to --inquit-8 for the speakers; `interfaceStyles()` adds the rules of these. Lengths are in em: the size of
 * type is the reader's own, whatever the page does to its root's.
 */
export const STYLES = `
:host{all:initial!important;display:block!important}
.iq-panel,.iq-card{
--iq-paper:var(--inquit-paper,#fffefb);--iq-ink:var(--inquit-ink,#1f1d1a);--iq-accent:var(--inquit-accent,#8a2c18);
--iq-quiet:color-mix(in srgb,var(--iq-ink) 70%,var(--iq-paper));
--iq-edge:color-mix(in srgb,var(--iq-ink) 52%,var(--iq-paper));
--iq-rule:color-mix(in srgb,var(--iq-ink) 17%,var(--iq-paper));
--iq-raised:color-mix(in srgb,var(--iq-ink) 6%,var(--iq-paper));
--iq-serif:var(--inquit-font,Charter,"Bitstream Charter","Iowan Old Style","Sitka Text",Cambria,Georgia,serif);
box-sizing:border-box;background:var(--iq-paper);color:var(--iq-ink);
font:400 .875em/1.45 system-ui,-apple-system,"Segoe UI",sans-serif;text-align:start;overflow-wrap:break-word}
.iq-dark{--iq-paper:var(--inquit-paper,#1f1d1a);--iq-ink:var(--inquit-ink,#ece7dc);--iq-accent:var(--inquit-accent,#f0a48d);color-scheme:dark}
.iq-panel *,.iq-card *{box-sizing:border-box}
.iq-panel [hidden],.iq-card[hidden]{display:none!important}
.iq-panel :is(p,h2,h3,ul,ol,dl,dd),.iq-card :is(p,dl,dd,blockquote){margin:0;padding:0;list-style:none}
.iq-unseen:not(.iq-said){position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.iq-button{margin:0;padding:.343em .743em;min-height:2em;border:1px solid var(--iq-edge);border-radius:3px;background:none;color:inherit;font:inherit;text-align:start;cursor:pointer}
.iq-button:hover{background:var(--iq-raised)}
.iq-button:focus-visible,.iq-card:focus-visible,.iq-keys :focus-visible{outline:2px solid var(--iq-accent);outline-offset:2px}
.iq-chip{flex:none;display:inline-block;min-width:2.154em;padding:0 .369em;border-bottom:3px solid var(--iq-c);background:color-mix(in srgb,var(--iq-c) 16%,transparent);font-size:.929em;font-weight:600;line-height:1.6em;text-align:center;font-variant-numeric:tabular-nums}
.iq-name{font-weight:600}
.iq-nameless{font-weight:400;font-style:italic}
.iq-role{color:var(--iq-quiet)}
.iq-line{text-decoration:underline 2px var(--iq-c,currentcolor);text-underline-offset:.25em}
.iq-mixed{text-decoration-style:dashed}
.iq-indirect{text-decoration-style:dotted}
.iq-arrow{display:inline-block;width:.571em;height:.571em;border:solid currentcolor;border-width:2px 0 0 2px;rotate:45deg}
.iq-back{rotate:-45deg;margin-inline-start:.171em}
.iq-on{rotate:135deg;margin-inline-end:.171em}
[dir=rtl] .iq-back{rotate:135deg}
[dir=rtl] .iq-on{rotate:-45deg}

.iq-card:focus-visible{outline-offset:-2px}
.iq-card{position:fixed;inset:0 auto auto 0;z-index:2147483647;width:24em;max-width:calc(100vw/var(--iq-zoom,1) - 16px);max-height:calc(100vh/var(--iq-zoom,1) - 16px);max-height:calc(100dvh/var(--iq-zoom,1) - 16px);margin:0;padding:1.029em 1.143em .914em;border:1px solid var(--iq-edge);border-radius:4px;box-shadow:0 6px 24px rgb(0 0 0/.18);overflow:auto;overscroll-behavior:contain}
.iq-head{display:flex;gap:.857em;align-items:start;justify-content:space-between}
.iq-people{display:grid;gap:.571em;min-width:0}
.iq-person{display:flex;gap:.686em;align-items:start;min-width:0}
.iq-person .iq-chip{margin-top:.114em}
.iq-head .iq-name{font:700 1.286em/1.3 var(--iq-serif)}
.iq-close{flex:none;width:2em;margin:-.286em 0 0;margin-inline-end:-.457em;padding:0;border-color:transparent;position:relative}
.iq-cross::before,.iq-cross::after{content:"";position:absolute;inset:calc(50% - 1px) .514em auto;border-top:2px solid;rotate:45deg}
.iq-cross::after{rotate:-45deg}
.iq-facts{display:grid;gap:.343em;margin-top:.8em!important;padding-top:.8em!important;border-top:1px solid var(--iq-rule)}
.iq-facts>div{display:grid;grid-template-columns:5.257em minmax(0,1fr);column-gap:.571em}
.iq-facts dt{color:var(--iq-quiet)}
.iq-facts dd{grid-column:2}
.iq-foot{display:flex;flex-wrap:wrap;gap:.457em;align-items:center;margin-top:.914em}
.iq-said{order:3;flex-basis:100%;color:var(--iq-quiet)}
.iq-steps{display:flex;gap:.171em;align-items:center;margin-inline-start:auto}
.iq-step{padding:.343em .629em;border-color:transparent;line-height:1}
.iq-nth{color:var(--iq-quiet);font-variant-numeric:tabular-nums;white-space:nowrap}

.iq-panel{display:flex;flex-direction:column;min-height:0}
.iq-body{min-height:0;overflow-y:auto;overscroll-behavior:contain;scrollbar-width:thin;padding:1.143em}
.iq-in{background:var(--inquit-paper,transparent)}
.iq-in .iq-body{padding:.571em}
.iq-title{font:700 1.429em/1.3 var(--iq-serif)}
.iq-summary{color:var(--iq-quiet)}
.iq-cast{margin-top:.857em!important}
.iq-who{display:grid;grid-template-columns:auto minmax(0,1fr) auto;gap:.114em .686em;align-items:start;width:calc(100% + 1.143em);margin-inline:-.571em;padding:.514em .571em;border-color:transparent}
.iq-who[aria-pressed=true]{border-color:var(--iq-accent);background:var(--iq-raised)}
.iq-names>*,.iq-figures>.iq-share,.iq-figures>.iq-role{display:block}
.iq-figures{text-align:end;font-variant-numeric:tabular-nums}
.iq-who .iq-role{font-size:.929em}
.iq-bar{grid-column:2/-1;height:4px;margin-top:.171em;background:var(--iq-rule)}
.iq-bar::before{content:"";display:block;width:max(var(--iq-share),2px);height:100%;background:var(--iq-c)}
.iq-more{margin-top:.4em;border-color:transparent;padding-inline:0;color:var(--iq-accent);text-decoration:underline;text-underline-offset:.2em}
.iq-kinds{display:flex;flex-wrap:wrap;gap:.457em;margin:.857em 0;padding-top:1.029em;border-top:1px solid var(--iq-rule)}
.iq-kinds .iq-more{margin:0}
.iq-toggle[aria-pressed=false]{border-style:dashed;color:var(--iq-quiet)}
.iq-toggle[aria-pressed=false] .iq-line{text-decoration:line-through 1px}
.iq-count{color:var(--iq-quiet);font-variant-numeric:tabular-nums}
.iq-quotes>li{border-top:1px solid var(--iq-rule)}
.iq-article h3{padding:1.067em 0 .427em;font:700 1.071em/1.35 var(--iq-serif)}
.iq-quote{display:grid;grid-template-columns:auto minmax(0,1fr) auto;gap:.171em .686em;align-items:baseline;width:calc(100% + 1.143em);margin-inline:-.571em;padding:.686em .571em .743em;border:0;border-inline-start:3px solid transparent;border-radius:0}
.iq-quote:focus-visible{outline-offset:-2px}
.iq-quote[aria-current]{border-color:var(--iq-accent);background:var(--iq-raised)}
.iq-kind{color:var(--iq-quiet)}
.iq-what{grid-column:2/-1;display:-webkit-box;overflow:hidden;font:1.071em/1.45 var(--iq-serif);-webkit-box-orient:vertical;-webkit-line-clamp:2}
.iq-quote[aria-current] .iq-what{-webkit-line-clamp:8}
.iq-how{grid-column:2/-1;color:var(--iq-quiet);font-size:.929em}
.iq-marked h3{margin-top:1em;padding-top:1em;border-top:1px solid var(--iq-rule);font:700 1.143em/1.4 var(--iq-serif)}
.iq-marked li{margin-top:.343em}
.iq-tools{display:grid;gap:.686em;margin-top:1.143em;padding-top:.914em;border-top:1px solid var(--iq-rule);color:var(--iq-quiet)}
.iq-saves{display:flex;flex-wrap:wrap;gap:.457em;align-items:center}
.iq-saves .iq-button{color:var(--iq-ink)}
.iq-keys{font-size:.929em}
.iq-keys input{accent-color:var(--iq-accent);margin:0;vertical-align:-.1em}

.iq-handle{display:none}
.iq-handle-text{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.iq-docked{margin:0;padding:0;position:fixed;z-index:2147483646;inset:auto 1.143em 1.143em auto;width:25.143em;max-width:calc(100vw/var(--iq-zoom,1) - 2.286em);max-height:calc(100vh/var(--iq-zoom,1) - 2.286em);max-height:calc(100dvh/var(--iq-zoom,1) - 2.286em);border:1px solid var(--iq-edge);border-radius:4px;box-shadow:0 6px 24px rgb(0 0 0/.18)}
.iq-docked:has([aria-expanded=false].iq-handle){width:auto}
.iq-docked .iq-handle{display:flex}
.iq-docked .iq-title{position:absolute;clip-path:inset(50%)}
.iq-handle{gap:1.143em;align-items:center;justify-content:space-between;flex:none;width:100%;min-height:3.143em;padding:.457em 1.029em;border:0;border-radius:0}
.iq-handle:focus-visible{outline-offset:-3px}
.iq-up{flex:none;margin-top:.286em}
.iq-handle[aria-expanded=true] .iq-up{rotate:225deg;margin-top:-.286em}
.iq-docked .iq-handle[aria-expanded=false]+.iq-body{display:none}
.iq-handle[aria-expanded=true]{border-bottom:1px solid var(--iq-rule)}
@media screen and (max-width:48rem){
.iq-sheet{background:var(--iq-paper);position:fixed;z-index:2147483646;inset:auto 0 0;width:auto!important;max-width:none;max-height:calc(60vh/var(--iq-zoom,1));max-height:calc(60dvh/var(--iq-zoom,1));border:0;border-top:1px solid var(--iq-edge);border-radius:0;box-shadow:0 -4px 16px rgb(0 0 0/.1)}
.iq-sheet .iq-handle{display:flex}
.iq-sheet .iq-body{padding:1.143em}
.iq-sheet .iq-title{position:absolute;clip-path:inset(50%)}
.iq-sheet .iq-handle[aria-expanded=false]+.iq-body{display:none}
}
@media screen and (max-width:30rem){.iq-card{width:calc(100vw/var(--iq-zoom,1) - 16px)}}
@media (forced-colors:active){
.iq-chip{border:1px solid;border-bottom-width:3px}
.iq-bar{height:8px;border:1px solid}
.iq-bar::before{background:CanvasText;forced-color-adjust:none}
.iq-line{text-decoration-color:currentcolor}
.iq-quote[aria-current],.iq-who[aria-pressed=true]{border-color:Highlight}
.iq-button.iq-quote:not([aria-current]),.iq-more,.iq-step,.iq-close,.iq-who[aria-pressed=false]{border-color:Canvas}
}
@media print{.iq-card,.iq-panel{display:none!important}}
`;

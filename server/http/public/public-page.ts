/** The frame of small pages for people without an account: readable without script, in light and dark. */
import type { PublicLanguage } from '../../i18n/public-words';

/**
 * The app's own colours (app/ui/colours.css, colours-dark.css): who comes from a mail of the office is at the office
 * here, too.
 */
const STYLE = `
:root { color-scheme: light dark; --ground: #f5f2eb; --sheet: #fffefb; --ink: #1d2521; --soft: #4a554e; --line: #e0dacd; --edge: #8d8e82;
  --press: #1f5c45; --on: #fff; --focus: #1f6f9e; --done: #1a4f3b; --done-soft: #dfece3; --waits: #835300; --waits-soft: #faebc8;
  --off: #9c3520; --off-soft: #f9e2da; --told: #38557a; --told-soft: #e1e9f2; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #0c110e; --sheet: #1f2923; --ink: #e7ece6; --soft: #bec8c0; --line: #38453d; --edge: #7b897f;
    --press: #86cba9; --on: #0c1f16; --focus: #7ec4ee; --done: #93d3b3; --done-soft: #1d4230; --waits: #e9b75a; --waits-soft: #3f3012;
    --off: #f19a84; --off-soft: #48241b; --told: #9dbbe0; --told-soft: #213247; }
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px 16px; background: var(--ground); color: var(--ink);
  font: 1.0625rem/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; }
main { width: 100%; max-width: 34rem; padding: 28px 28px 16px; background: var(--sheet); border: 1px solid var(--line); border-radius: 12px;
  overflow-wrap: anywhere; }
h1 { margin: 0 0 16px; font-size: 1.5rem; line-height: 1.25; }
p { margin: 0 0 20px; }
.office { margin: 0 0 8px; color: var(--soft); font-weight: 600; }
form { margin: 0; }
.soft { color: var(--soft); margin-bottom: 8px; }
button { min-height: 48px; padding: 10px 20px; border: 2px solid var(--press); border-radius: 8px; background: var(--press); color: var(--on);
  font: inherit; font-weight: 600; cursor: pointer; }
button.wide { width: 100%; }
button.quiet { background: transparent; border-color: var(--edge); color: var(--ink); }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
button + button { margin-left: 8px; }
dl { margin: 0 0 24px; } dt { color: var(--soft); font-size: .9375rem; } dd { margin: 0 0 12px; font-size: 1.0625rem; }
dd.first { font-size: 1.375rem; font-weight: 650; line-height: 1.3; }
.state { display: flex; gap: 12px; align-items: flex-start; padding: 12px 16px; border-radius: 8px; font-weight: 550; }
.state svg { flex: none; width: 22px; height: 22px; margin-top: 2px; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round;
  stroke-linejoin: round; }
.done { color: var(--done); background: var(--done-soft); } .waits { color: var(--waits); background: var(--waits-soft); }
.off { color: var(--off); background: var(--off-soft); } .told { color: var(--told); background: var(--told-soft); }
details { margin: 12px 0; border: 1px solid var(--edge); border-radius: 8px; padding: 0 16px; }
summary { min-height: 48px; display: flex; gap: 12px; align-items: center; justify-content: space-between; cursor: pointer; font-weight: 600;
  list-style: none; }
summary::-webkit-details-marker { display: none; }
summary::after { content: ''; flex: none; width: 9px; height: 9px; margin: -4px 4px 0; border: solid var(--soft); border-width: 0 2px 2px 0;
  transform: rotate(45deg); }
details[open] > summary::after { margin-top: 4px; transform: rotate(225deg); }
details form { padding-bottom: 16px; }
fieldset { border: 0; margin: 0 0 12px; padding: 0; display: grid; gap: 4px; }
legend { padding: 0; margin-bottom: 6px; color: var(--soft); }
label.slot { display: flex; gap: 10px; align-items: center; min-height: 44px; }
input[type=radio] { flex: none; width: 22px; height: 22px; margin: 0; accent-color: var(--press); }
textarea { width: 100%; min-height: 88px; margin: 4px 0 12px; padding: 10px; border: 1px solid var(--edge); border-radius: 8px;
  background: var(--sheet); color: var(--ink); font: inherit; }
a { color: var(--press); display: inline-block; min-height: 44px; line-height: 44px; text-underline-offset: 3px; }
a.inline { display: inline; min-height: 0; line-height: inherit; }
.after { margin: 4px 0; }
hr { border: 0; border-top: 1px solid var(--line); margin: 20px 0 8px; }
hr + p:last-child { margin: 0; }
@media (max-width: 30rem) { main { padding: 24px 20px 12px; } details { padding: 0 14px; } }`;

export const escaped = (value: string) => value.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

export function page(language: PublicLanguage, title: string, body: string, script = ''): string {
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark"><title>${escaped(title)}</title><style>${STYLE}</style>${script}</head>
<body><main>
${body}
</main></body>
</html>`;
}

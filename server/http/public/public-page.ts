/** The frame of small pages for people without an account: readable without script, in light and dark. */
import type { PublicLanguage } from '../../i18n/public-words';

const STYLE = `
:root { color-scheme: light dark; --ink: #1c2430; --ground: #f4f5f7; --sheet: #fff; --soft: #566070; --press: #1f5fd1; --on: #fff; --line: #6b7789; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e7eaf0; --ground: #14181f; --sheet: #1e242e; --soft: #a6afbd; --press: #8db4ff; --on: #0f1520; --line: #7d899b; }
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px 16px; background: var(--ground); color: var(--ink);
  font: 1.0625rem/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; }
main { width: 100%; max-width: 34rem; padding: 32px 28px; background: var(--sheet); border-radius: 16px; overflow-wrap: anywhere; }
h1 { margin: 0 0 12px; font-size: 1.5rem; line-height: 1.25; }
p { margin: 0 0 20px; }
form { margin: 0; }
.soft { color: var(--soft); margin-bottom: 8px; }
button { min-height: 48px; padding: 10px 20px; border: 2px solid var(--press); border-radius: 12px; background: var(--press); color: var(--on);
  font: inherit; font-weight: 600; cursor: pointer; }
button.quiet { background: transparent; border-color: var(--line); color: var(--ink); }
button:focus-visible { outline: 3px solid var(--ink); outline-offset: 3px; }
button + button { margin-left: 8px; }
dl { margin: 0 0 20px; } dt { color: var(--soft); font-size: .9375rem; } dd { margin: 0 0 10px; font-size: 1.125rem; }
.state { padding: 12px 16px; border: 2px solid var(--press); border-radius: 12px; }
details { margin: 12px 0; border: 1px solid var(--line); border-radius: 12px; padding: 0 16px; }
summary { min-height: 48px; display: flex; align-items: center; cursor: pointer; font-weight: 600; }
details form { padding-bottom: 16px; }
fieldset { border: 0; margin: 0 0 12px; padding: 0; display: grid; gap: 4px; }
legend { padding: 0; margin-bottom: 6px; color: var(--soft); }
label.slot { display: flex; gap: 10px; align-items: center; min-height: 44px; }
input[type=radio] { width: 22px; height: 22px; }
textarea { width: 100%; min-height: 88px; margin: 4px 0 12px; padding: 10px; border: 1px solid var(--line); border-radius: 10px;
  background: var(--sheet); color: var(--ink); font: inherit; }
a { color: var(--press); display: inline-block; min-height: 44px; line-height: 44px; }
hr { border: 0; border-top: 1px solid var(--line); opacity: .4; margin: 24px 0; }`;

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

/** Small pages for recipients: readable without script, in light and dark, with one thing to do. */
import { BACK_WORDING_ID, PUBLIC_WORDS, type PublicLanguage } from '../../i18n/public-words';

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
hr { border: 0; border-top: 1px solid var(--line); opacity: .4; margin: 24px 0; }`;

const escaped = (value: string) => value.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

function page(language: PublicLanguage, title: string, body: string, script = ''): string {
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark"><title>${escaped(title)}</title><style>${STYLE}</style>${script}</head>
<body><main>
${body}
</main></body>
</html>`;
}

/**
 * Before: it acts by itself as soon as somebody sees it. `waits`: the mail has only just been sent, when scanners open
 * every link; then only after a sign of a person.
 */
export function leavePage(language: PublicLanguage, waits: boolean): string {
  const words = PUBLIC_WORDS[language];
  return page(
    language,
    words.leaveTitle,
    `<h1>${escaped(words.leaveTitle)}</h1>
<p role="status" id="say" data-working="${escaped(words.leaveWaiting)}">${escaped(words.leaveLead)}</p>
<form method="post" id="leave" data-waits="${waits ? 'yes' : 'no'}"><button>${escaped(words.leaveButton)}</button></form>`,
    '<script src="/u/leave.js" defer></script>',
  );
}

export function leftPage(language: PublicLanguage): string {
  const words = PUBLIC_WORDS[language];
  return page(
    language,
    words.leftTitle,
    `<h1>${escaped(words.leftTitle)}</h1>
<p>${escaped(words.leftLead)}</p>
<hr>
<p class="soft">${escaped(words.backLead)}</p>
<p>${escaped(words.backWording)}</p>
<form method="post"><input type="hidden" name="again" value="${BACK_WORDING_ID}"><button class="quiet">${escaped(words.backButton)}</button></form>`,
  );
}

export function backPage(language: PublicLanguage): string {
  const words = PUBLIC_WORDS[language];
  return page(
    language,
    words.backTitle,
    `<h1>${escaped(words.backTitle)}</h1>
<p>${escaped(words.backDone)}</p>
<form method="post"><button class="quiet">${escaped(words.againButton)}</button></form>`,
  );
}

export function wordsPage(language: PublicLanguage, what: 'slow' | 'failed'): string {
  const words = PUBLIC_WORDS[language];
  return page(
    language,
    words[`${what}Title`],
    `<h1>${escaped(words[`${what}Title`])}</h1>\n<p>${escaped(words[`${what}Lead`])}</p>`,
  );
}

/** Runs on the page of before. A page that nobody sees, or that was only fetched ahead, does nothing. */
export const LEAVE_SCRIPT = `'use strict';
(function () {
  var form = document.getElementById('leave');
  var say = document.getElementById('say');
  if (!form || !say) return;
  var isDone = false;
  function leave() {
    if (isDone) return;
    isDone = true;
    say.textContent = say.getAttribute('data-working');
    form.submit();
  }
  function whenSeen(act) {
    if (document.prerendering) { document.addEventListener('prerenderingchange', function () { whenSeen(act); }, { once: true }); return; }
    if (document.visibilityState === 'visible') { act(); return; }
    document.addEventListener('visibilitychange', function seen() {
      if (document.visibilityState !== 'visible') return;
      document.removeEventListener('visibilitychange', seen);
      act();
    });
  }
  whenSeen(function () {
    if (form.getAttribute('data-waits') !== 'yes') { leave(); return; }
    ['pointerdown', 'pointermove', 'keydown', 'scroll', 'touchstart', 'wheel'].forEach(function (name) {
      addEventListener(name, function (event) { if (event.isTrusted) leave(); }, { once: true, passive: true });
    });
  });
})();
`;

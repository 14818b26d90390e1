/** Small pages for recipients: readable without script, in light and dark, with one thing to do. */
import { BACK_WORDING_ID, PUBLIC_WORDS, type PublicLanguage } from '../../i18n/public-words';
import { escaped, page } from './public-page';

/** Who is on several lists knows by it which one they leave. */
const of = (office: string) => `<p class="office">${escaped(office)}</p>\n`;

/**
 * Before: it acts by itself as soon as somebody sees it. `waits`: the mail has only just been sent, when scanners open
 * every link; then only after a sign of a person.
 */
export function leavePage(language: PublicLanguage, office: string, waits: boolean): string {
  const words = PUBLIC_WORDS[language];
  return page(
    language,
    words.leaveTitle,
    `${of(office)}<h1>${escaped(words.leaveTitle)}</h1>
<p role="status" id="say" data-working="${escaped(words.leaveWaiting)}">${escaped(words.leaveLead)}</p>
<form method="post" id="leave" data-waits="${waits ? 'yes' : 'no'}"><button>${escaped(words.leaveButton)}</button></form>`,
    '<script src="/u/leave.js" defer></script>',
  );
}

export function leftPage(language: PublicLanguage, office: string): string {
  const words = PUBLIC_WORDS[language];
  return page(
    language,
    words.leftTitle,
    `${of(office)}<h1>${escaped(words.leftTitle)}</h1>
<p>${escaped(words.leftLead)}</p>
<hr>
<p class="soft">${escaped(words.backLead)}</p>
<p>${escaped(words.backWording)}</p>
<form method="post"><input type="hidden" name="again" value="${BACK_WORDING_ID}"><button class="quiet">${escaped(words.backButton)}</button></form>`,
  );
}

export function backPage(language: PublicLanguage, office: string): string {
  const words = PUBLIC_WORDS[language];
  return page(
    language,
    words.backTitle,
    `${of(office)}<h1>${escaped(words.backTitle)}</h1>
<p>${escaped(words.backDone)}</p>
<form method="post"><button class="quiet">${escaped(words.againButton)}</button></form>`,
  );
}

/** They asked to come back, and something that no click lifts stands in the way. */
export function blockedPage(language: PublicLanguage, office: string, reason: 'complained' | 'bounced' | 'other'): string {
  const words = PUBLIC_WORDS[language];
  return page(
    language,
    words.blockedTitle,
    `${of(office)}<h1>${escaped(words.blockedTitle)}</h1>\n<p>${escaped(words[`${reason}Lead`])}</p>`,
  );
}

export function wordsPage(language: PublicLanguage, what: 'slow' | 'failed' | 'cut' | 'test'): string {
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

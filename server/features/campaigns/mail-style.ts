/**
 * The looks of a campaign's mail. Mail programs know tables and styles that stand at each element: what is here is
 * written there by juice, and what only some of them know (dark, narrow) stays in the head. The colours are those of
 * the office's other mails (messages/email-html.ts) and its public pages.
 */
const SANS = `-apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif`;

export const MAIL_STYLE = `
body, .page { margin: 0; padding: 0; background-color: #f5f2eb; }
.page { width: 100%; }
.room { padding: 24px 12px; }
.sheet { width: 100%; max-width: 600px; background-color: #fffefb; border-radius: 12px; }
.inside { padding: 28px 28px 20px; color: #1d2521; font-family: ${SANS}; font-size: 16px; line-height: 1.6; word-break: break-word; overflow-wrap: anywhere; }
p { margin: 0 0 16px; }
h1, h2, h3 { margin: 0 0 12px; line-height: 1.3; color: #1d2521; }
h1 { font-size: 26px; }
h2 { font-size: 21px; }
h3 { font-size: 17px; }
ul, ol { margin: 0 0 16px; padding: 0 0 0 24px; }
li { margin: 0 0 6px; }
li p { margin: 0; }
a.link { color: #1f5c45; text-decoration: underline; }
img.picture { display: block; width: 100%; height: auto; border: 0; border-radius: 8px; }
.frame { padding: 0 0 16px; }
.go-cell { background-color: #1f5c45; border-radius: 10px; }
a.go { display: inline-block; padding: 13px 22px; color: #ffffff; font-weight: 600; font-family: ${SANS}; font-size: 16px; text-decoration: none; }
.rule { border-top: 1px solid #e0dacd; font-size: 1px; line-height: 1px; height: 1px; }
.half { width: 50%; vertical-align: top; }
.half-left { padding-right: 10px; }
.half-right { padding-left: 10px; }
.signature { color: #4a554e; font-size: 14px; line-height: 1.5; }
.foot { width: 100%; max-width: 600px; }
.foot-text { padding: 16px 28px; color: #4a554e; font-family: ${SANS}; font-size: 13px; line-height: 1.5; }
a.out { color: #1f5c45; text-decoration: underline; }
.preheader { display: none; max-height: 0; max-width: 0; overflow: hidden; opacity: 0; font-size: 1px; line-height: 1px; color: #f5f2eb; }
`;

/** Never written at the elements: only where it is dark, or narrow. */
export const DARK_STYLE = `
body, .page { background-color: #0c110e !important; }
.sheet { background-color: #1f2923 !important; }
.inside, h1, h2, h3 { color: #e7ece6 !important; }
.signature, .foot-text { color: #bec8c0 !important; }
a.link, a.out { color: #86cba9 !important; }
.go-cell { background-color: #2a7356 !important; }
.rule { border-top-color: #38453d !important; }
`;
export const NARROW_STYLE = `
.inside { padding: 22px 18px 14px !important; }
.foot-text { padding: 16px 18px !important; }
.half { display: block !important; width: 100% !important; padding: 0 !important; }
`;

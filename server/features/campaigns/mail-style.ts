/**
 * The looks of a campaign's mail. Mail programs know tables and styles that stand at each element: what is here is
 * written there by juice, and what only some of them know (dark, narrow) stays in the head.
 */
const SANS = `-apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif`;

export const MAIL_STYLE = `
body, .page { margin: 0; padding: 0; background-color: #f4f5f7; }
.page { width: 100%; }
.room { padding: 24px 12px; }
.sheet { width: 100%; max-width: 600px; background-color: #ffffff; border-radius: 12px; }
.inside { padding: 28px 28px 20px; color: #1c2430; font-family: ${SANS}; font-size: 16px; line-height: 1.6; word-break: break-word; overflow-wrap: anywhere; }
p { margin: 0 0 16px; }
h1, h2, h3 { margin: 0 0 12px; line-height: 1.3; color: #1c2430; }
h1 { font-size: 26px; }
h2 { font-size: 21px; }
h3 { font-size: 17px; }
ul, ol { margin: 0 0 16px; padding: 0 0 0 24px; }
li { margin: 0 0 6px; }
li p { margin: 0; }
a.link { color: #1f6b4f; text-decoration: underline; }
img.picture { display: block; width: 100%; height: auto; border: 0; border-radius: 8px; }
.frame { padding: 0 0 16px; }
.go-cell { background-color: #1f6b4f; border-radius: 10px; }
a.go { display: inline-block; padding: 13px 22px; color: #ffffff; font-weight: 600; font-family: ${SANS}; font-size: 16px; text-decoration: none; }
.rule { border-top: 1px solid #dfe3e8; font-size: 1px; line-height: 1px; height: 1px; }
.half { width: 50%; vertical-align: top; }
.half-left { padding-right: 10px; }
.half-right { padding-left: 10px; }
.signature { color: #5b6472; font-size: 14px; line-height: 1.5; }
.foot { width: 100%; max-width: 600px; }
.foot-text { padding: 16px 28px; color: #5b6472; font-family: ${SANS}; font-size: 13px; line-height: 1.5; }
a.out { color: #1f6b4f; text-decoration: underline; }
.preheader { display: none; max-height: 0; max-width: 0; overflow: hidden; opacity: 0; font-size: 1px; line-height: 1px; color: #f4f5f7; }
`;

/** Never written at the elements: only where it is dark, or narrow. */
export const DARK_STYLE = `
body, .page { background-color: #14181f !important; }
.sheet { background-color: #1e242e !important; }
.inside, h1, h2, h3 { color: #e7eaf0 !important; }
.signature, .foot-text { color: #a6afbd !important; }
a.link, a.out { color: #8fd0b0 !important; }
.go-cell { background-color: #2a7a5a !important; }
.rule { border-top-color: #39424f !important; }
`;
export const NARROW_STYLE = `
.inside { padding: 22px 18px 14px !important; }
.foot-text { padding: 16px 18px !important; }
.half { display: block !important; width: 100% !important; padding: 0 !important; }
`;

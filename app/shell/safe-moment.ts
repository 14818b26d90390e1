/** True when nobody is in the middle of something: no open dialog, no field being typed in. */
export function isSafeMoment(): boolean {
  const active = document.activeElement;
  const isTyping = active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement;
  return !isTyping && document.querySelector('[role="dialog"], [role="alertdialog"]') === null;
}

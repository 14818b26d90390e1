const NOT_TYPED_INTO = ['radio', 'checkbox', 'range', 'button', 'submit'];

/** True when nobody is in the middle of something: no open dialog, no field with words being written. */
export function isSafeMoment(): boolean {
  const active = document.activeElement;
  const isTyping =
    active instanceof HTMLTextAreaElement ||
    (active instanceof HTMLInputElement && !NOT_TYPED_INTO.includes(active.type));
  return !(isTyping && active.value !== '') && document.querySelector('[role="dialog"], [role="alertdialog"]') === null;
}

import { isHeldHere } from './only-here';

const NOT_TYPED_INTO = ['radio', 'checkbox', 'range', 'button', 'submit'];

/** Whether words are written into this element. */
export function isTextField(element: Element | null): element is HTMLInputElement | HTMLTextAreaElement {
  return (
    element instanceof HTMLTextAreaElement ||
    (element instanceof HTMLInputElement && !NOT_TYPED_INTO.includes(element.type))
  );
}

/** Whether nobody is in the middle of something: no open dialog, no words being written, nothing only held here. */
export function isSafeMoment(): boolean {
  const active = document.activeElement;
  return (
    !isHeldHere() &&
    !(isTextField(active) && active.value !== '') &&
    document.querySelector('[role="dialog"], [role="alertdialog"]') === null
  );
}

import { SendHorizontal } from 'lucide-react';
import {
  useLayoutEffect,
  useRef,
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import styles from './composer.module.css';
import { IconButton } from './icon-button';
import { iconSize } from './icon-size';

/**
 * A field for the next thing one says, which grows with it. Enter sends and Shift+Enter begins a line, where there are
 * keys to press both; on a touch keyboard Enter begins a line and the button sends, as Ctrl or Command with Enter do on
 * keys that a tablet was given.
 */
export function Composer({
  label,
  sendLabel,
  placeholder,
  value,
  onChange,
  onSend,
  isDisabled = false,
  above,
  before,
  after,
  isReady = false,
  instead,
  onFiles,
  inputRef,
}: {
  label: string;
  sendLabel: string;
  placeholder?: string;
  value: string;
  onChange: (value: string) => void;
  onSend: () => void;
  isDisabled?: boolean;
  /** Over the field: what one answers to, what is wrong. */
  above?: ReactNode;
  /** Beside the field: what can be added. */
  before?: ReactNode;
  after?: ReactNode;
  /** There is something to send without a word. */
  isReady?: boolean;
  /** In place of the button, while there is nothing to send; marked `data-alone` it has the line to itself. */
  instead?: ReactNode;
  /** What was pasted, where it was no text. */
  onFiles?: (files: readonly File[]) => void;
  inputRef?: RefObject<HTMLTextAreaElement>;
}) {
  const own = useRef<HTMLTextAreaElement>(null);
  const input = inputRef ?? own;
  const isEmpty = value.trim() === '' && !isReady;
  const onPaste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files];
    if (onFiles === undefined || files.length === 0) return;
    event.preventDefault();
    onFiles(files);
  };
  useLayoutEffect(() => {
    const area = input.current;
    if (area === null || CSS.supports('field-sizing', 'content')) return;
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight}px`;
  }, [input, value]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    if (!hasKeys() && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    if (!isDisabled && !isEmpty) onSend();
  };
  return (
    <div className={styles.composer} data-foot>
      {above}
      <div className={styles.line}>
        {before}
        <textarea
          ref={input}
          rows={1}
          dir="auto"
          aria-label={label}
          placeholder={placeholder ?? label}
          value={value}
          disabled={isDisabled}
          enterKeyHint={hasKeys() ? 'send' : 'enter'}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          className={styles.text}
        />
        {after}
        {/* The field keeps the focus where it had it, and a phone its keyboard: closing, it would move the button. */}
        <span className={styles.act} onMouseDownCapture={(event) => event.preventDefault()}>
          {isEmpty && instead !== undefined ? (
            instead
          ) : (
            <IconButton
              label={sendLabel}
              icon={<SendHorizontal {...iconSize.row} />}
              isDisabled={isDisabled || isEmpty}
              onPress={({ pointerType }) => {
                onSend();
                // By key the focus was on the button, which goes with the words.
                if (pointerType === 'keyboard') input.current?.focus();
              }}
              className={styles.send}
            />
          )}
        </span>
      </div>
    </div>
  );
}

const hasKeys = () => !window.matchMedia('(pointer: coarse)').matches;

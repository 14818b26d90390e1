// @vitest-environment happy-dom
import { cleanup, createEvent, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { DropZone } from './drop-zone';
import { useNextRowFocus } from './use-next-row-focus';

afterEach(cleanup);

const FILE = new File(['a'], 'a.txt', { type: 'text/plain' });
const held = { dataTransfer: { types: ['Files'], files: [FILE] } };
const words = { dataTransfer: { types: ['text/plain'], files: [] } };

/** The test's document does not take the target of a drag along. */
function leaveFor(zone: HTMLElement, to: HTMLElement) {
  const event = createEvent.dragLeave(zone);
  Object.defineProperty(event, 'relatedTarget', { value: to });
  fireEvent(zone, event);
}

function open(hint?: string) {
  const onDrop = vi.fn();
  render(
    <DropZone label="Files" hint={hint} onDrop={onDrop}>
      <p>What stands in it</p>
    </DropZone>,
  );
  return { zone: screen.getByRole('region', { name: 'Files' }), onDrop };
}

test('says what becomes of files while they are held above it, and takes them', () => {
  const { zone, onDrop } = open('Drop to add');
  expect(screen.queryByRole('status')).toBeNull();
  // A browser that is not told otherwise opens the file in place of the page.
  expect(fireEvent.dragOver(zone, held)).toBe(false);
  expect(screen.getByRole('status').textContent).toBe('Drop to add');
  expect(fireEvent.drop(zone, held)).toBe(false);
  expect(onDrop).toHaveBeenCalledExactlyOnceWith([FILE]);
  expect(screen.queryByRole('status')).toBeNull();
});

test('the hint stays above what stands in the zone and goes with the files', () => {
  const { zone } = open('Drop to add');
  fireEvent.dragOver(zone, held);
  leaveFor(zone, screen.getByText('What stands in it'));
  expect(screen.queryByRole('status')).not.toBeNull();
  leaveFor(zone, document.body);
  expect(screen.queryByRole('status')).toBeNull();
});

test('without a hint it promises nothing and is told what was dropped all the same', () => {
  const { zone, onDrop } = open();
  fireEvent.dragOver(zone, held);
  expect(screen.queryByRole('status')).toBeNull();
  expect(fireEvent.drop(zone, held)).toBe(false);
  expect(onDrop).toHaveBeenCalledExactlyOnceWith([FILE]);
});

test('words that are moved are left to whoever takes words', () => {
  const { zone, onDrop } = open('Drop to add');
  expect(fireEvent.dragOver(zone, words)).toBe(true);
  expect(screen.queryByRole('status')).toBeNull();
  expect(fireEvent.drop(zone, words)).toBe(true);
  expect(onDrop).not.toHaveBeenCalled();
});

test('holds the focus when the button that brought the first file gives way to what it brought', async () => {
  function Card() {
    const [files, setFiles] = useState<readonly string[]>([]);
    const main = useNextRowFocus<HTMLElement>();
    const add = <button onClick={() => setFiles(['a.txt'])}>Add</button>;
    return (
      <main ref={main} tabIndex={-1}>
        <DropZone label="Files" onDrop={() => undefined}>
          {files.length === 0 ? <p>None {add}</p> : <section>{add}</section>}
        </DropZone>
      </main>
    );
  }
  render(<Card />);
  screen.getByRole('button').focus();
  fireEvent.click(screen.getByRole('button'));
  await vi.waitFor(() => expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Files' })));
});

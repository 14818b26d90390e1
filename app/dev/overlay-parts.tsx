import { Copy, Ellipsis, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { AdaptivePopover } from '../ui/adaptive-popover';
import { Button } from '../ui/button';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { Dialog } from '../ui/dialog';
import { IconButton } from '../ui/icon-button';
import { iconSize } from '../ui/icon-size';
import { Menu } from '../ui/menu';
import { PopoverTrigger } from '../ui/popover-trigger';
import { showToast } from '../ui/toast';
import { Part } from './part';

/** What opens over the page. */
export function OverlayParts() {
  const [open, setOpen] = useState<'dialog' | 'confirm' | null>(null);
  const close = () => setOpen(null);
  return (
    <Part name="Overlays">
      <Button onPress={() => setOpen('dialog')}>Dialog</Button>
      <Button variant="danger" onPress={() => setOpen('confirm')}>
        Confirm
      </Button>
      <PopoverTrigger>
        <Button>Popover or sheet</Button>
        <AdaptivePopover label="Popover">
          {(leave) => (
            <Button variant="quiet" onPress={leave}>
              Close it
            </Button>
          )}
        </AdaptivePopover>
      </PopoverTrigger>
      <Menu
        label="Menu"
        trigger={<IconButton label="Menu" icon={<Ellipsis {...iconSize.row} />} />}
        actions={[
          { id: 'copy', label: 'Copy', detail: 'With a detail', icon: <Copy {...iconSize.row} /> },
          { id: 'delete', label: 'Delete', tone: 'danger', icon: <Trash2 {...iconSize.row} /> },
        ]}
      />
      <Button onPress={() => showToast({ text: 'Done.', action: { label: 'Undo', onPress: () => undefined } })}>
        Toast
      </Button>
      <Button onPress={() => showToast({ text: 'Not stored.', tone: 'attention' })}>Toast, attention</Button>
      <Dialog title="Dialog" size="small" isOpen={open === 'dialog'} onOpenChange={close}>
        <p>What it says.</p>
      </Dialog>
      <ConfirmDialog
        isOpen={open === 'confirm'}
        onOpenChange={close}
        tone="danger"
        title="Delete it?"
        message="What goes with it."
        confirmLabel="Delete"
        cancelLabel="Keep"
        onConfirm={close}
      />
    </Part>
  );
}

import { Phone, Plus, Settings, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '../ui/badge';
import { Button, LinkButton } from '../ui/button';
import { Chip, ToggleChip } from '../ui/chip';
import { IconButton } from '../ui/icon-button';
import { iconSize } from '../ui/icon-size';
import { Segmented } from '../ui/segmented';
import { SelectionBar } from '../ui/selection-bar';
import { Stepper } from '../ui/stepper';
import { Switch } from '../ui/switch';
import { Tabs } from '../ui/tabs';
import { Part } from './part';
import styles from './parts.module.css';

const VARIANTS = ['primary', 'secondary', 'quiet', 'danger', 'quietDanger'] as const;
const TONES = ['neutral', 'accent', 'amber', 'brick', 'slate'] as const;

/** What is pressed, and the small words beside things. */
export function PressParts() {
  const [isOn, setOn] = useState(true);
  const [choice, setChoice] = useState<'one' | 'two' | 'three'>('one');
  const [tab, setTab] = useState('one');
  const [step, setStep] = useState('two');
  const nothing = () => undefined;
  return (
    <>
      <Part name="Button">
        {VARIANTS.map((variant) => (
          <Button key={variant} variant={variant} icon={<Phone {...iconSize.row} />}>
            {variant}
          </Button>
        ))}
        {VARIANTS.map((variant) => (
          <Button key={variant} variant={variant} isDisabled>
            {variant}, disabled
          </Button>
        ))}
        <Button variant="primary" isPending>
          pending
        </Button>
        <Button variant="primary" isLarge>
          large
        </Button>
        <LinkButton href="/dev/parts">link</LinkButton>
      </Part>
      <Part name="IconButton">
        <IconButton label="Settings" icon={<Settings {...iconSize.row} />} />
        <IconButton label="Add" tone="accent" icon={<Plus {...iconSize.row} />} />
        <IconButton label="Add, disabled" isDisabled icon={<Plus {...iconSize.row} />} />
      </Part>
      <Part name="Chip">
        <ToggleChip isSelected={isOn} onChange={setOn}>
          on or off
        </ToggleChip>
        <ToggleChip isSelected={false} onChange={nothing} isDisabled>
          disabled
        </ToggleChip>
        <Chip>plain</Chip>
        <Chip onRemove={nothing} removeLabel="Remove one">
          removable
        </Chip>
        <Chip isChosen onRemove={nothing} removeLabel="Remove the other">
          chosen
        </Chip>
      </Part>
      <Part name="Segmented">
        <Segmented
          label="One of three"
          value={choice}
          onChange={setChoice}
          options={[
            { id: 'one', label: 'One' },
            { id: 'two', label: 'Two' },
            { id: 'three', label: 'Three', isDisabled: true },
          ]}
        />
      </Part>
      <Part name="Switch">
        <Switch isSelected={isOn} onChange={setOn}>
          Takes effect at once
        </Switch>
      </Part>
      <Part name="Badge">
        {TONES.map((tone) => (
          <Badge key={tone} tone={tone} icon={<TriangleAlert {...iconSize.small} />}>
            {tone}
          </Badge>
        ))}
      </Part>
      <Part name="Tabs">
        <Tabs
          label="Tabs"
          selected={tab}
          onSelect={setTab}
          className={styles.wide}
          items={[
            { id: 'one', label: 'One', content: 'The first' },
            { id: 'two', label: 'Two', count: '12', content: 'The second' },
          ]}
        />
      </Part>
      <Part name="Stepper">
        <div className={styles.wide}>
          <Stepper
            label="Steps"
            current={step}
            onGo={setStep}
            steps={[
              { id: 'one', label: 'Kime', content: 'What the first step asks for.' },
              { id: 'two', label: 'Önizleme', content: 'Yazının alıcıda nasıl göründüğü.' },
              { id: 'three', label: 'Sending', content: 'The last step leads nowhere by itself.' },
            ]}
          />
        </div>
      </Part>
      <Part name="SelectionBar">
        <div className={styles.wide}>
          <SelectionBar label="Chosen rows" words="3 chosen" onClose={nothing}>
            <Button variant="quiet">Stage</Button>
            <Button variant="quiet">Share</Button>
          </SelectionBar>
        </div>
      </Part>
    </>
  );
}

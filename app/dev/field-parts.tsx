import { useState } from 'react';
import { ComboBox } from '../ui/combo-box';
import { DatePicker } from '../ui/date-picker';
import { SearchField } from '../ui/search-field';
import { Select } from '../ui/select';
import { TextArea, TextField } from '../ui/text-field';
import { TimePicker } from '../ui/time-picker';
import { Part } from './part';
import styles from './parts.module.css';

const OPTIONS = [
  { id: 'a', label: 'İstanbul', detail: 'Marmara' },
  { id: 'b', label: 'Iğdır', detail: 'Doğu Anadolu' },
  { id: 'c', label: 'Şırnak', isDisabled: true },
];

/** What is filled in. */
export function FieldParts() {
  const [text, setText] = useState('Işık');
  const [one, setOne] = useState<string | null>('a');
  const [dayOn, setDayOn] = useState('2026-11-26');
  const [clock, setClock] = useState('10:15');
  const common = { value: text, onChange: setText };
  return (
    <Part name="Fields">
      <div className={styles.fields}>
        <TextField label="Text" {...common} description="What it is for" />
        <TextField label="Text, required" {...common} isRequired />
        <TextField label="Text, wrong" {...common} error="What is wrong and what to do" />
        <TextField label="Text, disabled" {...common} isDisabled />
        <TextField label="Text, empty" value="" onChange={setText} placeholder="Placeholder" />
        <SearchField label="Search" value={text} onChange={setText} />
        <Select label="Select" value={one} onChange={setOne} options={OPTIONS} />
        <Select label="Select, empty" value={null} onChange={setOne} options={OPTIONS} placeholder="Choose" />
        <ComboBox label="Combo box" value={one} onChange={setOne} options={OPTIONS} />
        <DatePicker label="Date" value={dayOn} onChange={setDayOn} />
        <TimePicker label="Time" value={clock} onChange={setClock} />
        <TextArea label="Text area" {...common} />
      </div>
    </Part>
  );
}

import { CircleAlert, CircleCheck, CloudUpload, X } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { DropHint, DropZone } from '../ui/drop-zone';
import { EmptyState } from '../ui/empty-state';
import { FileDetail, FilePicture, FileTile } from '../ui/file-tile';
import { IconButton } from '../ui/icon-button';
import { iconSize } from '../ui/icon-size';
import { Panel } from '../ui/panel';
import { Part } from './part';
import styles from './parts.module.css';

const PICTURE = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path fill="#297b97" d="M0 0h8v8H0z"/></svg>',
)}`;
const stored = { icon: CircleCheck, words: 'Stored', isWrong: false };
const LONG = 'Muvaffakiyetsizleştirilememiş-sözleşmelerin-imza-sayfaları-and-their-appendices-2026.pdf';
const nothing = () => undefined;
const remove = (name: string) => <IconButton label={`Remove ${name}`} icon={<X {...iconSize.row} />} />;

/** Files in their states, pressed and chosen, and where they are dropped. */
export function FileParts() {
  const [isChosen, setChosen] = useState(true);
  const [dropped, setDropped] = useState(0);
  return (
    <>
      <Part name="File tile">
        <Panel className={styles.whole} title="Regular">
          <ul>
            <li>
              <FileTile
                picture={<FilePicture type="image/jpeg" address={PICTURE} />}
                name="A picture.jpg"
                facts={['26 November 10:15', 'Ada Er', '1.2 MB']}
                state={stored}
                onPress={nothing}
              >
                <FileDetail>A note about it</FileDetail>
                <span>
                  <Badge>Label</Badge>
                </span>
              </FileTile>
            </li>
            <li>
              <FileTile
                picture={<FilePicture type="video/mp4" address={null} />}
                name="On its way.mp4"
                facts={['26 November 10:15']}
                state={{ icon: CloudUpload, words: 'Sending, 40%', isWrong: false }}
                onPress={nothing}
              />
            </li>
            <li>
              <FileTile
                picture={<FilePicture type="application/pdf" address={null} />}
                name={LONG}
                facts={['26 Kasım 10:15', 'Şerife Nur Karahanoğulları', '24,8 MB']}
                problem="Why it cannot be opened, and what to do about it."
                state={{ icon: CircleAlert, words: 'Dikkat gerekiyor', isWrong: true }}
                onPress={nothing}
              />
            </li>
          </ul>
        </Panel>
        <Panel className={styles.whole} title="While some are chosen">
          <ul>
            <li>
              <FileTile
                picture={<FilePicture type="audio/ogg" address={null} />}
                name="A voice.ogg"
                state={stored}
                isChosen={isChosen}
                onPress={() => setChosen(!isChosen)}
              />
            </li>
            <li>
              <FileTile
                picture={<FilePicture type="image/png" address={null} />}
                name="A picture without its picture.png"
                state={stored}
                isChosen={!isChosen}
                onPress={() => setChosen(!isChosen)}
              />
            </li>
          </ul>
        </Panel>
        <Panel className={styles.whole} title="Compact, with what can be done">
          <ul>
            {['Price list.pdf', LONG].map((name) => (
              <li key={name}>
                <FileTile
                  density="compact"
                  picture={<FilePicture type="application/pdf" address={null} />}
                  name={name}
                  facts={['320 KB']}
                  actions={remove(name)}
                />
              </li>
            ))}
          </ul>
        </Panel>
      </Part>
      <Part name="Drop zone">
        <div className={styles.wide}>
          <DropZone label="Takes files" hint="Drop here to add" onDrop={(files) => setDropped(files.length)}>
            <EmptyState title="Drop a file here" action={<Button>Pick one</Button>}>
              {`${dropped} dropped so far`}
            </EmptyState>
          </DropZone>
        </div>
        <div className={styles.wide} style={{ position: 'relative' }}>
          <EmptyState title="Files are held above it">What stands there moves by nothing.</EmptyState>
          <DropHint>Müşterinin dosyalarına eklemek için buraya bırakın</DropHint>
        </div>
      </Part>
    </>
  );
}

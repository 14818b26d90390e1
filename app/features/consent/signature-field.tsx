import { Eraser } from 'lucide-react';
import { useEffect, useRef } from 'react';
import SignaturePad from 'signature_pad';
import { isDrawn, SIGNATURE_HEIGHT, SIGNATURE_WIDTH, signatureEvidence } from '../../../sync/rules/consent-evidence';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { iconSize } from '../../ui/icon-size';
import styles from './signature-field.module.css';

/**
 * Where a person signs with finger, pen or mouse. `onChange` gets the drawing as evidence, '' while there is none.
 * Whoever cannot draw leaves it out: something else may prove it.
 */
export default function SignatureField({ label, onChange }: { label: string; onChange: (evidence: string) => void }) {
  const t = useText();
  const canvas = useRef<HTMLCanvasElement>(null);
  const pad = useRef<SignaturePad | null>(null);
  const tell = useRef(onChange);
  tell.current = onChange;

  useEffect(() => {
    const element = canvas.current;
    if (element === null) return undefined;
    const ink = getComputedStyle(element).color;
    const drawing = new SignaturePad(element, { penColor: ink, minWidth: 1, maxWidth: 2.5 });
    pad.current = drawing;
    /** Sharp on every screen; what was drawn is drawn again, for a turned tablet has another width. */
    const fit = () => {
      const ratio = Math.max(window.devicePixelRatio, 1);
      const kept = drawing.toData();
      element.width = element.offsetWidth * ratio;
      element.height = element.offsetHeight * ratio;
      element.getContext('2d')?.scale(ratio, ratio);
      drawing.clear();
      drawing.fromData(kept);
    };
    const observer = new ResizeObserver(fit);
    observer.observe(element);
    const drawn = () => {
      const [x, y] = [SIGNATURE_WIDTH / element.offsetWidth, SIGNATURE_HEIGHT / element.offsetHeight];
      const strokes = drawing.toData().map(({ points }) => points.map((point) => ({ x: point.x * x, y: point.y * y })));
      tell.current(isDrawn(strokes) ? signatureEvidence(strokes) : '');
    };
    drawing.addEventListener('endStroke', drawn);
    return () => {
      observer.disconnect();
      drawing.off();
    };
  }, []);

  return (
    <div className={styles.field}>
      <span className={styles.label}>{label}</span>
      <canvas ref={canvas} className={styles.canvas} role="img" aria-label={label} />
      <div>
        <Button
          variant="quiet"
          icon={<Eraser {...iconSize.small} />}
          onPress={() => {
            pad.current?.clear();
            onChange('');
          }}
        >
          {t('consents.signature.clear')}
        </Button>
      </div>
    </div>
  );
}

import { useEffect, useRef, useState } from 'react';
import { api, errorText } from '../../api/client';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { PhoneField } from '../countries/phone-field';
import styles from './lines.module.css';

const AGAIN_MS = 2_500;

type Pairing = Awaited<ReturnType<typeof api.lines.pair.mutate>>;

/** What to scan or type on the phone, fetched anew as long as it is looked at; goes when the phone is connected. */
export function PairDialog({
  line: { id, name },
  onClose,
}: {
  line: { id: string; name: string };
  onClose: () => void;
}) {
  const t = useText();
  const [phone, setPhone] = useState('');
  const [asked, setAsked] = useState('');
  const isAnew = useRef(false);
  const [pairing, setPairing] = useState<Pairing>();
  const [wrong, setWrong] = useState('');
  const isOpen = pairing?.state === 'open';
  useEffect(() => {
    if (isOpen) return undefined;
    let isOver = false;
    let timer: ReturnType<typeof setTimeout>;
    const ask = async () => {
      try {
        const found = await api.lines.pair.mutate(
          asked === '' ? { id } : { id, phone: asked, ...(isAnew.current ? { isAnew: true } : {}) },
        );
        isAnew.current = false;
        if (isOver) return;
        setPairing(found);
        setWrong('');
      } catch (error) {
        if (isOver) return;
        setWrong(errorText(error));
      }
      timer = setTimeout(() => void ask(), AGAIN_MS);
    };
    void ask();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [id, asked, isOpen]);
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t('lines.pair.title', { name })}
      footer={
        isOpen ? (
          <Button variant="primary" onPress={onClose}>
            {t('ui.close')}
          </Button>
        ) : undefined
      }
    >
      <div className={styles.pair}>
        {isOpen ? (
          <p role="status" className={styles.done}>
            {t('lines.pair.done')}
          </p>
        ) : (
          <>
            <p>{t('lines.pair.how')}</p>
            {pairing?.qr ? (
              <img
                className={styles.qr}
                src={`data:image/png;base64,${pairing.qr}`}
                alt={t('lines.pair.alt')}
                width={264}
                height={264}
              />
            ) : (
              // As large as what comes: the field below stays where it is.
              wrong === '' && <span className={styles.coming} aria-hidden="true" />
            )}
            {pairing?.pairingCode && (
              <p role="status" className={styles.code}>
                {t('lines.pair.code')} <strong>{pairing.pairingCode}</strong>
              </p>
            )}
            {wrong !== '' && (
              <p role="alert" className={styles.wrong}>
                {t(wrong)}
              </p>
            )}
            <PhoneField label={t('lines.pair.phone')} value={phone} onChange={setPhone} defaultCountryId="TR" />
            <div>
              <Button
                isDisabled={!/^\+\d{6,15}$/.test(phone)}
                onPress={() => {
                  // A code for another number is of no use to this one.
                  isAnew.current = phone !== asked;
                  setAsked(phone);
                }}
              >
                {t('lines.pair.askCode')}
              </Button>
            </div>
          </>
        )}
      </div>
    </Dialog>
  );
}

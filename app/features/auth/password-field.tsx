import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { MAX_PASSWORD_LENGTH } from '../../../sync/rules/password-length';
import { useText } from '../../i18n/use-text';
import { IconButton } from '../../ui/icon-button';
import { iconSize } from '../../ui/icon-size';
import { TextField, type TextFieldProps } from '../../ui/text-field';
import styles from './sign-in-form.module.css';

/** A password that may be looked at while it is typed. */
export function PasswordField(
  props: Omit<TextFieldProps, 'type' | 'after' | 'autoCapitalize' | 'maxLength'> & {
    autoComplete: 'current-password' | 'new-password';
  },
) {
  const t = useText();
  const [isShown, setIsShown] = useState(false);
  return (
    <TextField
      {...props}
      type={isShown ? 'text' : 'password'}
      autoCapitalize="off"
      maxLength={MAX_PASSWORD_LENGTH}
      after={
        <IconButton
          label={t(isShown ? 'auth.hidePassword' : 'auth.showPassword')}
          onPress={() => setIsShown(!isShown)}
          className={styles.eye}
          icon={isShown ? <EyeOff {...iconSize.row} /> : <Eye {...iconSize.row} />}
        />
      }
    />
  );
}

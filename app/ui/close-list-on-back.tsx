import { useContext } from 'react';
import { ComboBoxStateContext, SelectStateContext } from 'react-aria-components';
import { CloseOnBack } from './close-on-back';

/**
 * Going back closes the list of a Select or ComboBox. It stands beside their Popover: what is in there is always drawn.
 * In a file of its own: the frame listens for going back, and would load both before the first screen.
 */
export function CloseListOnBack() {
  const select = useContext(SelectStateContext);
  const comboBox = useContext(ComboBoxStateContext);
  return select?.isOpen === true || comboBox?.isOpen === true ? <CloseOnBack /> : null;
}

import type { FunctionComponent } from 'preact';
import type { FormModel } from '../../model/accounts/form-model.ts';

/** A form on the screen: its model, and what draws it. Both are loaded together, when a form is first opened. */
export interface OpenForm {
  model: FormModel;
  View: FunctionComponent<{ model: FormModel; onLeave: () => void }>;
}

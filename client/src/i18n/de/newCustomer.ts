import type { newCustomer as english } from '../en/newCustomer.ts';
import type { Translation } from '../translation.ts';

export const newCustomer: Translation<typeof english> = {
  title: 'Neuer Kunde',
  close: 'Schließen und Getipptes behalten',
  kept: 'Das war zuvor schon eingetippt.',
  otherWindow: 'In einem anderen eigenen Fenster eingetippt: {{text}}',
  typedHereToo: 'Erst das hier anlegen oder neu beginnen, dann geht es damit weiter.',
  startOver: 'Neu beginnen',
  nameMissing: 'Ein Kunde braucht einen Namen.',
  emailInvalid: 'Das ist keine E-Mail-Adresse.',
  assignee: 'Zuständig',
  me: 'Ich',
  nobody: 'Niemand',
  notes: 'Notizen',
  create: 'Kunden anlegen',
  cancel: 'Abbrechen',
  unsure: 'Ob der Kunde angelegt wurde, ist ungewiss. Ein weiterer Versuch legt keinen zweiten an.',
  created: '„{{name}}“ wurde angelegt.',
  open: 'Kunden öffnen',
  notCreated: '„{{name}}“ wurde nicht angelegt',
};

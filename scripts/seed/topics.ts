/** What a customer's case is about. `{contact}`, `{amount}`, `{number}`, `{day}` and `{plan}` are filled in. */
export type Topic = {
  readonly tag: string;
  readonly notes: readonly string[];
  readonly comments: readonly string[];
};

export const TOPICS: readonly Topic[] = [
  {
    tag: 'invoice',
    notes: [
      'Invoice {number} shows {amount} although the {plan} plan was agreed. {contact} wants a corrected invoice before paying.',
      'Paid invoice {number} twice, {amount} each time. Asks for the second payment back.',
      '{contact} needs every invoice since January again, this time with the purchase order number on it.',
    ],
    comments: [
      'Corrected invoice {number} sent, new total {amount}. Waiting for the money until {day}.',
      'Accounting confirms: {amount} arrived twice. Refund is released.',
      '{contact} says the copies never arrived. Sent again, this time as one file.',
      'The wrong rate came from the old price list. Told the billing team, this will hit others too.',
    ],
  },
  {
    tag: 'delivery',
    notes: [
      'Delivery {number} is six days late. {contact} has customers of their own waiting for it.',
      'Two of five boxes of delivery {number} arrived damaged. Photos are with the carrier.',
      'Wants deliveries before 10 o’clock from now on, the yard is closed in the afternoon.',
    ],
    comments: [
      'Carrier found the parcel in the wrong depot, new delivery date is {day}.',
      'Called {contact}: replacement for the damaged boxes accepted, no credit needed.',
      'Carrier does not answer. I try again tomorrow morning, then it goes to their manager.',
      'Arrived complete, {contact} confirmed by phone.',
    ],
  },
  {
    tag: 'contract',
    notes: [
      'Contract {number} ends on {day}. {contact} compares offers and wants ours in writing.',
      'Wants to move from the {plan} plan to something smaller, two of the five sites are closed now.',
      'New management; every contract is looked at again. Meeting asked for.',
    ],
    comments: [
      'Offer sent: {plan} plan for two years at {amount} a month.',
      '{contact} asks for a month to decide. Follow up on {day}.',
      'They have an offer 8 % below ours. I asked whether we can meet it.',
      'Signed and back. Original is in the archive.',
      'Spoke with {contact} for half an hour. Price is not the point, the response times are.',
    ],
  },
  {
    tag: 'complaint',
    notes: [
      'Third call about the same fault. {contact} was promised a call back twice and got none.',
      'Complains about the tone of a reminder that should not have been sent at all.',
      'The technician came a day late and without the spare part. {contact} wants compensation for the lost day.',
    ],
    comments: [
      'Apologised in writing and offered {amount} credit.',
      '{contact} was calm this time and only wants to know who looks after it now. Gave my direct number.',
      'Please do not send reminders to this customer until {day}.',
      'Credit accepted. I leave it open for a week in case the fault comes back.',
    ],
  },
  {
    tag: 'address change',
    notes: [
      'Moves to a new office on {day}. Deliveries go to the new address, invoices to the old one until the end of the month.',
      'Letters come back as undeliverable. The phone number still works.',
    ],
    comments: [
      'New address checked with {contact} and entered in the billing system as well.',
      'The register still shows the old address; asked for a confirmation.',
      'Done. First letter to the new address went out today.',
    ],
  },
  {
    tag: 'technical',
    notes: [
      'The portal logs {contact} out after every page since the last update.',
      'Export of order {number} stops at row 1,000. Happens in two browsers.',
      'Scanner at the second site loses its connection every afternoon around four.',
    ],
    comments: [
      'Could reproduce it. Handed to the developers with steps and screenshots.',
      'Fix is planned for {day}; {contact} knows.',
      'Asked for the log file of the scanner. Without it nobody can say anything.',
      'Works again since this morning, cause was an expired certificate.',
      '{contact} tried it twice today, no fault. Closing at the end of the week.',
    ],
  },
  {
    tag: 'onboarding',
    notes: [
      'New customer on the {plan} plan. Kick-off with {contact} on {day}, three people need access.',
      'Came over from a competitor. Their old data is a spreadsheet with 4,000 rows.',
    ],
    comments: [
      'Kick-off went well. Open: list of users, logo, tax number.',
      'Users created, {contact} has tested the sign-in.',
      'Their spreadsheet has two columns called “Name”. Sent it back with a note on what we need.',
      'First order came in today. Onboarding is finished from my side.',
    ],
  },
  {
    tag: 'refund',
    notes: [
      'Cancelled order {number} in time and was charged {amount} all the same.',
      'Returned goods of order {number}, our warehouse has no record of them. {contact} has the receipt of the carrier.',
    ],
    comments: [
      'Receipt checked, goods were booked to another customer. Refund of {amount} released.',
      'Bank details are missing, asked {contact} for them.',
      'The refund is on its way, should arrive by {day}.',
    ],
  },
  {
    tag: 'renewal',
    notes: [
      'Licence {number} runs out on {day}; wants to know what changes in the {plan} plan.',
      'Happy customer, renews every year, always at the last minute. Call early.',
    ],
    comments: [
      '{contact} renews, same terms. Waiting for the purchase order.',
      'Purchase order came with the wrong amount, should be {amount}. Asked for a new one.',
      'Reminder sent, no answer yet. Next try on {day}.',
    ],
  },
  {
    tag: 'data protection',
    notes: [
      '{contact} asks which data we keep and since when. Answer is due within a month.',
      'Former contact person wants to be removed from all mailings.',
    ],
    comments: [
      'Identity confirmed by phone call to the known number.',
      'Collected everything from billing and support, the legal team reads it until {day}.',
      'Answer sent by registered letter.',
    ],
  },
];

/** Said about any case. */
export const COMMON_COMMENTS: readonly string[] = [
  'Tried to call {contact}, nobody there. Left a message.',
  'Took this over and read everything. Will call {contact} on {day}.',
  '{contact} is on holiday until {day}.',
  'Asked for an update by e-mail.',
  'No answer for a week. One more try, then I close it.',
  'Spoke to {contact}, all clear. Written summary follows.',
  'Please call back before noon if you can, they close early.',
  'Language: {contact} prefers to write rather than to talk.',
  'This is the same matter as last year, see the older letters.',
  'Documents arrived, two pages are unreadable. Asked for a better scan.',
  'Checked with accounting: no open items.',
  'Internal: agreed with the supervisor that we wait until {day}.',
];

export const PLANS = ['Basic', 'Team', 'Business', 'Harvest', 'Seasonal'] as const;

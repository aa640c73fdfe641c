import { expect, test } from 'vitest';
import { modelOfBlock } from '../block-model';
import { sampleModels } from '../sample-models';
import { programOf } from '../sample-programs';
import { illegalStep } from './legal-order';
import { stepsInWords } from './steps-in-words';

/** Orders of steps of the sample models: those that they allow, and those of which one step is wrong. */
const orders: Readonly<Record<string, { readonly legal: readonly string[]; readonly illegal: readonly string[] }>> = {
  chain: {
    legal: ['LookUpName SayHello .', 'LookUpName!Broken .!'],
    illegal: [
      ...['SayHello', 'LookUpName .', 'LookUpName LookUpName', '+LookUpName +SayHello', 'LookUpName SayHello .!'],
      ...['LookUpName!Broken .', 'LookUpName!Broken SayHello', '.', 'Unknown'],
    ],
  },
  choice: {
    legal: ['CheckRequest ApproveAtOnce DecideIsCustomerNice=no PayOut .', 'CheckRequest .'],
    illegal: [
      'CheckRequest ApproveAtOnce AskTheBoard',
      'CheckRequest ApproveAtOnce DecideIsCustomerNice=no AddGift',
      'CheckRequest ApproveAtOnce PayOut',
      'ApproveAtOnce',
    ],
  },
  parallel: {
    legal: [
      '+BookHotel +BookFlight -BookFlight ?VisaGranted +ChooseSeat -BookHotel -ChooseSeat .',
      '?VisaGranted BookFlight ChooseSeat BookHotel .',
    ],
    illegal: [
      'BookHotel BookFlight ChooseSeat .',
      'ChooseSeat',
      '?VisaGranted BookHotel BookFlight .',
      'BookHotel BookHotel',
    ],
  },
  inclusive: {
    legal: ['WriteMail .', '+WriteMail +AskForConsent -AskForConsent CallCustomer -WriteMail .', 'FileNote .'],
    illegal: ['CallCustomer', '+WriteMail AskForConsent CallCustomer .', '.', 'WriteMail WriteMail'],
  },
  race: {
    legal: [
      'AskManager ?Approved PlaceOrder .',
      'AskManager @ TellRequester .',
      'AskManager ?Rejected @ TellRequester .',
    ],
    illegal: [
      ...[
        'AskManager PlaceOrder',
        'AskManager ?Rejected PlaceOrder',
        'AskManager TellRequester',
        '?Approved PlaceOrder',
      ],
      'AskManager ?Approved @ PlaceOrder TellRequester',
    ],
  },
  loop: {
    legal: ['WriteText ReviewText DecideGoodEnough=no WriteText ReviewText DecideGoodEnough=yes PrintText .'],
    illegal: [
      'WriteText ReviewText DecideGoodEnough=no PrintText',
      'WriteText ReviewText DecideGoodEnough=yes WriteText',
      'WriteText PrintText',
    ],
  },
  repeated: {
    legal: [
      '+ReserveItem +ReserveItem -ReserveItem -ReserveItem PrintLabel PrintLabel PrintLabel Stir Stir DecideNeedsMoreSalt=yes Taste DecideNeedsMoreSalt=no .',
      'PrintLabel PrintLabel PrintLabel Stir DecideNeedsMoreSalt=no .',
    ],
    illegal: [
      'PrintLabel PrintLabel Stir',
      'PrintLabel PrintLabel PrintLabel PrintLabel',
      '+PrintLabel +PrintLabel',
      '+ReserveItem PrintLabel',
      'PrintLabel PrintLabel PrintLabel Stir Taste',
      'PrintLabel PrintLabel PrintLabel Stir DecideNeedsMoreSalt=no Taste',
    ],
  },
  guard: {
    legal: ['ChargeCard ShipGoods .', 'ChargeCard!CardDeclined AskForCash ShipGoods .', 'ChargeCard!Other .!NoPayment'],
    illegal: [
      ...[
        'ChargeCard AskForCash',
        'ChargeCard!CardDeclined ShipGoods',
        'ChargeCard!Other AskForCash',
        'ChargeCard!Other .',
      ],
      'ChargeCard!CardDeclined .!',
    ],
  },
  deadline: {
    legal: [
      'DeliverParcel .',
      '+DeliverParcel @ +TellCustomer -TellCustomer -DeliverParcel .',
      '+DeliverParcel @ TellCustomer @ Refund -DeliverParcel .',
      '+DeliverParcel ?OrderCanceled Refund .',
    ],
    illegal: [
      ...['+DeliverParcel TellCustomer', '+DeliverParcel Refund', '+DeliverParcel @ TellCustomer @ TellCustomer'],
      ...[
        '+DeliverParcel @ +TellCustomer -DeliverParcel .',
        '+DeliverParcel ?OrderCanceled .',
        'DeliverParcel @ TellCustomer',
      ],
    ],
  },
  saga: {
    legal: [
      'BookHotel BookCar PayTrip .',
      'BookHotel BookCar PayTrip!Unpaid CancelCar CancelHotel SendTripCanceled .',
      'BookHotel!Full .!',
    ],
    illegal: [
      'BookHotel BookCar PayTrip!Unpaid CancelHotel',
      'BookHotel BookCar PayTrip!Unpaid CancelCar SendTripCanceled',
      'BookHotel BookCar PayTrip!Unpaid +CancelCar +CancelHotel',
      'BookHotel BookCar PayTrip!Unpaid CancelCar CancelHotel .',
      'BookHotel CancelHotel',
    ],
  },
  child: {
    legal: ['Invite Talk PrepareDesk PayrollSetup .', 'Invite!Ill .!'],
    illegal: ['Talk', 'Invite PrepareDesk', 'Invite Talk PayrollSetup', 'Invite Talk PrepareDesk .'],
  },
  jumps: {
    legal: ['Triage DecideSevere=yes Escalate DecideSolved=no Answer DecideHappy=no Escalate DecideSolved=yes Close .'],
    illegal: ['Triage DecideSevere=no Escalate', 'Triage DecideSevere=yes Escalate DecideSolved=no Close'],
  },
};

for (const [name, { legal, illegal }] of Object.entries(orders)) {
  const model = sampleModels[name];
  if (model === undefined) throw new Error(`no model ${name}`);
  const names = namesIn(name);

  test.each(legal)(`${name} allows: %s`, (words) => {
    expect(illegalStep(model, names, stepsInWords(words))).toBeUndefined();
  });

  test.each(illegal)(`${name} forbids the last step of: %s`, (words) => {
    const steps = stepsInWords(words);
    const last = steps.at(-1)?.kind === 'ended' ? -2 : -1;
    expect(illegalStep(model, names, steps.slice(0, last))).toBeUndefined();
    expect(illegalStep(model, names, steps)).toContain('which the model does not allow');
  });
}

test('what follows a join waits for every way into it', () => {
  const model = modelOfBlock('Joined', {
    kind: 'row',
    of: [{ kind: 'all', ways: [{ kind: 'task' }, { kind: 'task' }] }, { kind: 'task' }],
  });
  const { activities, events } = programOf(model);
  const [one = '', other = '', last = ''] = activities
    .filter(({ name }) => name.startsWith('Work'))
    .map(({ name }) => name);
  const ways = activities.filter(({ name }) => name.startsWith('Way')).map(({ name }) => name);
  const begun = `${ways.join(' ')} ${one}`;
  expect(illegalStep(model, { activities, events }, stepsInWords(`${begun} ${other} ${last} .`))).toBeUndefined();
  expect(illegalStep(model, { activities, events }, stepsInWords(`${begun} +${other} +${last}`))).toContain(
    `${last} began`,
  );
});

function namesIn(name: string) {
  const model = sampleModels[name];
  if (model === undefined) throw new Error(`no model ${name}`);
  const { activities, events } = programOf(model);
  const called = { name: 'PayrollSetup', role: 'work' as const, elements: ['payroll'] };
  return { activities: [...activities, called], events };
}

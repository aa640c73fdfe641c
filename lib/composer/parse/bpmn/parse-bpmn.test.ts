import { expect, test } from 'vitest';
import type { Element } from '../../model/element';
import { parseBpmn } from './parse-bpmn';

const root =
  'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

test.each([
  ['no root', '<?xml version="1.0"?>', 'The file is not BPMN 2.0: its root element is not <definitions>'],
  ['a wrong root', '<html></html>', 'The file is not BPMN 2.0: its root element is not <definitions>'],
  ['a wrong namespace', '<definitions xmlns="http://example"/>', 'root element is not <definitions>'],
  ['a tag that is not closed', inFile('<process id="p"'), 'unexpected end of file'],
  ['tags that cross', inFile('<process id="p">\n<task></process></task>'), 'cannot be read in line 3'],
  [
    'an element that BPMN has not',
    inFile('<process id="p">\n<nonsense id="n" /></process>'),
    'cannot be read in line 3',
  ],
  ['one id twice', inProcess('<task id="a" /><task id="a" />'), 'duplicate ID <a>'],
  ['a document type', `<!DOCTYPE x [\n<!ENTITY y "z">]>${inFile('')}`, 'declares a document type in line 1'],
  ['an entity', `<!-- \n -->\n<!ENTITY y "z">`, 'declares a document type in line 3'],
  ['no process', inFile('<message id="m" />'), 'The BPMN file has no process with elements in it'],
  ['an empty process', inProcess(''), 'The BPMN file has no process with elements in it'],
  ['a choreography', inFile('<choreography id="c" />'), 'no process with elements in it; it holds a choreography'],
  [
    'a flow from nowhere',
    inProcess(`<task id="a" /><sequenceFlow id="f" targetRef="a" />`),
    '"f" begins at no element',
  ],
  ['a flow to nowhere', inProcess(`<task id="a" />${flow('a', 'b')}`), 'Sequence flow "go" ends at no element'],
  [
    'a flow out of its process',
    inProcess(`<task id="a" />${flow('a', 'b')}<subProcess id="s"><task id="b" name="Inside" /></subProcess>`),
    'Sequence flow "go" ends at "Inside", outside its own process',
  ],
  [
    'a flow out of its process to an element without a label',
    inProcess(`<task id="a" />${flow('b', 'a')}<subProcess id="s"><task id="b" /></subProcess>`),
    'Sequence flow "go" begins at "b", outside its own process',
  ],
  ['an id that is made', inProcess(`<task id="a__join" />${merge('a')}`), 'The id "a__join" is used twice'],
  ['too many elements', inProcess('<task />'.repeat(1001)), 'The diagram has 1001 elements, more than 1000'],
  ['too many tags', inProcess('<task />'.repeat(20_001)), 'The BPMN file has 20005 tags, more than 20000'],
  ['too deep nesting', inProcess(nested(14)), '"level 13" lies inside more than 12 others'],
  ['hostile nesting', inProcess(nested(4000)), 'lies inside more than 12 others'],
])('%s is refused', async (_, xml, message) => {
  const error = await parseBpmn(xml).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'invalid', hint: expect.stringMatching(/^[A-Z].*\.$/) as string });
  expect((error as Error).message).toContain(message);
});

test('comments that never end hide nothing', async () => {
  const xml = `${inProcess('<task id="a" />')}<!-- <![CDATA[`;
  await expect(parseBpmn(`<!-- x --><!DOCTYPE x>${xml}`)).rejects.toThrow('declares a document type in line 1');
});

test('entities are not expanded, comments and CDATA may speak of document types', async () => {
  const xml = inProcess('<!-- <!DOCTYPE x> --><task id="a" name="&amp;&lt;" /><task id="b" name="&unknown;" />');
  expect((await elementsOf(xml)).map(({ name }) => name)).toEqual(['&<', '&unknown;']);
});

test('elements without an id get one by type and place', async () => {
  const ids = (await elementsOf(inProcess('<startEvent /><userTask /><endEvent />'))).map(({ id }) => id);
  expect(new Set(ids).size).toBe(3);
  expect(ids).toEqual([
    expect.stringMatching(/^startEvent__\d+$/),
    expect.stringMatching(/^userTask__\d+$/),
    expect.stringMatching(/^endEvent__\d+$/),
  ]);
});

test('the first executable process that no other calls comes first, then the order of the file', async () => {
  const call = '<callActivity id="c" name="Call" calledElement="called" />';
  const inside = `<process id="inside" isExecutable="true"><subProcess id="s">${call}</subProcess></process>`;
  const other =
    '<process id="called" isExecutable="true"><task id="t" /></process><process id="draft"><task id="u" /></process>';
  const { processes } = await parseBpmn(inFile(other + inside));
  expect(processes.map(({ id }) => id)).toEqual(['inside', 's__inside', 'called', 'draft']);
});

test('processes that only call each other keep their order', async () => {
  const one = '<process id="one"><callActivity id="a" calledElement="two" /></process>';
  const two = '<process id="two"><callActivity id="b" calledElement="one" /></process>';
  expect((await parseBpmn(inFile(one + two))).processes.map(({ id }) => id)).toEqual(['one', 'two']);
});

test.each<[string, string, Partial<Element> & Record<string, unknown>]>([
  ['a gateway that starts', '<eventBasedGateway id="x" instantiate="true" />', { kind: 'unsupported' }],
  [
    'a receive task that starts',
    '<receiveTask id="x" instantiate="true" />',
    { unsupported: ['receive task that starts the process'] },
  ],
  [
    'a receive task that repeats',
    '<receiveTask id="x"><standardLoopCharacteristics /></receiveTask>',
    { unsupported: ['repetition of a receive task'] },
  ],
  ['a catch event without trigger', '<intermediateCatchEvent id="x" />', { type: 'catch event without a trigger' }],
  [
    'a boundary event at nothing',
    '<boundaryEvent id="x"><errorEventDefinition /></boundaryEvent>',
    { type: 'boundary event that hangs at nothing' },
  ],
  [
    'two results at once',
    '<endEvent id="x"><terminateEventDefinition /><errorEventDefinition /></endEvent>',
    { type: 'multiple event' },
  ],
  ['an end that cancels', '<endEvent id="x"><cancelEventDefinition /></endEvent>', { type: 'cancel event' }],
  [
    'a start that terminates',
    '<startEvent id="x"><terminateEventDefinition /></startEvent>',
    { type: 'terminate event' },
  ],
  ['a choreography task', '<choreographyTask id="x" />', { kind: 'unsupported', type: 'choreography task' }],
  [
    'a link without a name',
    '<intermediateThrowEvent id="x" name="Two"><linkEventDefinition /></intermediateThrowEvent>',
    { type: 'link event' },
  ],
  [
    'a signal by its label',
    '<endEvent id="x" name="Sold"><signalEventDefinition /></endEvent>',
    { result: { kind: 'signal', name: 'Sold' } },
  ],
  [
    'a condition by its label',
    '<startEvent id="x" name="It rains"><conditionalEventDefinition /></startEvent>',
    { trigger: { kind: 'conditional', text: 'It rains' } },
  ],
  ['a call by its label', '<callActivity id="x" name="Pay" />', { kind: 'child', calls: 'Pay' }],
  ['a call with a prefix', '<callActivity id="x" calledElement="p:p" />', { kind: 'child', process: 'p' }],
  [
    'a loop without limits',
    '<task id="x"><standardLoopCharacteristics loopMaximum="0" /></task>',
    { loop: { testBefore: false } },
  ],
  [
    'a list that is an expression',
    '<task id="x"><multiInstanceLoopCharacteristics xmlns:camunda="c" camunda:collection="#{order.items()}" /></task>',
    { many: { order: 'parallel', collection: '#{order.items()}' } },
  ],
  [
    'a list by its id',
    '<task id="x"><ioSpecification><dataInput id="list" /><inputSet /><outputSet /></ioSpecification><multiInstanceLoopCharacteristics><loopDataInputRef>list</loopDataInputRef></multiInstanceLoopCharacteristics></task>',
    { many: { order: 'parallel', collection: 'list' } },
  ],
])('%s', async (_, xml, expected) => {
  expect((await elementsOf(inProcess(xml))).find(({ id }) => id === 'x')).toMatchObject(expected);
});

test('data is named by its label, its object, or its id', async () => {
  const { processes } = await parseBpmn(
    inProcess(
      '<task id="t" /><dataObject id="o" name="Order" /><dataObjectReference id="r" dataObjectRef="o" />' +
        '<dataObject id="u" /><dataObjectReference id="q" dataObjectRef="u" /><dataStoreReference id="s" />' +
        '<dataObject id="alone" name="Alone" />',
    ),
  );
  expect(processes[0]?.data.map(({ name }) => name)).toEqual(['Order', 'u', 's', 'Alone']);
});

test('data associations to what the task alone has are its own affair', async () => {
  const io =
    '<ioSpecification><dataInput id="i" name="mine" /><dataOutput id="o" name="its" /><inputSet /><outputSet /></ioSpecification>';
  const xml = inProcess(
    `<task id="t">${io}<dataInputAssociation><sourceRef>i</sourceRef><targetRef>i</targetRef></dataInputAssociation>` +
      '<dataOutputAssociation><targetRef>o</targetRef></dataOutputAssociation><dataOutputAssociation /></task>',
  );
  expect((await elementsOf(xml))[0]).toMatchObject({ reads: [], writes: [] });
});

test('a mapping without a source or a name names nothing', async () => {
  const zeebe = '<z:ioMapping xmlns:z="z"><z:input target="a" /><z:output source="=b" /></z:ioMapping>';
  const camunda =
    '<c:inputOutput xmlns:c="c"><c:inputParameter name="a" /><c:outputParameter>x</c:outputParameter></c:inputOutput>';
  const xml = inProcess(`<task id="t"><extensionElements>${zeebe}${camunda}</extensionElements></task>`);
  expect((await elementsOf(xml))[0]).toMatchObject({ reads: [], writes: [] });
});

test('a message flow between nameless ends names nothing', async () => {
  const pools =
    '<collaboration id="c"><participant id="pool" /><messageFlow id="m" sourceRef="pool" targetRef="x" />' +
    '<messageFlow id="n" sourceRef="pool" /></collaboration>';
  const event = '<intermediateCatchEvent id="x"><messageEventDefinition /></intermediateCatchEvent>';
  const { processes } = await parseBpmn(inFile(`${pools}<process id="p">${event}</process>`));
  expect(processes[0]?.elements[0]).toMatchObject({ trigger: { kind: 'message', name: '' } });
});

test('a link that leads to several elements stays a link, for the rules to find', async () => {
  const link = '<linkEventDefinition name="L" />';
  const xml = inProcess(
    `<intermediateThrowEvent id="from">${link}</intermediateThrowEvent><intermediateCatchEvent id="to">${link}</intermediateCatchEvent>` +
      `<task id="a" /><task id="b" />${flow('to', 'a')}<sequenceFlow id="g" sourceRef="to" targetRef="b" />`,
  );
  expect((await elementsOf(xml)).filter(({ kind }) => kind === 'unsupported').map(({ id }) => id)).toEqual([
    'from',
    'to',
  ]);
});

test('an association that is no compensation joins nothing', async () => {
  const xml = inProcess(
    '<task id="a" /><textAnnotation id="note" /><association id="as" sourceRef="a" targetRef="note" /><association id="at" />',
  );
  expect(await elementsOf(xml)).toMatchObject([{ id: 'a', isForCompensation: false }]);
});

test('the host of a compensation event may be anything; only activities are undone', async () => {
  const xml = inProcess(
    '<exclusiveGateway id="g" /><boundaryEvent id="e" attachedToRef="g"><compensateEventDefinition /></boundaryEvent>' +
      '<task id="h" isForCompensation="true" /><association id="as" sourceRef="e" targetRef="h" />',
  );
  expect((await elementsOf(xml)).map(({ id }) => id)).toEqual(['g', 'h']);
});

async function elementsOf(xml: string): Promise<readonly Element[]> {
  return (await parseBpmn(xml)).processes[0]?.elements ?? [];
}

function inFile(inside: string): string {
  return `<definitions ${root}>\n${inside}</definitions>`;
}

function inProcess(inside: string): string {
  return inFile(`<process id="p">${inside}</process>`);
}

function flow(from: string, to: string): string {
  return `<sequenceFlow id="f" name="go" sourceRef="${from}" targetRef="${to}" />`;
}

function merge(id: string): string {
  const flows = ['one', 'two'].map(
    (from) => `<sequenceFlow id="${from}_flow" sourceRef="${from}" targetRef="${id}" />`,
  );
  return `<task id="one" /><task id="two" /><task id="${id}" />${flows.join('')}`;
}

function nested(depth: number): string {
  const open = Array.from({ length: depth }, (_, level) => `<subProcess id="s${level}" name="level ${level}">`).join(
    '',
  );
  return `${open}<task id="inner" />${'</subProcess>'.repeat(depth)}`;
}

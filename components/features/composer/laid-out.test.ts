// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { laidOut, withBothEnds } from './laid-out';
import { STARTERS } from './starter-diagrams';

const flow = '<b:sequenceFlow id="f" sourceRef="s" targetRef="t"/>';
const head = '<b:definitions xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL"><b:process id="p">';
const tail = '</b:process></b:definitions>';

it('writes an arrow at both of its ends, once', () => {
  const once = withBothEnds(`${head}<b:startEvent id="s"/><b:endEvent id="t"/>${flow}${tail}`);
  expect(once).toContain('<b:startEvent id="s"><b:outgoing>f</b:outgoing></b:startEvent>');
  expect(once).toContain('<b:endEvent id="t"><b:incoming>f</b:incoming></b:endEvent>');
  expect(withBothEnds(once)).toBe(once);
});

it('draws what was never drawn, arrows too, and leaves a drawing alone', async () => {
  const drawn = await laidOut(STARTERS[0].draft.text);
  expect(drawn.match(/BPMNEdge /g)).toHaveLength(11);
  expect(await laidOut(drawn)).toBe(drawn);
});

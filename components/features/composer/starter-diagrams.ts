import type { Draft } from './draft';

const process = (id: string, name: string, inside: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions" targetNamespace="http://perdure.dev/diagrams">
  <bpmn:process id="${id}" name="${name}" isExecutable="true">
${inside}
  </bpmn:process>
</bpmn:definitions>
`;

const approval = `    <bpmn:startEvent id="start" name="Order placed"/>
    <bpmn:serviceTask id="check" name="Check credit"/>
    <bpmn:exclusiveGateway id="big" name="Big order?" default="small"/>
    <bpmn:eventBasedGateway id="asked"/>
    <bpmn:intermediateCatchEvent id="approved" name="Approved">
      <bpmn:messageEventDefinition messageRef="approval"/>
    </bpmn:intermediateCatchEvent>
    <bpmn:intermediateCatchEvent id="late" name="One day later">
      <bpmn:timerEventDefinition>
        <bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P1D</bpmn:timeDuration>
      </bpmn:timerEventDefinition>
    </bpmn:intermediateCatchEvent>
    <bpmn:serviceTask id="cancel" name="Cancel order"/>
    <bpmn:exclusiveGateway id="go"/>
    <bpmn:serviceTask id="ship" name="Ship order"/>
    <bpmn:endEvent id="canceled" name="Order canceled"/>
    <bpmn:endEvent id="shipped" name="Order shipped"/>
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="check"/>
    <bpmn:sequenceFlow id="f2" sourceRef="check" targetRef="big"/>
    <bpmn:sequenceFlow id="large" name="yes" sourceRef="big" targetRef="asked">
      <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">= amount &gt; 1000</bpmn:conditionExpression>
    </bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="small" name="no" sourceRef="big" targetRef="go"/>
    <bpmn:sequenceFlow id="f3" sourceRef="asked" targetRef="approved"/>
    <bpmn:sequenceFlow id="f4" sourceRef="asked" targetRef="late"/>
    <bpmn:sequenceFlow id="f5" sourceRef="approved" targetRef="go"/>
    <bpmn:sequenceFlow id="f6" sourceRef="late" targetRef="cancel"/>
    <bpmn:sequenceFlow id="f7" sourceRef="cancel" targetRef="canceled"/>
    <bpmn:sequenceFlow id="f8" sourceRef="go" targetRef="ship"/>
    <bpmn:sequenceFlow id="f9" sourceRef="ship" targetRef="shipped"/>`;

const parallel = `    <bpmn:startEvent id="start" name="Trip requested"/>
    <bpmn:parallelGateway id="split"/>
    <bpmn:serviceTask id="flight" name="Book flight"/>
    <bpmn:serviceTask id="hotel" name="Book hotel"/>
    <bpmn:parallelGateway id="join"/>
    <bpmn:serviceTask id="tell" name="Send itinerary"/>
    <bpmn:endEvent id="end" name="Trip booked"/>
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="split"/>
    <bpmn:sequenceFlow id="f2" sourceRef="split" targetRef="flight"/>
    <bpmn:sequenceFlow id="f3" sourceRef="split" targetRef="hotel"/>
    <bpmn:sequenceFlow id="f4" sourceRef="flight" targetRef="join"/>
    <bpmn:sequenceFlow id="f5" sourceRef="hotel" targetRef="join"/>
    <bpmn:sequenceFlow id="f6" sourceRef="join" targetRef="tell"/>
    <bpmn:sequenceFlow id="f7" sourceRef="tell" targetRef="end"/>`;

const withApproval = process('OrderApproval', 'Order approval', approval).replace(
  '  <bpmn:process',
  '  <bpmn:message id="approval" name="Approval"/>\n  <bpmn:process',
);

const flowchart = `flowchart TD
  start([Order placed]) --> check[Check stock]
  check --> there{In stock?}
  there -->|inStock = true| ship[Ship order]
  there -->|otherwise| back[Order from supplier]
  back --> ship
  ship --> done([Order shipped])
`;

export type Starter = { readonly title: string; readonly draft: Draft };

/** What a new diagram can begin as; the first one is what the page opens with. */
export const STARTERS: readonly [Starter, ...Starter[]] = [
  {
    title: 'Order with approval and a deadline',
    draft: { kind: 'bpmn', text: withApproval, fileName: 'order-approval.bpmn' },
  },
  {
    title: 'Two bookings at once',
    draft: { kind: 'bpmn', text: process('TripBooking', 'Trip booking', parallel), fileName: 'trip-booking.bpmn' },
  },
  { title: 'Flowchart in Mermaid', draft: { kind: 'mermaid', text: flowchart, fileName: 'order.mmd' } },
  {
    title: 'Empty BPMN diagram',
    draft: {
      ...{ kind: 'bpmn', fileName: 'workflow.bpmn' },
      text: process('NewWorkflow', 'New workflow', '    <bpmn:startEvent id="start" name="Started"/>'),
    },
  },
];

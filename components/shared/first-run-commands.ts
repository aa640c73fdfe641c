export type Language = 'javascript' | 'python' | 'go' | 'java' | 'dotnet';

export type FirstRunStep = { readonly says: string; readonly command: string };

export type FirstRunGuide = {
  readonly language: Language;
  readonly title: string;
  readonly steps: readonly FirstRunStep[];
};

/** How to get a first execution with each SDK, told for the port the runtime listens on. */
export function firstRunGuides(address: string): readonly FirstRunGuide[] {
  const port = address.split(':').at(-1) ?? '50001';
  const run = (command: string) => `DAPR_GRPC_PORT=${port} ${command}`;
  return [
    guide('javascript', 'JavaScript', {
      add: 'npm install @dapr/dapr',
      run: run('node worker.js'),
      start: 'await new DaprWorkflowClient().scheduleNewWorkflow(orderWorkflow, { sku: "14" });',
    }),
    guide('python', 'Python', {
      add: 'pip install dapr-ext-workflow',
      run: run('python worker.py'),
      start: 'DaprWorkflowClient().schedule_new_workflow(order_workflow, input={"sku": "14"})',
    }),
    guide('go', 'Go', {
      add: 'go get github.com/dapr/go-sdk',
      run: run('go run .'),
      start: 'client.ScheduleWorkflow(ctx, "OrderWorkflow", workflow.WithInput(order))',
    }),
    guide('java', 'Java', {
      add: 'mvn dependency:get -Dartifact=io.dapr:dapr-sdk-workflows:LATEST',
      run: run('java -jar worker.jar'),
      start: 'new DaprWorkflowClient().scheduleNewWorkflow(OrderWorkflow.class, order);',
    }),
    guide('dotnet', '.NET', {
      add: 'dotnet add package Dapr.Workflow',
      run: run('dotnet run'),
      start: 'await client.ScheduleNewWorkflowAsync(nameof(OrderWorkflow), input: order);',
    }),
  ];
}

type Commands = { readonly add: string; readonly run: string; readonly start: string };

function guide(language: Language, title: string, { add, run, start }: Commands): FirstRunGuide {
  const steps = [
    { says: 'Add the Dapr Workflow SDK to your app', command: add },
    { says: 'Run the worker against this runtime', command: run },
    { says: 'Start a workflow from your code', command: start },
  ];
  return { language, title, steps };
}

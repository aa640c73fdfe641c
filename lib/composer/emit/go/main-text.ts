/** The worker, and a start from the command line. */
export const mainTemplate = `// {{appId}} is a Dapr Workflow app.
//
//	{{appId}}               runs the worker until it is told to stop
//	{{appId}} start [JSON]  starts {{name}} with an input and prints its result
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"os/signal"
	"syscall"

	"github.com/dapr/durabletask-go/workflow"
	"github.com/dapr/go-sdk/client"
)

// example is what {{name}} is started with when nothing else is told.
const example = {{example}}

func main() {
	client.SetLogger(log.New(io.Discard, "", 0))
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	// Reads DAPR_GRPC_ENDPOINT, else DAPR_GRPC_PORT, and DAPR_API_TOKEN.
	workflows, err := client.NewWorkflowClient()
	if err != nil {
		return err
	}
	switch {
	case len(args) == 0:
		return work(ctx, workflows)
	case len(args) == 1 && args[0] == "start":
		return start(ctx, workflows, example)
	case len(args) == 2 && args[0] == "start":
		return start(ctx, workflows, args[1])
	default:
		return errors.New("usage: {{appId}} [start [JSON]]")
	}
}

// work serves workflows and activities{{serves}} until ctx ends.
func work(ctx context.Context, workflows *workflow.Client) error {
	registry, err := {{registered}}
	if err != nil {
		return err
	}
	if err := workflows.StartWorker(ctx, registry); err != nil {
		return err
	}
	fmt.Println("worker ready")
	<-ctx.Done()
	return nil
}

// start starts one execution, waits for its end and prints its output.
func start(ctx context.Context, workflows *workflow.Client, input string) error {
	if !json.Valid([]byte(input)) {
		return fmt.Errorf("%s is no JSON", input)
	}
	id, err := workflows.ScheduleWorkflow(ctx, {{quoted}}, workflow.WithInput(json.RawMessage(input)))
	if err != nil {
		return err
	}
	end, err := workflows.WaitForWorkflowCompletion(ctx, id, workflow.WithFetchPayloads(true))
	if err != nil {
		return err
	}
	fmt.Printf("%s: %s %s\\n", id, end.String(), end.Output.GetValue())
	return nil
}
`;

// A first Dapr Workflow app in Go.
//
//	example               runs the worker until it is told to stop
//	example chain NUMBER  starts a Chain with NUMBER and prints its result
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"os/signal"
	"strconv"
	"syscall"

	"github.com/dapr/durabletask-go/workflow"
	"github.com/dapr/go-sdk/client"
)

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
	case len(args) == 2 && args[0] == "chain":
		return startChain(ctx, workflows, args[1])
	default:
		return errors.New("usage: example [chain NUMBER]")
	}
}

// work serves workflows and activities until ctx ends.
func work(ctx context.Context, workflows *workflow.Client) error {
	registry, err := register()
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

// startChain starts one Chain, waits for its end and prints its output.
func startChain(ctx context.Context, workflows *workflow.Client, number string) error {
	n, err := strconv.Atoi(number)
	if err != nil {
		return fmt.Errorf("%q is not a whole number", number)
	}
	id, err := workflows.ScheduleWorkflow(ctx, "Chain", workflow.WithInput(n))
	if err != nil {
		return err
	}
	end, err := workflows.WaitForWorkflowCompletion(ctx, id, workflow.WithFetchPayloads(true))
	if err != nil {
		return err
	}
	fmt.Printf("%s: %s %s\n", id, end.String(), end.Output.GetValue())
	return nil
}
